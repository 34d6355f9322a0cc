import type { StaffActor } from '../../kernel/actor.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { SqlValue, Statement, StatementResult } from '../../kernel/database.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { secondFactorLastsMs } from '../second-factor/limits.ts'
import type { Act } from './permissions.ts'

/** The cookie said so, but the database does not (any more): the session has ended, or the role is another one by now. */
export class NotSignedIn extends Error {
  override name = 'NotSignedIn'
}

/** What an act is about: an opaque id, or an SQL expression that finds it in the same batch. Never a name or a number. */
export type Subject = { kind: string; id: string } | { kind: string; sql: string; args: Record<string, SqlValue> }

/** The member of staff if the session is good for an act at this moment, as an SQL expression; null otherwise. */
const guard = ({ actor, now }: { actor: StaffActor; now: number }): Statement => ({
  sql: `(SELECT staff.id FROM sessions JOIN staff ON staff.id = sessions.subject
    WHERE sessions.id = :guard_session AND sessions.subject_kind = 'staff' AND sessions.ended_at IS NULL AND sessions.expires_at > :guard_now
      AND sessions.second_factor_at > :guard_factor AND staff.ended_at IS NULL AND staff.role = :guard_role AND staff.scope IS :guard_scope)`,
  args: {
    guard_session: actor.session,
    guard_now: now,
    guard_factor: now - secondFactorLastsMs,
    guard_role: actor.role,
    guard_scope: actor.scope,
  },
})

/**
 * An id, or nothing: a form or an address may bring a name or a phone number in the place of one, and what is in the audit
 * log stays there.
 */
const idOnly = (typed: string) => (/^[\w:/.-]{1,160}$/.test(typed) && !/^(\d-?){9,15}$/.test(typed) ? typed : '')

export const staffOf = ({ actor }: RequestContext): StaffActor => {
  if (actor.kind !== 'staff') throw new NotSignedIn('an act of staff by somebody else')
  return actor
}

/** Who is at work, as a page shows them. */
export const actorOf = (c: AppContext) => {
  const { name, role } = staffOf(c.var.context)
  return { name, role }
}

/** Who acts, as append-only rows name them. */
export const byStaff = (context: RequestContext) => `staff:${staffOf(context).staff}`

/**
 * One act of staff, one batch: a line of the audit log, which fails and takes everything with it unless the session is good,
 * then the statements. Returns their results. Safe to repeat if the statements are.
 */
export const staffWrite = async (
  context: RequestContext,
  act: Act,
  subject: Subject,
  statements: Statement[],
  detail = '',
): Promise<StatementResult[]> => {
  const actor = staffOf(context)
  const session = guard({ actor, now: context.now })
  const about = 'id' in subject ? { sql: ':audit_subject', args: { audit_subject: idOnly(subject.id) } } : subject
  const line: Statement = {
    sql: `INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject, detail)
      VALUES (:audit_request, :guard_now, ${session.sql}, :guard_role, :audit_act, :audit_kind, COALESCE(${about.sql}, ''), :audit_detail)
      ON CONFLICT (request) DO NOTHING`,
    args: {
      ...session.args,
      ...about.args,
      audit_request: context.newId(),
      audit_act: act,
      audit_kind: subject.kind,
      audit_detail: detail,
    },
  }
  try {
    return (await context.database.write([line, ...statements])).slice(1)
  } catch (error) {
    if (/audit_log\.actor/.test(String((error as Error).message))) throw new NotSignedIn('the session is over')
    throw error
  }
}

/** Reads that touch nobody's contact details, so they leave no line; the session is checked in the same read. */
export const staffRead = async (context: RequestContext, statements: Statement[]): Promise<StatementResult[]> => {
  const session = guard({ actor: staffOf(context), now: context.now })
  const [check, ...results] = await context.database.read([{ sql: `SELECT ${session.sql} AS staff`, args: session.args }, ...statements])
  if (!check?.rows[0]?.['staff']) throw new NotSignedIn('the session is over')
  return results
}
