import { sql } from 'drizzle-orm'
import { check, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * That a text found nothing, on which day and at how many devices. `mark` is the keyed fingerprint of the text, `device` that of text and
 * device together, so that two texts of one device cannot be told to be of one device.
 */
export const searchMisses = sqliteTable(
  'search_misses',
  {
    mark: text().notNull(),
    day: text().notNull(),
    device: text().notNull(),
  },
  (miss) => [primaryKey({ columns: [miss.mark, miss.day, miss.device] }), index('misses_by_day').on(miss.day)],
)

/** The texts behind the marks that enough devices asked for; no other text is ever written down. */
export const searchMissTexts = sqliteTable(
  'search_miss_texts',
  {
    mark: text().primaryKey(),
    text: text().notNull(),
  },
  (miss) => [check('text_is_short', sql`length(${miss.text}) BETWEEN 1 AND 20`)],
)
