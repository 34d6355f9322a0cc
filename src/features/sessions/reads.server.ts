import type { ResidentActor } from '../../kernel/actor.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'

/** When it is asked: epoch milliseconds, and the day that is in the site's time zone. */
interface Moment {
  now: number
  today: string
}

const isOpen = `sessions.subject_kind = 'resident' AND sessions.ended_at IS NULL AND sessions.expires_at > :my_now`

const isGrown = (resident: string) =>
  `NOT EXISTS (SELECT 1 FROM residents AS asking WHERE asking.id = ${resident} AND asking.under_14_until > :my_today)`

/**
 * Whether a resident's session is good, as an SQL condition on `sessions`, with `:my_now` and `:my_today`: it was not ended, has not run out,
 * and is not that of a child under 14, which has none: its guardian signs in.
 */
export const isGoodSession = `${isOpen} AND ${isGrown('sessions.subject')}`

/** Whether this session of a resident, whoever it is, is good at this moment. An SQL condition. */
export const sessionIsGood = (session: string | null, { now, today }: Moment): Statement => ({
  sql: `EXISTS (SELECT 1 FROM sessions WHERE sessions.id = :my_session AND ${isGoodSession})`,
  args: { my_session: session, my_now: now, my_today: today },
})

/** An SQL condition, its two halves for who must tell them apart, and the household (null unless it holds) as an SQL expression. */
export interface GoodSession extends Statement {
  open: string
  grown: string
  household: string
}

/**
 * Whether this resident's session is good at this moment. The proof in the cookie may be ten minutes old, so what may not be late asks again,
 * in the same batch.
 */
export const signedIn = ({ resident, session }: Pick<ResidentActor, 'resident' | 'session'>, { now, today }: Moment): GoodSession => {
  const open = `EXISTS (SELECT 1 FROM sessions WHERE sessions.id = :my_session AND sessions.subject = :me AND ${isOpen})`
  const grown = isGrown(':me')
  const sql = `(${open} AND ${grown})`
  const household = `(SELECT residents.household FROM residents WHERE residents.id = :me AND ${sql})`
  return { sql, open, grown, household, args: { me: resident, my_session: session, my_now: now, my_today: today } }
}

/** The signed-in resident of a request; the routes of residents let nobody else in. */
export const meOf = ({ actor }: Pick<RequestContext, 'actor'>): ResidentActor => {
  if (actor.kind !== 'resident') throw new Error('a page of one’s own for nobody')
  return actor
}

/** `signedIn` of whoever asks. */
export const amSignedIn = (context: RequestContext) => signedIn(meOf(context), { now: context.now, today: todayOf(context) })
