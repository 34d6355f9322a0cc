import type { ResidentActor } from '../../kernel/actor.ts'
import type { Statement } from '../../kernel/database.ts'
import { actsFor } from '../members/reads.server.ts'
import { signedIn } from '../sessions/reads.server.ts'

/**
 * Whose places a new party takes, as an SQL table of one row, or of none when whoever asks may not sign them up. Columns:
 * resident, household, representative, phone (fingerprint) and acted_by.
 */
export type Whose = Statement

/** Somebody the house need not know. `phone` is a fingerprint, null for who has none. */
export const guestParty = (phone: string | null, actedBy: string): Whose => ({
  sql: 'SELECT NULL AS resident, NULL AS household, NULL AS representative, :whose_phone AS phone, :whose_actor AS acted_by',
  args: { whose_phone: phone, whose_actor: actedBy },
})

/**
 * A resident whom the signed-in one may act for on this day (of the site's time zone), while the session holds: a device that
 * was signed out from elsewhere takes nothing, although its cookie is still believed for reading.
 */
export const ownParty = (acting: ResidentActor, resident: string, today: string, now: number): Whose => {
  const allowed = actsFor(acting.resident, today)
  const session = signedIn(acting, { now, today })
  return {
    sql: `SELECT id AS resident, household, CASE WHEN standing = 'self' THEN NULL ELSE :acting END AS representative,
        (SELECT phone_fingerprint FROM residents WHERE residents.id = allowed.id) AS phone, standing AS acted_by
      FROM (${allowed.sql}) AS allowed WHERE id = :whose_resident AND ${session.sql}`,
    args: { ...allowed.args, ...session.args, whose_resident: resident },
  }
}
