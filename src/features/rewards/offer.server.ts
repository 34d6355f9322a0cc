import type { CatalogueReward } from '../../catalogue.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { availableOf } from '../../kernel/ledger.ts'
import { balanceOf, readBalance } from '../../kernel/ledger-reads.server.ts'
import { householdPoints, stockAt } from '../points/accounts.ts'
import { takenSince } from './sql.server.ts'
import { limitOn } from './terms.ts'

/** What a household may have of a reward at this moment: points, pieces still allowed, and pieces at each place. */
export interface Offer {
  reward: CatalogueReward
  available: number
  taken: number
  next: string
  places: { place: string; title: string; address: string; hours: string; left: number }[]
}

const offerStatements = (context: RequestContext, reward: CatalogueReward, household: string): Statement[] => {
  const taken = takenSince(reward, household, context)
  return [
    { sql: `SELECT ${taken.sql} AS taken`, args: taken.args },
    balanceOf(householdPoints(household).id),
    ...reward.pickup.map(({ place }) => balanceOf(stockAt(reward.slug, place).id)),
  ]
}

/** One call of the database, once the household is known. */
export const readOffer = async (context: RequestContext, reward: CatalogueReward, household: string): Promise<Offer> => {
  const [taken, balance, ...stock] = await context.database.read(offerStatements(context, reward, household))
  return {
    reward,
    available: availableOf(readBalance(balance)),
    taken: Number(taken?.rows[0]?.['taken'] ?? 0),
    next: limitOn(reward, todayOf(context), context.catalogue.site.time_zone).next,
    places: reward.pickup.map((place, index) => ({ ...place, left: availableOf(readBalance(stock[index])) })),
  }
}
