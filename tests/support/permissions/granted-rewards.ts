import { asResident } from '../people.ts'
import { givePoints, redeemIn, stockUp } from '../rewards.ts'
import { freshKey } from '../signups.ts'
import type { Asked, Sent } from './granted-requests.ts'

const key = (): Sent => ({ fields: { request_key: freshKey() } })

/** The household can pay for a piece, and there is one. */
const canRedeem = async ({ site, world }: Asked) => {
  await givePoints(site, world.home.household, 600)
  await stockUp(site, 'detergent', 'service-center', 1)
}

/** A granted request of each route about rewards. */
export const rewardsRequests: Record<string, (asked: Asked) => Sent | Promise<Sent>> = {
  'POST /rewards/:slug/redeem': async (asked) => {
    await canRedeem(asked)
    return { fields: { site: 'service-center', request_key: freshKey() } }
  },
  'POST /me/rewards/:redemption': key,
  'POST /desk/redemptions': async ({ site, world }) => {
    await redeemIn(site, world.home)
    const answer = await site.request('/me/rewards/', { headers: await asResident(site, world.home.resident) })
    const { page } = (await answer.json()) as { page: { redemptions: { code: string }[] } }
    return { fields: { code: page.redemptions[0]?.code ?? '' } }
  },
  'POST /desk/redemptions/table': async (asked) => {
    await canRedeem(asked)
    const { household } = asked.world.home
    return { fields: { act: 'redeem', household, choice: 'detergent/service-center', request_key: freshKey() } }
  },
  'POST /desk/redemptions/:redemption': key,
  'POST /desk/redemptions/:redemption/cancellation': key,
  'POST /desk/redemptions/:redemption/correction': async ({ site, world, headers }) => {
    await site.postForm(`/desk/redemptions/${world.redemption}/`, { request_key: freshKey() }, headers)
    return { fields: { reason: 'wrong_item', request_key: freshKey() } }
  },
  'POST /desk/stock': () => ({ fields: { act: 'count', choice: 'detergent/recycling-east', pieces: '7', request_key: freshKey() } }),
  // Whoever comes after the first reader finds the figures remembered.
  'GET /public-account/:month': async ({ site, world }) => {
    await givePoints(site, world.home.household, 10)
    await site.request('/public-account/')
    return {}
  },
  'POST /desk/account': () => ({ fields: { format: 'csv' } }),
}
