import type { Statement } from '../../kernel/database.ts'
import { standing } from '../points/store.server.ts'

/** Points somebody has given by weighing since a moment (epoch ms). */
const given = `COALESCE((SELECT SUM(amount) FROM ledger_transfers AS earned WHERE actor = :giver AND at >= :given_since AND kind = 'earn'
  AND ${standing}), 0)`

export const givenSince = (giver: string, since: number): Statement => ({
  sql: `SELECT ${given} AS given`,
  args: { giver, given_since: since },
})

/** The condition that somebody may give so many points more. */
export const mayStillGive = (giver: string, since: number, points: number, most: number): Statement => ({
  sql: `${given} + :given_now <= :given_most`,
  args: { giver, given_since: since, given_now: points, given_most: most },
})

/** Several conditions as one. */
export const allOf = (conditions: Statement[]): Statement => ({
  sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
  args: Object.assign({}, ...conditions.map(({ args }) => args)),
})
