import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import type { Database, Row, Statement } from '../../kernel/database.ts'
import type { Channel, Pool } from './capacity.ts'
import { type PoolDefinition, poolDefinition, purgeMoment } from './definition.ts'
import { guessesByClient, guessesByCode, signupsByClient } from './limits.ts'
import type { SignupWindow } from './window.ts'

export type Fingerprints = { code: string; phone: string }

/** One signup as stored; its state is its dates. */
export interface StoredSignup {
  id: string
  activity: string
  occurrence: string
  channel: Channel
  party_size: number
  contact: string | null
  request_digest: string | null
  confirmed_at: number | null
  cancelled_at: number | null
}

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

/** Everything a rule needs to say what happened, read in the transaction that did it. */
export interface SignupFacts {
  signup: StoredSignup | null
  parties_ahead: number
  pool: (Pool & { starts_at: number; largest_party: number }) | null
  phone_is_signed_up: boolean
  tries: number
  /** How many rows the command itself wrote: 0 means it was turned away. */
  written: number
}

const signupColumns = 'id, activity, occurrence, channel, party_size, contact, request_digest, confirmed_at, cancelled_at'
const poolColumns = `starts_at, capacity_places, desk_places, desk_released_at, largest_party, waiting_places_limit, confirmed_places,
  confirmed_desk_places, waiting_places`

/** Kept for the desk, in SQL, as `keptPlaces` in capacity.ts. */
const kept = 'CASE WHEN :now < desk_released_at THEN MAX(0, desk_places - confirmed_desk_places) ELSE 0 END'
const freeFor = (channel: string) => `(capacity_places - confirmed_places - CASE WHEN ${channel} = 'online' THEN ${kept} ELSE 0 END)`

const occurrenceArgs = (window: SignupWindow) => ({ activity: window.activity.slug, occurrence: window.occurrence.id })

/**
 * Brings a pool to its definition. A capacity lowered below what is confirmed takes effect as places are given back (a
 * trigger sees to it): nobody is put out.
 */
const definePool = (window: SignupWindow): Statement => ({
  sql: `INSERT INTO signup_pools (activity, occurrence, starts_at, planned_places, capacity_places, desk_places, desk_released_at, largest_party,
      waiting_places_limit)
    VALUES (:activity, :occurrence, :starts_at, :planned_places, :planned_places, :desk_places, :desk_released_at, :largest_party, :waiting_places_limit)
    ON CONFLICT (activity, occurrence) DO UPDATE SET starts_at = excluded.starts_at, planned_places = excluded.planned_places,
      capacity_places = MAX(excluded.planned_places, confirmed_places), desk_places = excluded.desk_places,
      desk_released_at = excluded.desk_released_at, largest_party = excluded.largest_party, waiting_places_limit = excluded.waiting_places_limit
    WHERE (starts_at, planned_places, desk_places, desk_released_at, largest_party, waiting_places_limit)
      <> (excluded.starts_at, excluded.planned_places, excluded.desk_places, excluded.desk_released_at, excluded.largest_party,
        excluded.waiting_places_limit)`,
  args: { ...occurrenceArgs(window), ...poolDefinition(window) },
})

/**
 * Gives free places to the waiting list, as `promotions` in capacity.ts: in order of arrival, each party that fits in
 * what the earlier ones left. `pool` is a condition that names the pools; it costs one index look-up when nobody waits
 * or nothing is free. CROSS JOIN keeps SQLite from reading every signup to find the few that wait.
 */
