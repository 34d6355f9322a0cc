import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * 登录码: a one-time code bound to one resident or one member of staff. `selector` finds it (for a slip the first half of
 * the code, for a message the phone number), `secret` proves it; both are fingerprints. Five wrong secrets lock the code.
 * Times are epoch milliseconds.
 */
export const signinCodes = sqliteTable(
  'signin_codes',
  {
    id: text().primaryKey(),
    selector: text().notNull(),
    secret: text().notNull(),
    channel: text({ enum: ['slip', 'sms'] }).notNull(),
    subject_kind: text({ enum: ['resident', 'staff'] }).notNull(),
    subject: text().notNull(),
    issued_at: integer().notNull(),
    issued_by: text().notNull(),
    expires_at: integer().notNull(),
    guesses: integer().notNull().default(0),
    used_at: integer(),
  },
  (code) => [
    uniqueIndex('one_code_per_selector').on(code.selector),
    index('codes_of_a_subject').on(code.subject),
    index('codes_by_expiry').on(code.expires_at),
    check('five_wrong_guesses_lock_a_code', sql`${code.guesses} BETWEEN 0 AND 5`),
  ],
)
