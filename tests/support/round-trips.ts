import { type Access, access } from '../../functions/access.ts'
import { type Asked, callerOf, requests, type Sent } from './granted-requests.ts'
import { databaseCalls } from './mine.ts'
import { addressOf, isAboutRedemption, isAboutSignup, newWorld, takePlaceIn } from './permissions.ts'
import { redeemIn } from './rewards.ts'
import type { TestSite } from './site.ts'

/** The morning of the tea, so that places are still to be had and who came can be written down. */
export const morningOfTheTea = Date.parse('2026-11-28T09:00:00+08:00')

const answerOf = ({ site }: Asked, address: string, { fields = {}, json, file, headers = {} }: Sent) => {
  if (json) return site.post(address, json, headers)
  if (file) return site.request(address, { method: 'POST', body: file, headers })
  return site.postForm(address, fields, headers)
}

/** One granted request of a route and how many times it went to the database, what goes on after its answer included. */
export const roundTripsOf = async (site: TestSite, route: string) => {
  const wanted = access[route] as Access
  const world = await newWorld(site)
  if (isAboutSignup(route)) world.signup = await takePlaceIn(site, world)
  if (isAboutRedemption(route)) world.redemption = await redeemIn(site, world.home)
  const headers = { 'x-test-client': world.home.resident, ...(await callerOf(wanted).headers(site, world)) }
  const sent = (await requests[route]?.({ site, world, headers })) ?? {}
  const all = { ...sent, headers: { ...headers, ...sent.headers } }
  let answer = new Response()
  const calls = await databaseCalls(site, async () => {
    const address = addressOf(route, world)
    answer = await (route.startsWith('GET')
      ? site.request(address, { headers: all.headers })
      : answerOf({ site, world, headers }, address, all))
    await site.messages()
  })
  return { calls, answer }
}
