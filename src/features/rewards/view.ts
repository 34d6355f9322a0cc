import type { Catalogue } from '../../catalogue.ts'
import { addDays, dayOf } from '../../kernel/calendar.ts'
import type { RedemptionView } from './page.ts'
import { type StoredRedemption, stateOf } from './redemption.ts'

/** What a reward is called; content may have dropped it since. */
export const rewardTitle = ({ rewards }: Pick<Catalogue, 'rewards'>, slug: string) =>
  (Object.hasOwn(rewards, slug) ? rewards[slug]?.title : undefined) ?? `不在单子上的兑换物（${slug}）`

/** Where a reward is handed out; content may have dropped the place since. */
export const placeOf = ({ rewards }: Pick<Catalogue, 'rewards'>, reward: string, site: string) =>
  (Object.hasOwn(rewards, reward) ? rewards[reward] : undefined)?.pickup.find(({ place }) => place === site) ?? null

export const viewOf = (one: StoredRedemption, catalogue: Catalogue, now: number): RedemptionView => ({
  id: one.id,
  title: rewardTitle(catalogue, one.reward),
  place: placeOf(catalogue, one.reward, one.site),
  points: one.points,
  state: stateOf(one, now),
  created_at: one.created_at,
  last_day: addDays(dayOf(one.deadline, catalogue.site.time_zone), -1),
  ended_at: one.ended_at,
})
