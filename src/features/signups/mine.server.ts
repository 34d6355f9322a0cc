import type { ResidentActor } from '../../kernel/actor.ts'
import type { Database, Statement } from '../../kernel/database.ts'
import { actsFor } from '../members/reads.server.ts'
import { signedIn } from '../sessions/reads.server.ts'
import { SessionOver } from '../sessions/store.server.ts'
import { cancelOne, changeOne, findOne, type Send } from './one-signup.server.ts'
import { promoteWaiting } from './sql.server.ts'

/** A signed-in resident and the signup they ask for; `today` is a day of the site's time zone, `now` epoch milliseconds. */
export interface Asked {
  signup: string
  acting: ResidentActor
  today: string
  now: number
}

/** Whose places they are may see to them, and who took them for somebody they still may act for. */
const right = (asked: Asked): Statement => {
  const { signup, acting, today } = asked
  const allowed = actsFor(acting.resident, today)
  const session = signedIn(acting, asked)
  return {
    sql: `id = :signup AND purged_at IS NULL
      AND (resident = :acting OR representative = :acting AND resident IN (SELECT id FROM (${allowed.sql}))) AND ${session.sql}`,
    args: { ...allowed.args, ...session.args, signup },
  }
}

/** `self`, or as what somebody else acts. */
const actedBy = ({ acting, today }: Asked): Statement => {
  const allowed = actsFor(acting.resident, today)
  return {
    sql: `CASE WHEN resident = :acting THEN 'self' ELSE (SELECT standing FROM (${allowed.sql}) WHERE id = signups.resident) END`,
    args: allowed.args,
  }
}

/** One batch that first asks whether the session is good: throws `SessionOver` when it is not. */
const whileGood =
  (call: Database['read'], asked: Asked): Send =>
  async (statements) => {
    const { sql, args } = signedIn(asked.acting, asked)
    const [told, ...results] = await call([{ sql: `SELECT ${sql} AS signed_in`, args }, ...statements])
    if (told?.rows[0]?.['signed_in'] !== 1) throw new SessionOver()
    return results
  }

/** The signup, if it is theirs to see. Throws `SessionOver`, here and below. */
export const findOwn = ({ read }: Database, asked: Asked) => findOne(right(asked), asked.signup, whileGood(read, asked))

export const cancelOwn = ({ write }: Database, asked: Asked) =>
  cancelOne(right(asked), asked.signup, actedBy(asked), asked.now, whileGood(write, asked))

export const changeOwn = ({ write }: Database, asked: Asked, partySize: number) =>
  changeOne(right(asked), asked.signup, partySize, actedBy(asked), asked.now, whileGood(write, asked))

/**
 * Every signup of a resident, and those taken for others, latest first: what was asked for, when and by whom, who came, and
 * the sealed name of whose places they are. `contact` is null once the contact details are deleted.
 */
export const signupsOfResident = (resident: string): Statement => ({
  sql: `SELECT signups.id, signups.activity, signups.occurrence, signups.party_size, signups.contact, signups.notice_version,
      signups.created_at, signups.confirmed_at, signups.cancelled_at, signups.acted_by, signups.purge_after, signups.purged_at,
      signups.resident, signups.representative, signup_pools.starts_at, residents.name AS resident_name,
      (SELECT came_places FROM attendance_marks WHERE signup = signups.id ORDER BY number DESC LIMIT 1) AS came_places
    FROM signups JOIN signup_pools USING (activity, occurrence) LEFT JOIN residents ON residents.id = signups.resident
    WHERE signups.resident = :resident OR signups.representative = :resident
    ORDER BY signup_pools.starts_at DESC, signups.arrival DESC`,
  args: { resident },
})

/** The pools in which a resident has places that may still be given back. */
export const comingPoolsOf = (resident: string, now: number): Statement => ({
  sql: `SELECT DISTINCT activity, occurrence FROM signups JOIN signup_pools USING (activity, occurrence)
    WHERE resident = :resident AND cancelled_at IS NULL AND starts_at > :now`,
  args: { resident, now },
})

export interface PoolKey {
  activity: string
  occurrence: string
}

/**
 * What deleting a resident does to signups, run before the resident is gone: coming ones are cancelled and their places
 * given on, then the contact details of all of them are emptied, and of those taken with the resident's phone number for
 * somebody else. `allowed` is a condition that may forbid it all; `by` is who acts.
 */
export const forgetSignups = (resident: string, pools: PoolKey[], allowed: Statement, by: string, now: number): Statement[] => [
  {
    sql: `UPDATE signups SET cancelled_at = :now, acted_at = :now, acted_by = :forgotten_by WHERE resident = :resident AND cancelled_at IS NULL
      AND ${allowed.sql} AND EXISTS (SELECT 1 FROM signup_pools AS pool
        WHERE pool.activity = signups.activity AND pool.occurrence = signups.occurrence AND pool.starts_at > :now)`,
    args: { ...allowed.args, resident, now, forgotten_by: by },
  },
  ...pools.map(({ activity, occurrence }) =>
    promoteWaiting({ sql: 'activity = :activity AND occurrence = :occurrence', args: { activity, occurrence } }, now),
  ),
  {
    sql: `UPDATE signups SET contact = NULL, code_fingerprint = NULL, phone_fingerprint = NULL, request_key = NULL, request_digest = NULL,
        purged_at = :now
      WHERE purged_at IS NULL AND ${allowed.sql} AND (resident = :resident OR representative = :resident AND phone_fingerprint
        = (SELECT residents.phone_fingerprint FROM residents WHERE residents.id = :resident))`,
    args: { ...allowed.args, resident, now },
  },
]
