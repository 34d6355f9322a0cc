import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import type { Database } from '../../kernel/database.ts'
import type { Channel, Pool } from './capacity.ts'
import { signupsByClient } from './limits.ts'
import {
  definePool,
  type Fingerprints,
  factsOf,
  freeFor,
  occurrenceArgs,
  poolColumns,
  poolOf,
  promoteWaiting,
  readFacts,
} from './sql.server.ts'
import type { SignupWindow } from './window.ts'

export interface NewSignup {
  id: string
  channel: Channel
  party_size: number
  contact: string
  fingerprints: Fingerprints
  request_key: string
  request_digest: string
  notice_version: string
  acted_by: string
  purge_after: number
}

/**
 * Takes places for a party, in one transaction: the definition, the limit, earlier waiters first, then the party itself,
 * confirmed or waiting. The insert is conditional on everything that must hold; if it wrote nothing, the facts say why.
 * Repeating it with the same request key writes nothing and answers with the first signup.
 */
export const takePlaces = async (database: Database, window: SignupWindow, signup: NewSignup, client: string, now: number) => {
  const tries = attemptsSoFar(signupsByClient, client, now, 'tries')
  const results = await database.write([
    definePool(window),
    countAttempt(signupsByClient, client, now),
    promoteWaiting(poolOf(window), now),
    {
      sql: `INSERT INTO signups (id, activity, occurrence, channel, party_size, contact, code_fingerprint, phone_fingerprint, request_key,
          request_digest, notice_version, created_at, confirmed_at, acted_at, acted_by, purge_after)
        SELECT :id, activity, occurrence, :channel, :party_size, :contact, :code, :phone, :request_key, :request_digest, :notice_version, :now,
          CASE WHEN :party_size <= ${freeFor(':channel')} THEN :now END, :now, :acted_by, :purge_after
        FROM signup_pools
        WHERE activity = :activity AND occurrence = :occurrence
          AND (:party_size <= ${freeFor(':channel')} OR :party_size <= waiting_places_limit - waiting_places)
          AND ${tries.sql} <= :tries_allowed
        ON CONFLICT DO NOTHING`,
      args: {
        ...occurrenceArgs(window),
        ...tries.args,
        tries_allowed: signupsByClient.tries,
        now,
        id: signup.id,
        channel: signup.channel,
        party_size: signup.party_size,
        contact: signup.contact,
        code: signup.fingerprints.code,
        phone: signup.fingerprints.phone,
        request_key: signup.request_key,
        request_digest: signup.request_digest,
        notice_version: signup.notice_version,
        acted_by: signup.acted_by,
        purge_after: signup.purge_after,
      },
    },
    ...factsOf({ sql: 'request_key = :request_key', args: { request_key: signup.request_key } }, poolOf(window), {
      sql: `SELECT EXISTS (SELECT 1 FROM signups WHERE activity = :activity AND occurrence = :occurrence AND phone_fingerprint = :phone
        AND cancelled_at IS NULL) AS phone_is_signed_up, ${tries.sql} AS tries`,
      args: { ...occurrenceArgs(window), ...tries.args, phone: signup.fingerprints.phone },
    }),
  ])
  return readFacts(results, results[3]?.rows_written ?? 0)
}

/** The signup an earlier request with this key made, for when the request comes again and would be refused by now. */
export const findRequested = async (database: Database, requestKey: string) => {
  const args = { request_key: requestKey }
  const pool = '(activity, occurrence) = (SELECT activity, occurrence FROM signups WHERE request_key = :request_key)'
  const nothing = { sql: 'SELECT false AS phone_is_signed_up, 0 AS tries', args: {} }
  return readFacts(await database.read(factsOf({ sql: 'request_key = :request_key', args }, { sql: pool, args }, nothing)), 0)
}

/** The pool of one occurrence, or null when nobody has signed up yet. */
export const readPool = async (database: Database, activity: string, occurrence: string): Promise<Pool | null> => {
  const [result] = await database.read([
    {
      sql: `SELECT ${poolColumns} FROM signup_pools WHERE activity = :activity AND occurrence = :occurrence`,
      args: { activity, occurrence },
    },
  ])
  return (result?.rows[0] as unknown as Pool | undefined) ?? null
}
