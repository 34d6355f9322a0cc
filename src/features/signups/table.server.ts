import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * 场次名额: the running totals of one occurrence, kept by triggers on `signups` and bounded by CHECK, so that no command,
 * however wrong, can confirm more places than there are. `planned_places` is what the content says; `capacity_places` is
 * the same or, as long as an editor's smaller plan would put somebody out, what is confirmed. Times are epoch milliseconds.
 */
export const signupPools = sqliteTable(
  'signup_pools',
  {
    activity: text().notNull(),
    occurrence: text().notNull(),
    starts_at: integer().notNull(),
    planned_places: integer().notNull().default(0),
    capacity_places: integer().notNull(),
    desk_places: integer().notNull(),
    desk_released_at: integer().notNull(),
    largest_party: integer().notNull(),
    waiting_places_limit: integer().notNull(),
    confirmed_places: integer().notNull().default(0),
    confirmed_desk_places: integer().notNull().default(0),
    waiting_places: integer().notNull().default(0),
  },
  (pool) => [
    primaryKey({ columns: [pool.activity, pool.occurrence] }),
    check('capacity_is_never_exceeded', sql`${pool.confirmed_places} BETWEEN 0 AND ${pool.capacity_places}`),
    check('desk_places_are_places', sql`${pool.confirmed_desk_places} BETWEEN 0 AND ${pool.confirmed_places}`),
    check('waiting_places_are_counted', sql`${pool.waiting_places} >= 0`),
  ],
)

/**
 * 报名: one party for one occurrence. Its state is its dates: cancelled, else confirmed, else waiting. `arrival` is the
 * order of the queue. Name, phone and code are sealed in `contact`; the fingerprints find them again. All three are
 * emptied on `purge_after`.
 */
export const signups = sqliteTable(
  'signups',
  {
    arrival: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    activity: text().notNull(),
    occurrence: text().notNull(),
    channel: text({ enum: ['online', 'desk'] }).notNull(),
    party_size: integer().notNull(),
    contact: text(),
    code_fingerprint: text().unique(),
    phone_fingerprint: text(),
    request_key: text().unique(),
    request_digest: text(),
    notice_version: text().notNull(),
    created_at: integer().notNull(),
    confirmed_at: integer(),
    cancelled_at: integer(),
    acted_at: integer().notNull(),
    acted_by: text().notNull(),
    /** Whose places they are and who took them for them, as long as both may be known; emptied when they are deleted. */
    resident: text(),
    household: text(),
    representative: text(),
    purge_after: integer().notNull(),
    purged_at: integer(),
  },
  (signup) => [
    check('party_size_is_small', sql`${signup.party_size} BETWEEN 1 AND 5`),
    check('channel_is_known', sql`${signup.channel} IN ('online', 'desk')`),
    uniqueIndex('one_party_per_phone')
      .on(signup.activity, signup.occurrence, signup.phone_fingerprint)
      .where(sql`cancelled_at IS NULL AND phone_fingerprint IS NOT NULL`),
    uniqueIndex('one_party_per_resident')
      .on(signup.activity, signup.occurrence, signup.resident)
      .where(sql`cancelled_at IS NULL AND resident IS NOT NULL`),
    index('signups_of_a_resident').on(signup.resident).where(sql`resident IS NOT NULL`),
    index('signups_of_a_representative').on(signup.representative).where(sql`representative IS NOT NULL`),
    index('roster').on(signup.activity, signup.occurrence, signup.arrival),
    index('waiting_list').on(signup.activity, signup.occurrence, signup.arrival).where(sql`confirmed_at IS NULL AND cancelled_at IS NULL`),
    index('contacts_to_purge').on(signup.purge_after).where(sql`purged_at IS NULL`),
  ],
)

/** 经过: what happened to a signup, when and by whom. Written by triggers only; never changed. */
export const signupEvents = sqliteTable(
  'signup_events',
  {
    number: integer().primaryKey({ autoIncrement: true }),
    signup: text().notNull(),
    kind: text({ enum: ['confirmed', 'waiting', 'promoted', 'changed', 'cancelled', 'purged'] }).notNull(),
    party_size: integer().notNull(),
    at: integer().notNull(),
    actor: text().notNull(),
  },
  (event) => [index('events_of_a_signup').on(event.signup)],
)

/** 签到: how many of a party came, as ticked by staff; the latest mark counts. Append-only. */
export const attendanceMarks = sqliteTable(
  'attendance_marks',
  {
    number: integer().primaryKey({ autoIncrement: true }),
    signup: text().notNull(),
    came_places: integer().notNull(),
    at: integer().notNull(),
    actor: text().notNull(),
  },
  (mark) => [
    index('marks_of_a_signup').on(mark.signup, mark.number),
    check('who_came_was_of_the_party', sql`${mark.came_places} BETWEEN 0 AND 5`),
  ],
)
