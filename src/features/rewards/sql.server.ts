import type { CatalogueReward } from '../../catalogue.ts'
import { dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { receivedBy } from '../points/accounts.ts'
import { homeOfStaff } from '../staff/reads.server.ts'
import { staffOf } from '../staff/store.server.ts'
import type { StoredRedemption } from './redemption.ts'
import { limitOn } from './terms.ts'

export const todayOf = ({ catalogue, now }: RequestContext) => dayOf(now, catalogue.site.time_zone)

export const redemptionColumns = `redemptions.id, redemptions.household, redemptions.resident, redemptions.reward, redemptions.site,
  redemptions.created_at, redemptions.acted_by, reserved.amount AS points, reserved.deadline, ending.phase AS ended, ending.id AS ended_by,
  ending.kind AS ended_kind, ending.at AS ended_at, ending.actor AS ended_actor, undone.at AS corrected_at, undone.detail AS corrected_detail`

/** Redemptions with what the books say of them. */
export const redemptionTables = `redemptions JOIN ledger_transfers AS reserved ON reserved.id = redemptions.id
  LEFT JOIN ledger_transfers AS ending ON ending.pending_id = redemptions.id
  LEFT JOIN ledger_transfers AS undone ON undone.reverses = ending.id`

export const redemptionById = (redemption: string): Statement => ({
  sql: `SELECT ${redemptionColumns} FROM ${redemptionTables} WHERE redemptions.id = :redemption`,
  args: { redemption },
})

export const readRedemption = (row: Row | undefined) => (row as unknown as StoredRedemption | undefined) ?? null

/** Pieces of a reward that count against a household's limit: reserved since, and neither come back nor corrected. An SQL expression. */
export const takenSince = (reward: CatalogueReward, household: string, context: RequestContext): Statement => {
  const { since } = limitOn(reward, todayOf(context), context.catalogue.site.time_zone)
  return {
    sql: `COALESCE((SELECT SUM(amount) FROM ledger_transfers AS taken WHERE taken.credit_account = :limit_account AND taken.at >= :limit_since
      AND taken.phase = 'pending' AND NOT EXISTS (SELECT 1 FROM ledger_transfers AS ending WHERE ending.pending_id = taken.id
        AND (ending.phase = 'void' OR EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = ending.id)))), 0)`,
    args: { limit_account: receivedBy(reward.slug, household).id, limit_since: since },
  }
}

/** Whether a household is that of the member of staff who acts. An SQL condition; `household` is an SQL expression. */
export const isOwnHousehold = (context: RequestContext, household: string): Statement => ({
  sql: `COALESCE(${household} = ${homeOfStaff(':own_staff')}, false)`,
  args: { own_staff: staffOf(context).staff },
})

/** The signed-in resident of a request; routes of residents let nobody else in. */
export const meOf = ({ actor }: RequestContext) => {
  if (actor.kind !== 'resident') throw new Error('a page of one’s own for nobody')
  return { resident: actor.resident, session: actor.session }
}

/** A session that is good at this moment, which that of a child never is. */
const good = `sessions.id = :my_session AND sessions.subject = :me AND sessions.subject_kind = 'resident' AND sessions.ended_at IS NULL
  AND sessions.expires_at > :my_now
  AND NOT EXISTS (SELECT 1 FROM residents AS young WHERE young.id = :me AND young.under_14_until > :my_today)`

/** The household of the signed-in resident if the session is good at this moment, as an SQL expression; null otherwise. */
export const myHousehold = (context: RequestContext): Statement => ({
  sql: `(SELECT residents.household FROM sessions JOIN residents ON residents.id = sessions.subject WHERE ${good})`,
  args: { my_session: meOf(context).session, me: meOf(context).resident, my_now: context.now, my_today: todayOf(context) },
})

/** Whether the session of the signed-in resident is good at this moment. */
export const stillSignedIn = (context: RequestContext): Statement => ({
  sql: `SELECT EXISTS (SELECT 1 FROM sessions WHERE ${good}) AS signed_in, ${myHousehold(context).sql} AS household`,
  args: myHousehold(context).args,
})

/** The proof in the cookie said so, but the database does not (any more). */
export class SessionOver extends Error {
  override name = 'SessionOver'
}

export const homeOf = (row: Row | undefined): string | null => {
  if (!row?.['signed_in']) throw new SessionOver('the session of a resident is over')
  return row['household'] === null ? null : String(row['household'])
}
