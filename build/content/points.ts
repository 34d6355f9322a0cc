import type { Catalogue, CatalogueRate, CatalogueReward } from '../../src/catalogue.ts'
import { keyOf, limitPeriods, placeKinds, rateUnits } from '../../src/content-schemas/vocabulary.ts'
import type { Entries, Entry } from './content.ts'

/** What the server must know of points: what earns, what they are redeemed for, and where material is taken. */
export const pointsOf = ({ rates, rewards, places, activities }: Entries): Pick<Catalogue, 'rates' | 'rewards' | 'stations'> => ({
  rates: rates.map((rate) => rateOf(rate, activities)).sort((a, b) => (a.from < b.from ? -1 : 1)),
  rewards: Object.fromEntries(rewards.map((reward) => [reward.slug, rewardOf(reward, places)])),
  stations: places
    .filter(({ data }) => data.kind === placeKinds.recycling)
    .map(({ slug, data }) => ({ slug, title: data.title, address: data.address }))
    .sort((a, b) => a.title.localeCompare(b.title, 'zh-CN') || (a.slug < b.slug ? -1 : 1)),
})

const rateOf = ({ slug, data }: Entry<'rates'>, activities: Entry<'activities'>[]): CatalogueRate => {
  const { rows, activity_attendance: attendance, note: _note, until = null, ...rest } = data
  const span = { version: slug, from: data.from, until }
  return {
    ...rest,
    ...span,
    rows: rows.map(({ material, unit, points, stations = null, household_day_cap_points = null }) => ({
      ...span,
      material,
      per: keyOf(rateUnits, unit) as keyof typeof rateUnits,
      points,
      stations,
      household_day_cap_points,
    })),
    activity_attendance: attendance
      ? {
          points: attendance.points,
          activities: activities.filter((activity) => attendance.kinds.includes(activity.data.kind)).map((activity) => activity.slug),
        }
      : null,
  }
}

const rewardOf = ({ slug, data }: Entry<'rewards'>, places: Entry<'places'>[]): CatalogueReward => ({
  slug,
  title: data.title,
  cost_points: data.cost_points,
  goods_cost_fen: data.goods_cost_fen,
  pickup: data.pickup.map(({ place, hours }) => {
    const known = places.find((one) => one.slug === place)
    if (!known) throw new Error(`the check let an unknown place through: ${place}`)
    return { place, title: known.data.title, address: known.data.address, hours }
  }),
  household_limit: {
    items: data.household_limit.items,
    period: keyOf(limitPeriods, data.household_limit.period) as keyof typeof limitPeriods,
  },
  from: data.from,
  until: data.until ?? null,
  reserve_days: data.reserve_days,
  phone: data.phone,
})
