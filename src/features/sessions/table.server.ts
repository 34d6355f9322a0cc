import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** 登录的设备: found by the fingerprint of its token; `device` is a coarse word such as 微信（安卓）, never a user agent. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    subject_kind: text({ enum: ['resident', 'staff'] }).notNull(),
    subject: text().notNull(),
    device: text().notNull(),
    created_at: integer().notNull(),
    seen_at: integer().notNull(),
    expires_at: integer().notNull(),
    second_factor_at: integer(),
    ended_at: integer(),
    ended_by: text(),
  },
  (session) => [index('sessions_of_a_subject').on(session.subject), index('sessions_by_expiry').on(session.expires_at)],
)
