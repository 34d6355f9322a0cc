import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { amSignedIn, meOf } from '../sessions/reads.server.ts'
import { SessionOver } from '../sessions/store.server.ts'
import type { MineRefusal } from './schema.ts'

/** That the session is open, be it a child's by now: what is kept of it, and on which devices, it may see for the minutes that are left. */
export const sessionOpen = (context: RequestContext): Statement => {
  const { open, args } = amSignedIn(context)
  return { sql: open, args }
}

/** A condition of an act, and the columns that tell afterwards whether it held. */
export type Right = Statement & { told: string }

/** That the session is good, and of the two reasons why not which: what is registered of a child under 14 is for its guardian to decide. */
export const grownAndSignedIn = (context: RequestContext): Right => {
  const { sql, open, grown, args } = amSignedIn(context)
  return { sql, told: `${open} AS signed_in, ${grown} AS grown`, args }
}

/** Runs one batch; the last statement reads the facts, among them `signed_in`. */
export const runOwn = async ({ database }: RequestContext, statements: Statement[]): Promise<Row> => {
  const facts = (await database.write(statements)).at(-1)?.rows[0]
  if (facts?.['signed_in'] !== 1) throw new SessionOver()
  return facts
}

/** The same for acts that are not for children; the facts are those of `grownAndSignedIn` and what else the act needs. */
export const runGrown = async (context: RequestContext, statements: Statement[]): Promise<Result<Row, MineRefusal>> => {
  const facts = await runOwn(context, statements)
  return facts['grown'] === 1 ? success(facts) : refuse({ code: 'guardian_needed' })
}

const audited = 100

/** Everything that is kept about the resident who asks; the first finds nothing unless the session is open. */
export const factsAbout = (context: RequestContext): Record<FactName, Statement> => {
  const open = sessionOpen(context)
  const args = { me: meOf(context).resident }
  return {
    person: {
      sql: `SELECT residents.id, residents.household, residents.name, residents.phone, residents.relation, residents.under_14_until,
          residents.notice_version, residents.created_at, residents.left_at, households.building, households.unit, households.room
        FROM residents LEFT JOIN households ON households.id = residents.household WHERE residents.id = :me AND ${open.sql}`,
      args: open.args,
    },
    relatives: {
      sql: `SELECT id, household, name, NULL AS phone, relation, under_14_until FROM residents
        WHERE household = (SELECT household FROM residents WHERE id = :me) AND id <> :me ORDER BY created_at, id`,
      args,
    },
    tags: { sql: 'SELECT tag, notice_version, recorded_at FROM resident_tags WHERE resident = :me ORDER BY recorded_at, tag', args },
    representations: {
      sql: `SELECT one.id, one.kind, one.beneficiary, one.notice_version, one.granted_at, one.granted_by, one.accepted_at, one.ended_at,
          other.id AS other, other.name FROM representations AS one
        JOIN residents AS other ON other.id = CASE WHEN one.beneficiary = :me THEN one.representative ELSE one.beneficiary END
        WHERE one.beneficiary = :me OR one.representative = :me ORDER BY one.granted_at, one.id`,
      args,
    },
    cards: { sql: 'SELECT issued_at, ended_at FROM resident_cards WHERE resident = :me ORDER BY issued_at', args },
    codes: { sql: 'SELECT channel, issued_at, expires_at, used_at FROM signin_codes WHERE subject = :me ORDER BY issued_at', args },
    looked_at: {
      sql: `SELECT at, role, act FROM audit_log WHERE subject IN (:me, (SELECT household FROM residents WHERE id = :me))
        ORDER BY number DESC LIMIT ${audited}`,
      args,
    },
    staff: { sql: 'SELECT EXISTS (SELECT 1 FROM staff WHERE resident = :me AND ended_at IS NULL) AS is_staff', args },
  }
}

export type FactName = 'person' | 'relatives' | 'tags' | 'representations' | 'cards' | 'codes' | 'looked_at' | 'staff'
