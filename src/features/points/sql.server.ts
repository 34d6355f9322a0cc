import type { Statement } from '../../kernel/database.ts'
import { homeOfStaff } from '../staff/reads.server.ts'

/** That a row `earned` was neither corrected nor, where it waited for a second person, rejected, overdue or corrected since. */
export const standing = `NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = earned.id)
  AND NOT EXISTS (SELECT 1 FROM ledger_transfers AS ended WHERE ended.pending_id = earned.id
    AND (ended.phase = 'void' OR EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = ended.id)))`

/** Whether a household is the one a member of staff lives in, as an SQL expression; a device lives nowhere. */
export const livesIn = (household: string) => `COALESCE(${household} = ${homeOfStaff(':giver_staff')}, false)`

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
