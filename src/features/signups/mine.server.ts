import type { ResidentActor } from '../../kernel/actor.ts'
import type { Database, Statement, StatementResult } from '../../kernel/database.ts'
import { actsFor } from '../members/reads.server.ts'
import { cancelling, changing, type HolderAct } from './holder-acts.server.ts'
import { factsOf, promoteWaiting, readFacts, type SignupFacts } from './sql.server.ts'

/** A signed-in resident and the signup they ask for; `today` is a day of the site's time zone, `now` epoch milliseconds. */
export interface Asked {
  signup: string
  acting: ResidentActor
  today: string
  now: number
}

/** That the device was not signed out elsewhere since its cookie was made. */
const stillSignedIn = ({ acting, now }: Asked): Statement => ({
  sql: `EXISTS (SELECT 1 FROM sessions WHERE sessions.id = :asking_session AND sessions.subject = :asking AND sessions.ended_at IS NULL
    AND sessions.expires_at > :asking_now)`,
  args: { asking_session: acting.session, asking: acting.resident, asking_now: now },
})

/** Whose places they are may see to them, and who took them for somebody they still may act for. */
const right = (asked: Asked): Statement => {
  const { signup, acting, today } = asked
  const allowed = actsFor(acting.resident, today)
  const session = stillSignedIn(asked)
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

const poolOfSignup = ({ signup }: Asked): Statement => ({
  sql: '(activity, occurrence) = (SELECT activity, occurrence FROM signups WHERE id = :signup)',
  args: { signup },
})

const facts = (asked: Asked) => {
  const { sql, args } = stillSignedIn(asked)
  return factsOf(right(asked), poolOfSignup(asked), { sql: `SELECT false AS phone_is_signed_up, 0 AS tries, ${sql} AS signed_in`, args })
}

/** Null when the session is over. */
const readOwnFacts = (results: StatementResult[], written: number): SignupFacts | null =>
  results.at(-1)?.rows[0]?.['signed_in'] === 1 ? readFacts(results, written) : null

const perform = async (database: Database, asked: Asked, { before = [], command, after }: HolderAct): Promise<SignupFacts | null> => {
  const results = await database.write([...before, command, ...after, ...facts(asked)])
  return readOwnFacts(results, results[before.length]?.rows_written ?? 0)
}

/** The signup, if it is theirs to see; null when the session is over, here and below. */
export const findOwn = async (database: Database, asked: Asked) => readOwnFacts(await database.read(facts(asked)), 0)

export const cancelOwn = (database: Database, asked: Asked) =>
  perform(database, asked, cancelling(right(asked), poolOfSignup(asked), actedBy(asked), asked.now))

export const changeOwn = (database: Database, asked: Asked, partySize: number) =>
  perform(database, asked, changing(right(asked), poolOfSignup(asked), partySize, actedBy(asked), asked.now))

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