const promoteWaiting = (pool: Statement, now: number): Statement => ({
  sql: `WITH RECURSIVE
    chosen AS MATERIALIZED (SELECT activity, occurrence, capacity_places - confirmed_places AS free, ${kept} AS kept FROM signup_pools
      WHERE ${pool.sql} AND waiting_places > 0 AND confirmed_places < capacity_places AND starts_at > :now),
    queue AS MATERIALIZED (SELECT arrival, party_size, signups.channel, ROW_NUMBER() OVER (ORDER BY arrival) AS turn
      FROM chosen CROSS JOIN signups USING (activity, occurrence) WHERE confirmed_at IS NULL AND cancelled_at IS NULL),
    walk (turn, arrival, promoted, free, kept) AS (
      SELECT 0, NULL, false, free, kept FROM chosen
      UNION ALL
      SELECT queue.turn, queue.arrival, fits.yes, walk.free - fits.yes * party_size,
        CASE WHEN channel = 'desk' THEN MAX(0, walk.kept - fits.yes * party_size) ELSE walk.kept END
      FROM walk JOIN queue ON queue.turn = walk.turn + 1
        JOIN (SELECT false AS yes UNION ALL SELECT true) AS fits
          ON fits.yes = (party_size <= walk.free - CASE WHEN channel = 'online' THEN walk.kept ELSE 0 END)
      WHERE walk.free > 0
    )
    UPDATE signups SET confirmed_at = :now, acted_at = :now, acted_by = 'waiting list'
    WHERE arrival IN (SELECT arrival FROM walk WHERE promoted)`,
  args: { ...pool.args, now },
})

const poolOf = (window: SignupWindow): Statement => ({
  sql: 'activity = :activity AND occurrence = :occurrence',
  args: occurrenceArgs(window),
})

const poolOfCode = (code: string): Statement => ({
  sql: '(activity, occurrence) = (SELECT activity, occurrence FROM signups WHERE code_fingerprint = :code)',
  args: { code },
})

const factsOf = (signup: Statement, pool: Statement, extra: Statement): Statement[] => [
  { sql: `SELECT ${signupColumns} FROM signups WHERE ${signup.sql}`, args: signup.args },
  { sql: `SELECT ${poolColumns} FROM signup_pools WHERE ${pool.sql}`, args: pool.args },
  {
    sql: `SELECT COUNT(*) AS ahead FROM signups AS other JOIN (SELECT activity, occurrence, arrival FROM signups WHERE ${signup.sql}
        AND confirmed_at IS NULL AND cancelled_at IS NULL) AS mine
      ON other.activity = mine.activity AND other.occurrence = mine.occurrence AND other.arrival < mine.arrival
      WHERE other.confirmed_at IS NULL AND other.cancelled_at IS NULL`,
    args: signup.args,
  },
  extra,
]

