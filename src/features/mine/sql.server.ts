import type { ResidentActor } from '../../kernel/actor.ts'
import { dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { MineRefusal } from './schema.ts'

/** The proof in the cookie said so, but the database does not (any more). */
export class SessionOver extends Error {
  override name = 'SessionOver'
}

/** The signed-in resident of a request; the routes of this feature let nobody else in. */
export const meOf = ({ actor }: RequestContext): ResidentActor => {
  if (actor.kind !== 'resident') throw new Error('a page of one’s own for nobody')
  return actor
}

/**
 * That the session is good at this moment, as an SQL condition: the proof in the cookie may be ten minutes old, and what
 * cannot be taken back asks again, in the same batch.
 */
export const stillSignedIn = ({ resident, session }: ResidentActor, now: number): Statement => ({
  sql: `EXISTS (SELECT 1 FROM sessions AS mine WHERE mine.id = :own_session AND mine.subject = :me AND mine.ended_at IS NULL
    AND mine.expires_at > :own_now)`,
  args: { own_session: session, me: resident, own_now: now },
})

/** A condition of an act, and the columns that tell afterwards whether it held. */
export type Right = Statement & { told: string }

/** The same, and that the resident is not a child under 14: what is registered of a child is for its guardian to decide. */
export const grownAndSignedIn = (context: RequestContext): Right => {
  const good = stillSignedIn(meOf(context), context.now)
  const grown = 'NOT EXISTS (SELECT 1 FROM residents AS asking WHERE asking.id = :me AND asking.under_14_until > :own_today)'
  return {
    sql: `${good.sql} AND ${grown}`,
    told: `${good.sql} AS signed_in, ${grown} AS grown`,
    args: { ...good.args, own_today: dayOf(context.now, context.catalogue.site.time_zone) },
  }
}

/** Runs one batch; the last statement reads the facts, among them `signed_in`. */
export const runOwn = async ({ database }: RequestContext, statements: Statement[]): Promise<Row> => {
  const facts = (await database.write(statements)).at(-1)?.rows[0]
  if (facts?.['signed_in'] !== 1) throw new SessionOver('the session of a resident is over')
  return facts
}

/** The same for acts that are not for children; the facts are those of `grownAndSignedIn` and what else the act needs. */
export const runGrown = async (context: RequestContext, statements: Statement[]): Promise<Result<Row, MineRefusal>> => {
  const facts = await runOwn(context, statements)
  return facts['grown'] === 1 ? success(facts) : refuse({ code: 'guardian_needed' })
}

const audited = 100

/** Everything that is kept about a resident; the first finds nothing unless the session is good. */
export const factsAbout = (me: ResidentActor, now: number): Record<FactName, Statement> => {
  const good = stillSignedIn(me, now)
  const args = { me: me.resident }
  return {
    person: {
      sql: `SELECT residents.id, residents.household, residents.name, residents.phone, residents.relation, residents.under_14_until,
          residents.notice_version, residents.created_at, residents.left_at, households.building, households.unit, households.room
        FROM residents LEFT JOIN households ON households.id = residents.household WHERE residents.id = :me AND ${good.sql}`,
      args: good.args,
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
