import type { TestSite } from '../support/site.ts'
import type { Chance } from './chance.ts'
import type { Intent } from './intents.ts'
import type { CallFault, CallKind } from './wire.ts'

const mostPresses = 8

/** Shares of all calls that write; the rest arrives and is answered. */
const callFaults: [CallFault, number][] = [
  ['answer_dropped', 0.2],
  ['cut_before', 0.04],
  ['cut_after', 0.03],
  ['late', 0.05],
  ['busy', 0.05],
  ['too_many', 0.02],
  ['server_error', 0.03],
  ['disk_full', 0.01],
]
const droppedByBrowser = 0.2
const duplicated = 0.2

/** What becomes of the next call, as the seed has it. */
export const faultOf = (chance: Chance, kind: CallKind): CallFault => {
  let left = chance.next() * (kind === 'write' ? 1 : 3)
  for (const [fault, share] of callFaults) {
    if (left < share) return fault
    left -= share
  }
  return 'none'
}

/** What somebody wants, whether they were told it is done, and every answer there was. */
export interface Wanted {
  intent: Intent
  acknowledged: boolean
  answers: number[]
}

/** Where a good post leads is not to where one signs in. */
const isDone = (answer: Response) => answer.status < 400 && !/^\/(signin\/|staff\/)/.test(answer.headers.get('location') ?? '')

/** Presses, once or twice at a time, until an answer comes that is not 稍后再试; answers get lost on the way too. */
export const pursue = (
  wanted: Wanted,
  site: () => TestSite,
  chance: Chance,
  begin: (work: () => Promise<void>) => void,
  note: (what: string) => void,
) => {
  const { intent, answers } = wanted
  let presses = 0
  let settled = false
  let out = 0
  const send = async () => {
    const answer = await intent.send(site())
    answers.push(answer.status)
    const lost = chance.happens(droppedByBrowser)
    note(`${intent.command} ${answer.status}${lost ? ' lost' : ''}`)
    if (!lost && !settled && answer.status < 500) {
      settled = true
      wanted.acknowledged = isDone(answer)
      if (wanted.acknowledged) await intent.done?.(answer)
    }
    out--
    if (out === 0 && !settled && presses < mostPresses) press()
  }
  const press = () => {
    presses++
    out = chance.happens(duplicated) ? 2 : 1
    for (let time = 0; time < out; time++) begin(send)
  }
  press()
}
