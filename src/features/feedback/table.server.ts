import { sql } from 'drizzle-orm'
import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How often a version of a page was called helpful, or not. Nobody who said so and no moment stands beside it. */
export const pageFeedback = sqliteTable(
  'page_feedback',
  {
    page: text().notNull(),
    version: text().notNull(),
    helpful: integer().notNull(),
    times: integer().notNull(),
  },
  (count) => [
    primaryKey({ columns: [count.page, count.version, count.helpful] }),
    check('helpful_or_not', sql`${count.helpful} IN (0, 1)`),
    check('times_are_counted', sql`${count.times} >= 0`),
  ],
)
