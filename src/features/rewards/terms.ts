import type { Catalogue, CatalogueReward } from '../../catalogue.ts'
import { addDays, momentOf } from '../../kernel/calendar.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { standingOn } from '../points/in-force.ts'
import { periodOf } from './limit.ts'
import type { RewardsRefusal } from './schema.ts'

export type PickupPlace = CatalogueReward['pickup'][number]

const inWindow = (reward: CatalogueReward, today: string): RewardsRefusal | null => {
  const standing = standingOn(reward, today)
  if (standing === 'later') return { code: 'reward_not_yet', day: reward.from }
  return standing === 'over' ? { code: 'reward_over', ...(reward.until && { day: reward.until }) } : null
}

/** A reward that can be redeemed on a day. */
export const rewardOn = ({ rewards }: Pick<Catalogue, 'rewards'>, slug: string, today: string): Result<CatalogueReward, RewardsRefusal> => {
  const reward = Object.hasOwn(rewards, slug) ? rewards[slug] : undefined
  if (!reward) return refuse({ code: 'reward_unknown' })
  const refusal = inWindow(reward, today)
  return refusal ? refuse(refusal) : success(reward)
}

export const pickupOf = (reward: CatalogueReward, site: string): Result<PickupPlace, RewardsRefusal> => {
  const place = reward.pickup.find((one) => one.place === site)
  return place ? success(place) : refuse({ code: 'redeem_input_invalid', fields: [{ field: 'site', code: 'site_missing' }] })
}

/** The last day on which a piece reserved today is kept, and the moment (epoch ms) at which it goes back. */
export const keptUntil = ({ reserve_days }: CatalogueReward, today: string, timeZone: string) => {
  const last_day = addDays(today, reserve_days)
  return { last_day, deadline: momentOf(`${addDays(last_day, 1)} 00:00`, timeZone) }
}

/** Since when (epoch ms) pieces count against the household's limit, and from which day there are new ones. */
export const limitOn = ({ household_limit: { items, period } }: CatalogueReward, today: string, timeZone: string) => {
  const { from, next } = periodOf(today, period)
  return { items, since: momentOf(`${from} 00:00`, timeZone), next }
}

/** What the books name as the rule of a redemption: which reward, as it is since when. */
export const ruleOfReward = ({ slug, from }: CatalogueReward) => `${slug}@${from}`
