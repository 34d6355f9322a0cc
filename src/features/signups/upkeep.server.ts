import { msPerDay } from '../../kernel/calendar.ts'
import type { Database, Statement } from '../../kernel/database.ts'
import { type PoolDefinition, purgeMoment } from './definition.ts'
import { definePool, occurrenceArgs, poolOf, promoteWaiting } from './sql.server.ts'
import type { SignupWindow } from './window.ts'

/** An occurrence that was moved keeps the contact details of its signups as long after its new end. */
const keepContacts = (window: SignupWindow, retentionDays: number): Statement => ({
  sql: `UPDATE signups SET purge_after = :purge_after
    WHERE activity = :activity AND occurrence = :occurrence AND purged_at IS NULL AND purge_after <> :purge_after`,
  args: { ...occurrenceArgs(window), purge_after: purgeMoment(window, retentionDays) },
})

/** Brings a pool to its definition and gives what became free to those who wait. */
export const settling = (window: SignupWindow, retentionDays: number, now: number): Statement[] => [
  definePool(window),
  keepContacts(window, retentionDays),
  promoteWaiting(poolOf(window), now),
]

/** The same for these pools; returns how many parties got places. */
export const settlePools = async (database: Database, windows: SignupWindow[], retentionDays: number, now: number) => {
  const results = await database.write(windows.flatMap((window) => settling(window, retentionDays, now)))
  return results.filter((_, place) => place % 3 === 2).reduce((promoted, { rows_written }) => promoted + rows_written, 0)
}

export type DefinedPool = PoolDefinition & { activity: string; occurrence: string; waiting_places: number }

/** The pools of occurrences that, when last defined, started after `after` (epoch ms). */
export const readDefinedPools = async (database: Database, after: number) => {
  const [result] = await database.read([
    {
      sql: `SELECT activity, occurrence, starts_at, planned_places, desk_places, desk_released_at, largest_party, waiting_places_limit, waiting_places
        FROM signup_pools WHERE starts_at > :after`,
      args: { after },
    },
  ])
  return (result?.rows ?? []) as unknown as DefinedPool[]
}

/**
 * Unlinks residents from signups so many days after the end of what they signed up for. `purge_after` lies `contactsDays` after that
 * end, so the history's own day is counted from there; never before the contact details are emptied.
 */
export const forgetHistory = async (database: Database, contactsDays: number, historyDays: number, now: number) => {
  const [result] = await database.write([
    {
      sql: `UPDATE signups SET resident = NULL, household = NULL, representative = NULL
        WHERE (resident IS NOT NULL OR representative IS NOT NULL) AND purged_at IS NOT NULL AND purge_after <= :due`,
      args: { due: now - Math.max(0, historyDays - contactsDays) * msPerDay },
    },
  ])
  return result?.rows_written ?? 0
}

/** Empties contact details whose day has come; what is left counts people, not persons. */
export const purgeContacts = async (database: Database, now: number) => {
  const [result] = await database.write([
    {
      sql: `UPDATE signups SET contact = NULL, code_fingerprint = NULL, phone_fingerprint = NULL, request_key = NULL, request_digest = NULL, purged_at = :now
        WHERE purged_at IS NULL AND purge_after <= :now`,
      args: { now },
    },
  ])
  return result?.rows_written ?? 0
}
