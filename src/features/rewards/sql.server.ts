import type { CatalogueReward } from '../../catalogue.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { receivedBy } from '../points/accounts.ts'
import { amSignedIn } from '../sessions/reads.server.ts'
import { SessionOver } from '../sessions/store.server.ts'
import { homeOfStaff } from '../staff/reads.server.ts'
import { staffOf } from '../staff/store.server.ts'
import type { StoredRedemption } from './redemption.ts'
import { limitOn } from './terms.ts'

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

/** The household of the signed-in resident if the session is good at this moment, as an SQL expression; null otherwise. */
export const myHousehold = (context: RequestContext): Statement => {
  const { household, args } = amSignedIn(context)
  return { sql: household, args }
}

/** Whether the session of the signed-in resident is good at this moment, and of which household. */
export const stillSignedIn = (context: RequestContext): Statement => {
  const { sql, household, args } = amSignedIn(context)
  return { sql: `SELECT ${sql} AS signed_in, ${household} AS household`, args }
}

export const homeOf = (row: Row | undefined): string | null => {
  if (!row?.['signed_in']) throw new SessionOver()
  return row['household'] === null ? null : String(row['household'])
}
