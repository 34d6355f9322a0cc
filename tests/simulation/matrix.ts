import type { Client } from '@libsql/client'
import { sampleActivity, sampleCatalogue } from '../support/catalogue.ts'
import { grantedRequest, morningOfTheTea } from '../support/permissions/round-trips.ts'
import { brokenRules } from './checks.ts'
import { nothingHappens, onceADatabase, replacing } from './commands.ts'
import type { Fault } from './faults.ts'
import { press } from './press.ts'
import { changeBetween, readSignature, signatureQueries } from './signature.ts'
import { openStage, type Stage } from './stage.ts'
import type { CallKind } from './wire.ts'

/** What came of one command under one fault. */
export interface Cell {
  command: string
  fault: string
  /** Calls of the database that went wrong. */
  faulty: number
  /** The statuses of the answers, in order. */
  statuses: number[]
  /** Whether the fault befell it at all. */
  exercised: boolean
  /** How often the effect is there: 1, or 0 when nothing is, or 2 when anything is there twice or otherwise. */
  effect: number
  /** Where the database changed otherwise than when nothing goes wrong, and by how much. */
  otherwise: Record<string, string>
}

/** Room enough that no cell meets a limit another cell has used up. */
const roomy = () => sampleCatalogue([sampleActivity({ capacity_places: 5000, waiting_places: 5000 })])

const log = /^audit_log/

const goodOf = async (real: Client, command: string, now: number) => {
  const sql = replacing[command]?.good
  return sql ? Number((await real.execute({ sql, args: { now } })).rows[0]?.['good']) : 0
}

/** What one request with everything that befalls it has changed, and how it was answered. */
const act = async (stage: Stage, command: string, fault: Fault, matters: CallKind, queries: string[]) => {
  const { site, real } = stage
  // Some requests are only good at another moment, and say so by moving the clock.
  site.state.now = morningOfTheTea
  const granted = await grantedRequest(site, command)
  const [before, goodBefore] = [await readSignature(real, queries), await goodOf(real, command, site.state.now)]
  const from = stage.wire.calls.length
  const delivery = await press(stage, granted, fault, matters)
  const change = changeBetween(before, await readSignature(real, queries))
  const lines = change['audit_log'] ?? 0
  const uncounted = replacing[command]?.tables
  for (const name of Object.keys(change)) if (log.test(name) || uncounted?.test(name)) delete change[name]
  if (uncounted) change['good ones'] = (await goodOf(real, command, site.state.now)) - goodBefore
  const wrote = stage.wire.calls.slice(from).some(({ kind }) => kind === 'write')
  return { ...delivery, change, lines, wrote }
}

const cellOf = (
  command: string,
  fault: string,
  what: Fault,
  expected: Awaited<ReturnType<typeof act>>,
  { statuses, faulty, change, lines }: Awaited<ReturnType<typeof act>>,
): Cell => {
  const names = [...new Set([...Object.keys(expected.change), ...Object.keys(change)])]
  const differing = names.filter((name) => (expected.change[name] ?? 0) !== (change[name] ?? 0))
  const otherwise = Object.fromEntries(differing.map((name) => [name, `${change[name] ?? 0}, not ${expected.change[name] ?? 0}`]))
  // The log has a line for each request that was let in, so at least one and at most one for each that was sent, and one more for
  // each that was refused: its page is drawn anew, which is a look at the household.
  const refused = statuses.filter((status) => status >= 400 && status < 500).length
  if (lines < expected.lines || lines > expected.lines * statuses.length + refused)
    otherwise['audit_log'] = `${lines} lines of ${statuses.length} requests`
  const exercised = faulty > 0 || what.sending !== undefined
  const nothing = Object.keys(change).length === 0 && lines === 0
  const excused = nothing && nothingHappens[command]?.[fault] !== undefined
  const effect = Object.keys(otherwise).length === 0 || excused ? 1 : nothing ? 0 : 2
  return { command, fault, faulty, statuses, exercised, effect, otherwise }
}

/** Looks at the rules and closes. */
const leave = async (command: string, stage: Stage | undefined) => {
  if (!stage) return
  try {
    const broken = await brokenRules(stage.real)
    if (broken.length > 0) throw new Error(`after ${command}: ${broken.join('; ')}`)
  } finally {
    stage.close()
  }
}

/**
 * Tries one command under each fault, each time with people of its own, on one database or, where it can be granted once in one, on one
 * each. Throws when a rule is broken at the end.
 */
export const tryCommand = async (command: string, faults: Record<string, Fault>, told: (cell: Cell) => void) => {
  const alone = onceADatabase.includes(command)
  let stage: Stage | undefined
  let queries: string[] = []
  const acting = async (fault: Fault, matters: CallKind) => {
    if (alone || !stage) {
      await leave(command, stage)
      stage = await openStage(roomy())
      queries = await signatureQueries(stage.real)
    }
    return act(stage, command, fault, matters, queries)
  }
  try {
    // The first of all opens accounts and pools that are there afterwards.
    if (!alone) await acting({}, 'write')
    const expected = await acting({}, 'write')
    const [status = 500] = expected.statuses
    if (status >= 400) throw new Error(`${command} was refused with ${status} though nothing went wrong`)
    const matters = expected.wrote ? 'write' : 'read'
    for (const [fault, what] of Object.entries(faults)) told(cellOf(command, fault, what, expected, await acting(what, matters)))
  } finally {
    await leave(command, stage)
  }
}
