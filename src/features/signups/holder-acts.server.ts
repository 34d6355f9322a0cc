import type { Statement } from '../../kernel/database.ts'
import { freeFor, promoteWaiting } from './sql.server.ts'

/** What a command on one signup runs; `command` does the act itself. */
export interface HolderAct {
  before?: Statement[]
  command: Statement
  after: Statement[]
}

/** Who acts, as an SQL expression: a word that is known beforehand. */
export const word = (actedBy: string): Statement => ({ sql: ':acted_by', args: { acted_by: actedBy } })

/**
 * Gives the party's places back and, in the same transaction, to the first waiting parties that fit. `right` is the
 * condition on `signups` under which the one who asks may; `pool` names the pool of that signup.
 */
export const cancelling = (right: Statement, pool: Statement, actedBy: Statement, now: number): HolderAct => ({
  command: {
    sql: `UPDATE signups SET cancelled_at = :now, acted_at = :now, acted_by = ${actedBy.sql} WHERE ${right.sql} AND cancelled_at IS NULL
      AND EXISTS (SELECT 1 FROM signup_pools AS pool WHERE pool.activity = signups.activity AND pool.occurrence = signups.occurrence AND pool.starts_at > :now)`,
    args: { ...right.args, ...actedBy.args, now },
  },
  after: [promoteWaiting(pool, now)],
})

/**
 * Makes the party smaller, or larger if what is added fits (`changeFits` in capacity.ts). Whoever waits comes first: places
 * that the clock has freed are given out before the party may grow, and those it frees after.
 */
export const changing = (right: Statement, pool: Statement, partySize: number, actedBy: Statement, now: number): HolderAct => ({
  before: [promoteWaiting(pool, now)],
  command: {
    sql: `UPDATE signups SET party_size = :party_size, acted_at = :now, acted_by = ${actedBy.sql}
      WHERE ${right.sql} AND cancelled_at IS NULL AND party_size <> :party_size AND EXISTS (
        SELECT 1 FROM signup_pools AS pool WHERE pool.activity = signups.activity AND pool.occurrence = signups.occurrence
          AND starts_at > :now AND (:party_size < signups.party_size OR :party_size <= largest_party AND (
            :party_size - signups.party_size
              <= CASE WHEN signups.confirmed_at IS NULL THEN waiting_places_limit - waiting_places ELSE ${freeFor('signups.channel')} END)))`,
    args: { ...right.args, ...actedBy.args, now, party_size: partySize },
  },
  after: [promoteWaiting(pool, now)],
})
