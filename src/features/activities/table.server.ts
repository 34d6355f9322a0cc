import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * 停办和改期 by staff, on top of what the content says. Append-only: the latest line of an occurrence counts, `restored`
 * takes the earlier ones back. Times are epoch milliseconds.
 */
export const occurrenceChanges = sqliteTable(
  'occurrence_changes',
  {
    number: integer().primaryKey({ autoIncrement: true }),
    request_key: text().notNull().unique(),
    activity: text().notNull(),
    occurrence: text().notNull(),
    kind: text({ enum: ['cancelled', 'moved', 'restored'] }).notNull(),
    starts_at: integer(),
    ends_at: integer(),
    reason: text().notNull(),
    at: integer().notNull(),
    actor: text().notNull(),
  },
  (change) => [
    index('changes_of_an_occurrence').on(change.activity, change.occurrence, change.number),
    check(
      'a_moved_occurrence_has_times',
      sql`(${change.kind} = 'moved') = (${change.starts_at} IS NOT NULL AND ${change.ends_at} IS NOT NULL)`,
    ),
  ],
)
