import { cookiesOf } from '../support/signups.ts'
import type { TestSite } from '../support/site.ts'
import type { Fault } from './faults.ts'
import type { Stage } from './stage.ts'
import type { CallKind } from './wire.ts'

/** A request that can be sent again; `held` are the cookies of the browser by then. */
export interface Sendable {
  cookie: string
  send(at: TestSite, held: string): Response | Promise<Response>
}

/** What came back, in order, and how many calls of the database went wrong. */
export interface Delivery {
  statuses: number[]
  faulty: number
}

const mostPresses = 5

/** Cookies as a browser keeps them: what is set anew takes the place of what was there. */
const kept = (held: string, set: string) => {
  const pairs = [held, set].flatMap((text) => text.split('; ')).filter(Boolean)
  return [...new Map(pairs.map((pair) => [pair.split('=')[0], pair])).values()].join('; ')
}

/** Presses until there is an answer that is not 稍后再试, as people do. Of `fault`, `throughout` befalls the first sending only. */
export const press = async (stage: Stage, { send, cookie }: Sendable, fault: Fault, matters: CallKind): Promise<Delivery> => {
  const { wire, site } = stage
  const from = wire.calls.length
  const statuses: number[] = []
  const planned = [...(fault.calls ?? [])]
  let first = true
  let held = cookie
  wire.decide = (kind) => (kind === matters ? (planned.shift() ?? (first ? fault.throughout : undefined) ?? 'none') : 'none')
  const once = async (at = site, cookies = held) => {
    const answer = await send(at, cookies)
    await at.messages()
    held = kept(held, cookiesOf(answer))
    statuses.push(answer.status)
  }
  try {
    if (fault.sending === 'twice at once') await Promise.all([once(), once()])
    else if (fault.sending === 'overtaken by itself') await overtaken(stage, () => once(site, cookie))
    else if (fault.sending === 'overtaken in its repeat') await overtaken(stage, () => once(site, cookie), true)
    else await once()
    first = false
    site.state.now += fault.clock ?? 0
    const at = fault.restart ? await stage.restarted() : site
    for (let presses = 1; (statuses.at(-1) ?? 500) >= 500 && presses < mostPresses; presses++) await once(at)
    await wire.deliverLate()
    if (fault.sending === 'again after the answer') await once(at)
  } finally {
    wire.decide = () => 'none'
    site.state.now -= fault.clock ?? 0
  }
  return { statuses, faulty: wire.calls.slice(from).filter(({ fault: met }) => met !== 'none').length }
}

/** The first sending is held before it reaches the database, or does so again, until the second has been answered. */
const overtaken = async ({ wire }: Stage, once: () => Promise<void>, inRepeat = false) => {
  const from = wire.calls.length
  const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let holding = true
  wire.gate = async () => {
    if (!holding || (inRepeat && wire.calls.slice(from).every(({ fault }) => fault === 'none'))) return
    holding = false
    arrived.resolve()
    await released.promise
  }
  try {
    const slow = once()
    await Promise.race([arrived.promise, slow])
    holding = false
    await once()
    released.resolve()
    await slow
  } finally {
    wire.gate = async () => {}
  }
}
