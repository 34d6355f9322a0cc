import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nastyText, partOfAddress } from '../tests/support/fuzz.ts'
import { brokenCookies, junkForm, sentAs } from '../tests/support/junk-forms.ts'
import { callerOf, requests } from '../tests/support/permissions/granted-requests.ts'
import {
  addressOf,
  callers,
  isAboutRedemption,
  isAboutSignup,
  newWorld,
  routeNames,
  takePlaceIn,
} from '../tests/support/permissions/permissions.ts'
import { redeemIn } from '../tests/support/rewards.ts'
import { openSite, type TestSite } from '../tests/support/site.ts'
import { type Access, access } from './access.ts'

const seed = 20261123
const rounds = 3

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

/** Somebody of each kind, and at last whoever may, with a good form to spoil. */
const asking = callers.filter(({ verified = true, own = true }) => verified && own)

const worldOf = async (route: string) => {
  const world = await newWorld(site)
  if (isAboutSignup(route)) world.signup = await takePlaceIn(site, world)
  if (isAboutRedemption(route)) world.redemption = await redeemIn(site, world.home)
  return world
}

type Headers = Record<string, string>
const grantedIn = async (route: string, world: Awaited<ReturnType<typeof worldOf>>) => {
  const headers: Headers = { 'x-test-client': world.home.resident, ...(await callerOf(access[route] as Access).headers(site, world)) }
  const { fields = {}, headers: held = {} } = (await requests[route]?.({ site, world, headers })) ?? {}
  return { fields, headers: { cookie: 'cookies=kept', ...headers, ...held } as Headers }
}

/** Which answers were no answers, with what the log says of them. */
const faults = () => site.log.map((line) => JSON.parse(line)).filter(({ event, status }) => event === 'unexpected' || status >= 500)

const samples = <Value>(arbitrary: fc.Arbitrary<Value>, count: number) => fc.sample(arbitrary, { seed, numRuns: count })

const junkAddress = (route: string, address: string, junk: string) => {
  const at =
    route
      .split(' ')[1]
      ?.split('/')
      .findIndex((part) => part.startsWith(':')) ?? -1
  return at < 0 ? `${address}?${junk}=${junk}` : address.split('/').with(at, junk).join('/')
}

const forms = routeNames.filter((route) => route.startsWith('POST ') && !route.includes('/api/'))

describe.each(forms)('%s', (route) => {
  test('has an answer for every junk anybody may send', async () => {
    const before = faults().length
    const world = await worldOf(route)
    const granted = await grantedIn(route, world)
    const address = addressOf(route, world)
    let way = 0
    const send = (headers: Headers, where: string, fields: Headers, how: number) => {
      const { body, type } = sentAs(fields, how)
      return site.request(where, { method: 'POST', body, headers: { ...headers, 'content-type': type } })
    }
    for (const caller of asking) {
      const headers = { 'x-test-client': caller.name, ...(await caller.headers(site, world)) }
      for (const fields of samples(junkForm(world, granted.fields), rounds)) await send(headers, address, fields, way++)
    }
    for (const fields of samples(junkForm(world, granted.fields), rounds * 8)) await send(granted.headers, address, fields, 0)
    for (const fields of samples(junkForm(world, granted.fields), 8)) await send(granted.headers, address, fields, way++)
    for (const junk of samples(partOfAddress, rounds)) await send(granted.headers, junkAddress(route, address, junk), granted.fields, 0)
    for (const cookie of samples(brokenCookies(granted.headers['cookie'] ?? ''), rounds))
      await send({ ...granted.headers, cookie }, address, granted.fields, 0)
    expect(faults().slice(before)).toEqual([])
  })
})

const pages = routeNames.filter((route) => route.startsWith('GET '))

describe.each(pages)('%s', (route) => {
  test('has an answer for every odd address, query and cookie', async () => {
    const before = faults().length
    const world = await worldOf(route)
    const { headers } = await grantedIn(route, world)
    const address = addressOf(route, world)
    for (const junk of samples(partOfAddress, rounds * 2)) await site.request(junkAddress(route, address, junk), { headers })
    for (const [name = '', value = ''] of samples(
      fc.tuple(fc.constantFrom('q', 'from', 'page', 'day', 'to', 'station'), nastyText),
      rounds * 2,
    ))
      await site.request(`${address}?${name}=${encodeURIComponent(value.toWellFormed())}&${name}=%`, { headers })
    for (const cookie of samples(brokenCookies(headers['cookie'] ?? ''), rounds))
      await site.request(address, { headers: { ...headers, cookie } })
    expect(faults().slice(before)).toEqual([])
  })
})