const readFacts = (results: { rows: Row[] }[], written: number): SignupFacts => {
  const [signup, pool, ahead, extra] = results.slice(-4).map(({ rows }) => rows[0])
  return {
    signup: (signup as unknown as StoredSignup) ?? null,
    pool: (pool as unknown as SignupFacts['pool']) ?? null,
    parties_ahead: Number(ahead?.['ahead'] ?? 0),
    phone_is_signed_up: extra?.['phone_is_signed_up'] === 1,
    tries: Number(extra?.['tries'] ?? 0),
    written,
  }
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

/** The condition under which a holder's command may touch the signup: code and phone fit, and nobody is guessing. */
const holder = (fingerprints: Fingerprints, client: string, now: number): Statement => {
  const byCode = attemptsSoFar(guessesByCode, fingerprints.phone, now, 'by_code')
  const byClient = attemptsSoFar(guessesByClient, client, now, 'by_client')
  return {
    sql: `code_fingerprint = :code AND phone_fingerprint = :phone AND ${byCode.sql} < :guesses_by_code AND ${byClient.sql} < :guesses_by_client`,
    args: {
      code: fingerprints.code,
      phone: fingerprints.phone,
      ...byCode.args,
      ...byClient.args,
      guesses_by_code: guessesByCode.tries,
      guesses_by_client: guessesByClient.tries,
    },
  }
}

/** What a holder's command runs; `command` does the act itself. */
interface HolderAct {
  before?: Statement[]
  command: Statement
  after: Statement[]
}

/** One transaction of a holder: wrong guesses are counted, `act` runs if the holder is right, the facts come along. */
const asHolder = async (
  database: Database,
  fingerprints: Fingerprints,
  client: string,
  now: number,
  act?: (condition: Statement) => HolderAct,
) => {
  const right = holder(fingerprints, client, now)
  const wrong: Statement = {
    sql: 'NOT EXISTS (SELECT 1 FROM signups WHERE code_fingerprint = :code AND phone_fingerprint = :phone)',
    args: { code: fingerprints.code, phone: fingerprints.phone },
  }
  const { before = [], command, after = [] } = act?.(right) ?? {}
  const results = await database.write([
    ...before,
    ...(command ? [command] : []),
    ...after,
    countAttempt(guessesByCode, fingerprints.phone, now, wrong),
    countAttempt(guessesByClient, client, now, wrong),
    ...factsOf(right, poolOfCode(fingerprints.code), {
      sql: `SELECT MAX(${attemptsSoFar(guessesByCode, fingerprints.phone, now, 'by_code').sql} >= :guesses_by_code,
        ${attemptsSoFar(guessesByClient, client, now, 'by_client').sql} >= :guesses_by_client) AS tries`,
      args: right.args,
    }),
  ])
  return readFacts(results, command ? (results[before.length]?.rows_written ?? 0) : 0)
}

/** The signup of whoever knows its code and phone number. */
export const findSignup = (database: Database, fingerprints: Fingerprints, client: string, now: number) =>
  asHolder(database, fingerprints, client, now)

/** Gives the party's places back and, in the same transaction, to the first waiting parties that fit. */
export const cancelSignup = (database: Database, fingerprints: Fingerprints, client: string, actedBy: string, now: number) =>
  asHolder(database, fingerprints, client, now, (right) => ({
    command: {
      sql: `UPDATE signups SET cancelled_at = :now, acted_at = :now, acted_by = :acted_by WHERE ${right.sql} AND cancelled_at IS NULL
        AND EXISTS (SELECT 1 FROM signup_pools AS pool WHERE pool.activity = signups.activity AND pool.occurrence = signups.occurrence AND pool.starts_at > :now)`,
      args: { ...right.args, now, acted_by: actedBy },
    },
    after: [promoteWaiting(poolOfCode(fingerprints.code), now)],
  }))

/**
 * Makes the party smaller, or larger if what is added fits (`changeFits` in capacity.ts). Whoever waits comes first: places
 * that the clock has freed are given out before the party may grow, and those it frees after.
 */
export const changeParty = (
  database: Database,
  fingerprints: Fingerprints,
  partySize: number,
  client: string,
  actedBy: string,
  now: number,
) =>
  asHolder(database, fingerprints, client, now, (right) => ({
    before: [promoteWaiting(poolOfCode(fingerprints.code), now)],
    command: {
      sql: `UPDATE signups SET party_size = :party_size, acted_at = :now, acted_by = :acted_by
        WHERE ${right.sql} AND cancelled_at IS NULL AND party_size <> :party_size AND EXISTS (
          SELECT 1 FROM signup_pools AS pool WHERE pool.activity = signups.activity AND pool.occurrence = signups.occurrence
            AND starts_at > :now AND (:party_size < signups.party_size OR :party_size <= largest_party AND (
              :party_size - signups.party_size
                <= CASE WHEN signups.confirmed_at IS NULL THEN waiting_places_limit - waiting_places ELSE ${freeFor('signups.channel')} END)))`,
      args: { ...right.args, now, acted_by: actedBy, party_size: partySize },
    },
    after: [promoteWaiting(poolOfCode(fingerprints.code), now)],
  }))

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

/** An occurrence that was moved keeps the contact details of its signups as long after its new end. */
const keepContacts = (window: SignupWindow, retentionDays: number): Statement => ({
  sql: `UPDATE signups SET purge_after = :purge_after
    WHERE activity = :activity AND occurrence = :occurrence AND purged_at IS NULL AND purge_after <> :purge_after`,
  args: { ...occurrenceArgs(window), purge_after: purgeMoment(window, retentionDays) },
})

/** Brings these pools to their definition and gives what became free to those who wait; returns how many parties got places. */
export const settlePools = async (database: Database, windows: SignupWindow[], retentionDays: number, now: number) => {
  const settle = (window: SignupWindow) => [definePool(window), keepContacts(window, retentionDays), promoteWaiting(poolOf(window), now)]
  const results = await database.write(windows.flatMap(settle))
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
