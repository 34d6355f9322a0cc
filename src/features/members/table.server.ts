import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * 户: one door and who lives behind it. A household that was merged into another or moved away is ended, never erased,
 * and its door is free for the next one. Which grid it belongs to is not stored: content says which buildings a grid has.
 * Times are epoch milliseconds.
 */
export const households = sqliteTable(
  'households',
  {
    id: text().primaryKey(),
    building: text().notNull(),
    unit: text().notNull(),
    room: text().notNull(),
    created_at: integer().notNull(),
    created_by: text().notNull(),
    ended_at: integer(),
    ended_by: text(),
    merged_into: text(),
  },
  (household) => [
    uniqueIndex('one_household_per_door').on(household.building, household.unit, household.room).where(sql`ended_at IS NULL`),
    index('households_by_merger').on(household.merged_into).where(sql`merged_into IS NOT NULL`),
    check('a_merged_household_has_ended', sql`${household.merged_into} IS NULL OR ${household.ended_at} IS NOT NULL`),
  ],
)

/**
 * 居民: name and phone are sealed (bound to the id), fingerprints find them again. Whoever has left the community keeps
 * no household; whoever asked to be deleted has no row. `under_14_until` is the day a child turns 14 (`YYYY-MM-DD`).
 */
export const residents = sqliteTable(
  'residents',
  {
    id: text().primaryKey(),
    household: text(),
    name: text().notNull(),
    name_fingerprint: text().notNull(),
    phone: text(),
    phone_fingerprint: text(),
    relation: text().notNull(),
    under_14_until: text(),
    notice_version: text().notNull(),
    created_at: integer().notNull(),
    created_by: text().notNull(),
    left_at: integer(),
  },
  (resident) => [
    uniqueIndex('one_resident_per_phone').on(resident.phone_fingerprint).where(sql`phone_fingerprint IS NOT NULL`),
    uniqueIndex('one_name_per_household').on(resident.household, resident.name_fingerprint).where(sql`household IS NOT NULL`),
    index('residents_who_left').on(resident.left_at).where(sql`left_at IS NOT NULL`),
    check('who_left_has_no_household', sql`(${resident.household} IS NULL) = (${resident.left_at} IS NOT NULL)`),
  ],
)

/** 人群: kept only with the resident's consent to the notice of that version. */
export const residentTags = sqliteTable(
  'resident_tags',
  {
    resident: text().notNull(),
    tag: text().notNull(),
    notice_version: text().notNull(),
    recorded_at: integer().notNull(),
    recorded_by: text().notNull(),
  },
  (tag) => [primaryKey({ columns: [tag.resident, tag.tag] })],
)

/**
 * 代办: who may act for whom. A guardian (监护人) has confirmed to be one for a child under 14; a delegate (代办人) was
 * named by the resident or at the desk, and has accepted. In force while accepted and not ended.
 */
export const representations = sqliteTable(
  'representations',
  {
    id: text().primaryKey(),
    kind: text({ enum: ['guardian', 'delegate'] }).notNull(),
    beneficiary: text().notNull(),
    representative: text().notNull(),
    notice_version: text().notNull(),
    granted_at: integer().notNull(),
    granted_by: text().notNull(),
    accepted_at: integer(),
    ended_at: integer(),
    ended_by: text(),
  },
  (one) => [
    uniqueIndex('one_representation_each').on(one.beneficiary, one.representative).where(sql`ended_at IS NULL`),
    index('whom_one_represents').on(one.representative).where(sql`ended_at IS NULL`),
    check('nobody_represents_oneself', sql`${one.beneficiary} <> ${one.representative}`),
  ],
)

/** 居民卡: a card to be scanned at the desk; only its fingerprint is kept. */
export const residentCards = sqliteTable(
  'resident_cards',
  {
    fingerprint: text().primaryKey(),
    resident: text().notNull(),
    issued_at: integer().notNull(),
    issued_by: text().notNull(),
    ended_at: integer(),
  },
  (card) => [index('cards_of_a_resident').on(card.resident)],
)

/** 户的经过: how a household came to be what it is, in numbers of people. Append-only. */
export const householdEvents = sqliteTable(
  'household_events',
  {
    number: integer().primaryKey({ autoIncrement: true }),
    household: text().notNull(),
    kind: text({ enum: ['created', 'joined', 'left', 'moved_in', 'moved_out', 'merged', 'split', 'renumbered', 'deleted'] }).notNull(),
    people: integer().notNull(),
    other_household: text(),
    at: integer().notNull(),
    actor: text().notNull(),
  },
  (event) => [index('events_of_a_household').on(event.household)],
)
