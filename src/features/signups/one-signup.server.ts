import type { Statement, StatementResult } from '../../kernel/database.ts'
import { cancelling, changing, type HolderAct } from './holder-acts.server.ts'
import { factsOf, poolOfSignup, readFacts } from './sql.server.ts'

/** Sends a command as one batch: on its own, or below its line in the audit log. */
export type Send = (statements: Statement[]) => Promise<StatementResult[]>

const facts = (right: Statement, signup: string) => factsOf(right, poolOfSignup(signup), { sql: 'SELECT 0 AS tries', args: {} })

const perform = async (right: Statement, signup: string, { before = [], command, after }: HolderAct, send: Send) => {
  const results = await send([...before, command, ...after, ...facts(right, signup)])
  return readFacts(results, results[before.length]?.rows_written ?? 0)
}

/** What is stored of one signup. `right` is the condition on `signups` under which the one who asks may know it, here and below. */
export const findOne = async (right: Statement, signup: string, send: Send) => readFacts(await send(facts(right, signup)), 0)

/** Gives the party's places back; `by` is who acts, as an SQL expression. */
export const cancelOne = (right: Statement, signup: string, by: Statement, now: number, send: Send) =>
  perform(right, signup, cancelling(right, poolOfSignup(signup), by, now), send)

export const changeOne = (right: Statement, signup: string, partySize: number, by: Statement, now: number, send: Send) =>
  perform(right, signup, changing(right, poolOfSignup(signup), partySize, by, now), send)
