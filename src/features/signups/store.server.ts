import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import type { Database, Row, Statement, StatementResult } from '../../kernel/database.ts'
import type { Channel, Pool } from './capacity.ts'
import { signupsByClient, toldAlreadyCounts } from './limits.ts'
import { definePool, factsOf, freeFor, occurrenceArgs, poolColumns, poolOf, promoteWaiting, readFacts } from './sql.server.ts'
import type { Whose } from './whose.server.ts'
import type { SignupWindow } from './window.ts'

export interface NewSignup {
  id: string
  channel: Channel
  party_size: number
  contact: string
  /** Fingerprint of its code. */
  code: string
  whose: Whose
  request_key: string
  request_digest: string
  notice_version: string
  purge_after: number
}

const lastChange = 'SELECT MAX(number) FROM occurrence_changes WHERE activity = :activity AND occurrence = :occurrence'

const unseen = `number = (${lastChange}) AND number <> :change_seen`

/** A guest will be told that the number is signed up already; the first answer that comes again is none. */
const countTold = ({ request_key, whose }: NewSignup, args: Statement['args']): Statement => ({
  sql: `UPDATE attempts SET tries = tries + :told_counts - 1 WHERE kind = :tries_kind AND who = :tries_who AND window_start = :tries_window
    AND EXISTS (SELECT 1 FROM signups JOIN (${whose.sql}) AS whose ON whose.phone = signups.phone_fingerprint AND whose.resident IS NULL
      WHERE activity = :activity AND occurrence = :occurrence AND cancelled_at IS NULL AND request_key <> :request_key)`,
  args: { ...args, told_counts: toldAlreadyCounts, request_key },
})

/**
 * Takes places for a party, in one transaction: the definition, the limit (none for staff, whose `client` is null), earlier
 * waiters first, then the party itself, confirmed or waiting. The insert is conditional on everything that must hold, also
 * that the occurrence is still as it was seen; if it wrote nothing, the facts say why. Repeating it with the same request
 * key writes nothing and answers with the first signup.
 */
export const takingPlaces = (window: SignupWindow, signup: NewSignup, client: string | null, now: number): Statement[] => {
  const tries = client === null ? { sql: '0', args: {} } : attemptsSoFar(signupsByClient, client, now, 'tries')
  const { whose } = signup
  const args = { ...occurrenceArgs(window), ...tries.args, ...whose.args, change_seen: window.occurrence.change ?? 0 }
  return [
    // Whoever has not seen the latest change does not bring back what was planned before it.
    {
      ...definePool(window, `NOT EXISTS (SELECT 1 FROM occurrence_changes WHERE ${unseen})`),
      args: { ...definePool(window).args, ...args },
    },
    ...(client === null ? [] : [countAttempt(signupsByClient, client, now), countTold(signup, args)]),
    promoteWaiting(poolOf(window), now),
    {
      sql: `INSERT INTO signups (id, activity, occurrence, channel, party_size, contact, code_fingerprint, phone_fingerprint, request_key,
          request_digest, notice_version, created_at, confirmed_at, acted_at, acted_by, resident, household, representative, purge_after)
        SELECT :id, activity, occurrence, :channel, :party_size, :contact, :code, whose.phone, :request_key, :request_digest, :notice_version, :now,
          CASE WHEN :party_size <= ${freeFor(':channel')} THEN :now END, :now, whose.acted_by, whose.resident, whose.household,
          whose.representative, :purge_after
        FROM signup_pools CROSS JOIN (${whose.sql}) AS whose
        WHERE activity = :activity AND occurrence = :occurrence
          AND (:party_size <= ${freeFor(':channel')} OR :party_size <= waiting_places_limit - waiting_places)
          AND ${tries.sql} <= :tries_allowed AND NOT EXISTS (SELECT 1 FROM occurrence_changes WHERE ${unseen})
        ON CONFLICT DO NOTHING`,
      args: {
        ...args,
        tries_allowed: signupsByClient.tries,
        now,
        id: signup.id,
        channel: signup.channel,
        party_size: signup.party_size,
        contact: signup.contact,
        code: signup.code,
        request_key: signup.request_key,
        request_digest: signup.request_digest,
        notice_version: signup.notice_version,
        purge_after: signup.purge_after,
      },
    },
    ...factsOf({ sql: 'request_key = :request_key', args: { request_key: signup.request_key } }, poolOf(window), {
      sql: `SELECT EXISTS (SELECT 1 FROM signups WHERE activity = :activity AND occurrence = :occurrence AND phone_fingerprint = whose.phone
          AND cancelled_at IS NULL) AS phone_is_signed_up,
        EXISTS (SELECT 1 FROM signups WHERE activity = :activity AND occurrence = :occurrence AND resident = whose.resident
          AND cancelled_at IS NULL) AS resident_is_signed_up,
        whose.acted_by IS NOT NULL AS party_is_known, ${tries.sql} AS tries, unseen.kind AS change_kind, unseen.reason AS change_reason
        FROM (SELECT 1) LEFT JOIN (${whose.sql}) AS whose LEFT JOIN (SELECT kind, reason FROM occurrence_changes WHERE ${unseen}) AS unseen`,
      args,
    }),
  ]
}

/** What `takingPlaces` gave back, also as the end of a longer batch. */
export const placesTaken = (results: StatementResult[]) => readFacts(results, results.at(-5)?.rows_written ?? 0)

/** The signup an earlier request with this key made, for when the request comes again and would be refused by now. */
export const findRequested = async (database: Database, requestKey: string) => {
  const args = { request_key: requestKey }
  const pool = '(activity, occurrence) = (SELECT activity, occurrence FROM signups WHERE request_key = :request_key)'
  const nothing = { sql: 'SELECT false AS phone_is_signed_up, 0 AS tries', args: {} }
  return readFacts(await database.read(factsOf({ sql: 'request_key = :request_key', args }, { sql: pool, args }, nothing)), 0)
}

export const poolQuery = (activity: string, occurrence: string): Statement => ({
  sql: `SELECT ${poolColumns} FROM signup_pools WHERE activity = :activity AND occurrence = :occurrence`,
  args: { activity, occurrence },
})

/** The pool in the first of these results, or null when nobody has signed up yet. */
export const readPoolRow = ([result]: StatementResult[]) => (result?.rows[0] as unknown as Pool | undefined) ?? null

export const readPool = async (database: Database, activity: string, occurrence: string): Promise<Pool | null> =>
  readPoolRow(await database.read([poolQuery(activity, occurrence)]))

/** The pools of these occurrences, each named by activity and occurrence. */
export const poolsQuery = (wanted: [activity: string, occurrence: string][]): Statement => ({
  sql: `SELECT activity, occurrence, ${poolColumns} FROM json_each(:wanted) AS wanted
    JOIN signup_pools ON activity = wanted.value ->> 0 AND occurrence = wanted.value ->> 1`,
  args: { wanted: JSON.stringify(wanted) },
})

export const readPools = (rows: Row[]) => {
  const pools = new Map(rows.map((row) => [`${row['activity']}/${row['occurrence']}`, row as unknown as Pool]))
  return (activity: string, occurrence: string) => pools.get(`${activity}/${occurrence}`) ?? null
}
