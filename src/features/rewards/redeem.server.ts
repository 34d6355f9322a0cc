import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse } from '../../kernel/result.ts'
import { meOf } from '../sessions/reads.server.ts'
import { SessionOver } from '../sessions/store.server.ts'
import { newPickupCode } from './code.server.ts'
import { reserving } from './reserve.server.ts'
import type { RewardsRefusal } from './schema.ts'
import { homeOf, myHousehold, stillSignedIn } from './sql.server.ts'
import { pickupOf, rewardOn } from './terms.ts'

/** 兑换 by a resident for the own household. Two calls of the database. Gives the id of the redemption. */
export const redeemOwn = async (
  context: RequestContext,
  slug: string,
  { site, request_key }: { site: string; request_key: string },
): Promise<Result<string, RewardsRefusal>> => {
  const reward = rewardOn(context.catalogue, slug, todayOf(context))
  if (!reward.ok) return reward
  const place = pickupOf(reward.value, site)
  if (!place.ok) return place
  const household = homeOf((await context.database.read([stillSignedIn(context)]))[0]?.rows[0])
  if (household === null) return refuse({ code: 'no_household' })
  const mine = myHousehold(context)
  const wish = {
    key: request_key,
    household,
    resident: meOf(context).resident,
    reward: reward.value,
    site,
    by: 'self',
    code: await newPickupCode(context, request_key),
  }
  const allowed: Statement = { sql: `${mine.sql} = :my_household`, args: { ...mine.args, my_household: household } }
  const facts: Statement = { sql: `${mine.sql} AS household`, args: mine.args }
  const reservation = await reserving(context, wish, allowed, facts)
  return reservation.read(await context.database.write(reservation.statements), (row) => {
    if (row['household'] === null) throw new SessionOver()
    return row['household'] === household ? null : { code: 'no_household' }
  })
}
