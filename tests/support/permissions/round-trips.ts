import { type Access, access } from '../../../functions/access.ts'
import { databaseCalls } from '../mine.ts'
import { redeemIn } from '../rewards.ts'
import type { TestSite } from '../site.ts'
import { callerOf, requests, type Sent } from './granted-requests.ts'
import { addressOf, isAboutRedemption, isAboutSignup, newWorld, takePlaceIn } from './permissions.ts'

/** The morning of the tea, so that places are still to be had and who came can be written down. */
export const morningOfTheTea = Date.parse('2026-11-28T09:00:00+08:00')

const answerOf = (site: TestSite, address: string, { fields = {}, json, file, headers = {} }: Sent) => {
  if (json) return site.post(address, json, headers)
  if (file) return site.request(address, { method: 'POST', body: file, headers })
  return site.postForm(address, fields, headers)
}

/**
 * A request of a route that is granted, in a world of its own. `send` sends it: to another site on the same database if one is given, and
 * with the cookies the browser holds by then.
 */
export const grantedRequest = async (site: TestSite, route: string) => {
  const wanted = access[route] as Access
  const world = await newWorld(site)
  if (isAboutSignup(route)) world.signup = await takePlaceIn(site, world)
  if (isAboutRedemption(route)) world.redemption = await redeemIn(site, world.home)
  const headers = { 'x-test-client': world.home.resident, ...(await callerOf(wanted).headers(site, world)) }
  const sent = (await requests[route]?.({ site, world, headers })) ?? {}
  const all = { ...sent, headers: { ...headers, ...sent.headers } as Record<string, string> }
  const address = addressOf(route, world)
  const cookie = all.headers['cookie'] ?? ''
  const send = (at = site, held = cookie) => {
    const now = { ...all, headers: { ...all.headers, ...(held && { cookie: held }) } }
    return route.startsWith('GET') ? at.request(address, { headers: now.headers }) : answerOf(at, address, now)
  }
  return { send, cookie }
}

/** One granted request of a route and how many times it went to the database, what goes on after its answer included. */
export const roundTripsOf = async (site: TestSite, route: string) => {
  const { send } = await grantedRequest(site, route)
  let answer = new Response()
  const calls = await databaseCalls(site, async () => {
    answer = await send()
    await site.messages()
  })
  return { calls, answer }
}
