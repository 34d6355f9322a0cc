import type { Row, Statement } from '../../kernel/database.ts'
import type { Channel, Pool } from './capacity.ts'
import { poolDefinition } from './definition.ts'
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
  /** Whose places they are and who took them for them; names and phones are sealed, null when there is no such person. */
  resident: string | null
  representative: string | null
  resident_name: string | null
  resident_phone: string | null
  representative_name: string | null
  representative_phone: string | null
  /** The member of staff who took them, when the desk did. */
  staff_name: string | null
}

/** Everything a rule needs to say what happened, read in the transaction that did it. */
export interface SignupFacts {
  signup: StoredSignup | null
  parties_ahead: number
  pool: (Pool & { starts_at: number; largest_party: number }) | null
  phone_is_signed_up: boolean
  resident_is_signed_up: boolean
  /** Whether the party is one that whoever asks may sign up; always so for guests. */
  party_is_known: boolean
  /** What staff have done to the occurrence that whoever asks had not seen. */
  unseen_change: { kind: string; reason: string } | null
  tries: number
  /** How many rows the command itself wrote: 0 means it was turned away. */
  written: number
}

const ofPerson = (column: string, person: string) => `(SELECT residents.${column} FROM residents WHERE residents.id = signups.${person})`

/** Actors of staff are written `staff:` and the id. */
const takenByStaff = `CASE WHEN channel = 'desk' THEN (SELECT staff.name FROM signup_events JOIN staff ON staff.id = substr(signup_events.actor, 7)
  WHERE signup_events.signup = signups.id AND signup_events.kind IN ('confirmed', 'waiting')) END`

export const signupColumns = `id, activity, occurrence, channel, party_size, contact, request_digest, confirmed_at, cancelled_at, resident, representative,
  ${ofPerson('name', 'resident')} AS resident_name, ${ofPerson('phone', 'resident')} AS resident_phone,
  ${ofPerson('name', 'representative')} AS representative_name, ${ofPerson('phone', 'representative')} AS representative_phone,
  ${takenByStaff} AS staff_name`
export const poolColumns = `starts_at, capacity_places, desk_places, desk_released_at, largest_party, waiting_places_limit, confirmed_places,
  confirmed_desk_places, waiting_places`

/** Kept for the desk, in SQL, as `keptPlaces` in capacity.ts. */
const kept = 'CASE WHEN :now < desk_released_at THEN MAX(0, desk_places - confirmed_desk_places) ELSE 0 END'
export const freeFor = (channel: string) => `(capacity_places - confirmed_places - CASE WHEN ${channel} = 'online' THEN ${kept} ELSE 0 END)`

export const occurrenceArgs = (window: SignupWindow) => ({ activity: window.activity.slug, occurrence: window.occurrence.id })

/**
 * Brings a pool to its definition. A capacity lowered below what is confirmed takes effect as places are given back (a
 * trigger sees to it): nobody is put out. `may` is a condition under which a pool that is there may be redefined.
 */
export const definePool = (window: SignupWindow, may = 'true'): Statement => ({
  sql: `INSERT INTO signup_pools (activity, occurrence, starts_at, planned_places, capacity_places, desk_places, desk_released_at, largest_party,
      waiting_places_limit)
    VALUES (:activity, :occurrence, :starts_at, :planned_places, :planned_places, :desk_places, :desk_released_at, :largest_party, :waiting_places_limit)
    ON CONFLICT (activity, occurrence) DO UPDATE SET starts_at = excluded.starts_at, planned_places = excluded.planned_places,
      capacity_places = MAX(excluded.planned_places, confirmed_places), desk_places = excluded.desk_places,
      desk_released_at = excluded.desk_released_at, largest_party = excluded.largest_party, waiting_places_limit = excluded.waiting_places_limit
    WHERE (starts_at, planned_places, desk_places, desk_released_at, largest_party, waiting_places_limit)
      <> (excluded.starts_at, excluded.planned_places, excluded.desk_places, excluded.desk_released_at, excluded.largest_party,
        excluded.waiting_places_limit) AND ${may}`,
  args: { ...occurrenceArgs(window), ...poolDefinition(window) },
})

/**
 * Gives free places to the waiting list, as `promotions` in capacity.ts: in order of arrival, each party that fits in
 * what the earlier ones left. `pool` is a condition that names the pools; it costs one index look-up when nobody waits
 * or nothing is free. CROSS JOIN keeps SQLite from reading every signup to find the few that wait.
 */
export const promoteWaiting = (pool: Statement, now: number): Statement => ({
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

export const poolOf = (window: SignupWindow): Statement => ({
  sql: 'activity = :activity AND occurrence = :occurrence',
  args: occurrenceArgs(window),
})

export const poolOfSignup = (signup: string): Statement => ({
  sql: '(activity, occurrence) = (SELECT activity, occurrence FROM signups WHERE id = :signup)',
  args: { signup },
})

export const poolOfCode = (code: string): Statement => ({
  sql: '(activity, occurrence) = (SELECT activity, occurrence FROM signups WHERE code_fingerprint = :code)',
  args: { code },
})

export const factsOf = (signup: Statement, pool: Statement, extra: Statement): Statement[] => [
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

export const readFacts = (results: { rows: Row[] }[], written: number): SignupFacts => {
  const [signup, pool, ahead, extra] = results.slice(-4).map(({ rows }) => rows[0])
  return {
    signup: (signup as unknown as StoredSignup) ?? null,
    pool: (pool as unknown as SignupFacts['pool']) ?? null,
    parties_ahead: Number(ahead?.['ahead'] ?? 0),
    phone_is_signed_up: extra?.['phone_is_signed_up'] === 1,
    resident_is_signed_up: extra?.['resident_is_signed_up'] === 1,
    party_is_known: extra?.['party_is_known'] !== 0,
    unseen_change: extra?.['change_kind'] ? { kind: String(extra['change_kind']), reason: String(extra['change_reason']) } : null,
    tries: Number(extra?.['tries'] ?? 0),
    written,
  }
}
