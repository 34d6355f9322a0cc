import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * 称重设备: a scale or bin that reports what was brought by itself. `key` is what it signs with, sealed (bound to the id). One that has ended
 * is kept, because entries name it. Times are epoch milliseconds.
 */
export const devices = sqliteTable(
  'devices',
  {
    id: text().primaryKey(),
    station: text().notNull(),
    name: text().notNull(),
    key: text().notNull(),
    created_at: integer().notNull(),
    created_by: text().notNull(),
    ended_at: integer(),
    ended_by: text(),
  },
  (device) => [
    index('devices_of_a_station').on(device.station),
    check('who_ended_it_is_known', sql`(${device.ended_at} IS NULL) = (${device.ended_by} IS NULL)`),
  ],
)
