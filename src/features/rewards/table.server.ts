import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * 兑换: what the books do not say of a redemption. Its id is the id of the row that reserves the points; whether it waits, is collected,
 * has come back or was corrected is read from the books alone. `code` is sealed (bound to the id) so that the household can see
 * it again; both are null for what was handed out at the table. `resident` is who acted for the household, emptied when they are deleted.
 */
export const redemptions = sqliteTable(
  'redemptions',
  {
    id: text().primaryKey(),
    household: text().notNull(),
    resident: text(),
    reward: text().notNull(),
    site: text().notNull(),
    code: text(),
    code_fingerprint: text().unique(),
    created_at: integer().notNull(),
    acted_by: text().notNull(),
  },
  (one) => [
    index('redemptions_of_a_household').on(one.household, one.created_at),
    index('redemptions_of_a_resident').on(one.resident).where(sql`resident IS NOT NULL`),
    index('redemptions_of_a_site').on(one.site, one.created_at),
  ],
)
