import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * 工作人员: `scope` is the grid of a grid worker or the programme of a team lead. The secret of the second factor is sealed
 * (bound to the id); `totp_step` is the last step used, so that no code works twice. `resident` is who they are in the register,
 * `household` where they live when that row was deleted. Times are epoch milliseconds.
 */
export const staff = sqliteTable(
  'staff',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    role: text({ enum: ['steward', 'desk', 'grid_worker', 'station', 'team_lead'] }).notNull(),
    scope: text(),
    resident: text(),
    household: text(),
    created_at: integer().notNull(),
    created_by: text().notNull(),
    ended_at: integer(),
    ended_by: text(),
    totp_secret: text(),
    totp_confirmed_at: integer(),
    totp_step: integer().notNull().default(0),
  },
  (one) => [
    check('role_is_known', sql`${one.role} IN ('steward', 'desk', 'grid_worker', 'station', 'team_lead')`),
    check('some_roles_have_a_scope', sql`(${one.role} IN ('grid_worker', 'team_lead')) = (${one.scope} IS NOT NULL)`),
  ],
)

/** 通行密钥: a passkey of a member of staff, as the second factor. */
export const staffPasskeys = sqliteTable(
  'staff_passkeys',
  {
    credential: text().primaryKey(),
    staff: text().notNull(),
    public_key: text().notNull(),
    counter: integer().notNull(),
    transports: text().notNull(),
    label: text().notNull(),
    created_at: integer().notNull(),
    ended_at: integer(),
  },
  (passkey) => [index('passkeys_of_staff').on(passkey.staff)],
)

/**
 * 操作记录: every act of staff and every look at contact details, with who (`actor`), what (`act`) and about whom or what
 * (`subject`), never with a name or a number. Append-only. `actor` is filled by the guard of the same batch from the
 * session, so a batch of someone who is not signed in fails as a whole; `request` keeps a batch that comes twice one line.
 */
export const auditLog = sqliteTable(
  'audit_log',
  {
    number: integer().primaryKey({ autoIncrement: true }),
    request: text().notNull().unique(),
    at: integer().notNull(),
    actor: text().notNull(),
    role: text().notNull(),
    act: text().notNull(),
    subject_kind: text().notNull(),
    subject: text().notNull(),
    detail: text().notNull().default(''),
  },
  (line) => [
    index('audit_by_actor').on(line.actor, line.number),
    index('audit_by_subject').on(line.subject, line.number),
    index('audit_by_act').on(line.act, line.number),
    index('audit_by_time').on(line.at),
  ],
)
