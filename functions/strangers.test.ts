import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleActivity, sampleCatalogue } from '../tests/support/catalogue.ts'
import { asResident, asStaff } from '../tests/support/people.ts'
import { forms } from '../tests/support/permissions/forms.ts'
import { requests } from '../tests/support/permissions/granted-requests.ts'
import {
  addressOf,
  isAboutRedemption,
  isAboutSignup,
  newWorld,
  routeNames,
  takePlaceIn,
  type World,
} from '../tests/support/permissions/permissions.ts'
import { redeemIn } from '../tests/support/rewards.ts'
import { openSite, type TestSite } from '../tests/support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 900 })]))
})
afterAll(() => site.close())

/** Parts of an address that name somebody or something of somebody's; the others name what everybody can read. */
const ids = /:(id|household|resident|redemption|representation|device|response|paper|code)\b/
const routes = routeNames.filter((route) => ids.test(route))

type Headers = Record<string, string>
interface Stranger {
  headers(world: World): Promise<Headers>
  /** What stands in the address: one's own world, or things of another one mixed in. */
  about?(own: World, other: World): World
}

const asSteward = async () => (await asStaff(site, { role: 'steward' })).headers
const strangers = {
  'another resident': { headers: ({ neighbour }) => asResident(site, neighbour) },
  'another grid': { headers: async () => (await asStaff(site, { role: 'grid_worker', scope: 'g2' })).headers },
  'a household it is not of': {
    headers: asSteward,
    about: (own, other) => ({ ...own, home: { ...own.home, household: other.home.household } }),
  },
  'a household it is not of, by its grid worker': {
    headers: async () => (await asStaff(site, { role: 'grid_worker', scope: 'g1' })).headers,
    about: (own, other) => ({ ...own, home: { ...own.home, household: other.home.household } }),
  },
  'whoever knows no key': { headers: async () => ({}) },
} satisfies Record<string, Stranger>
type Who = keyof typeof strangers

const ofHousehold: Who[] = ['another grid']
const ofMember: Who[] = ['another grid', 'a household it is not of', 'a household it is not of, by its grid worker']

/** To whom each of these routes must not answer, or, as a sentence, why whoever may use it may see all of them. */
const refused: Record<string, Who[] | string> = {
  'POST /api/devices/:device/drop-offs': ['whoever knows no key'],
  'GET /me/signups/:id': ['another resident'],
  'POST /me/signups/:id': ['another resident'],
  'POST /me/rewards/:redemption': ['another resident'],
  'GET /desk/households/:household': ofHousehold,
  'POST /desk/households/:household/phones': ofHousehold,
  'POST /desk/households/:household/members': ofHousehold,
  'POST /desk/households/:household/members/:resident': ofMember,
  'POST /desk/households/:household/members/:resident/departure': ofMember,
  'POST /desk/households/:household/members/:resident/slip': ofMember,
  'POST /desk/households/:household/members/:resident/card': ofMember,
  'POST /desk/households/:household/moves': ['another grid', 'a household it is not of'],
  'POST /desk/households/:household/splits': ['another grid', 'a household it is not of'],
  'POST /desk/households/:household/door': ofHousehold,
  'POST /desk/households/:household/merger': ofHousehold,
  'POST /desk/households/:household/representations': ['another grid', 'a household it is not of'],
  'POST /desk/households/:household/representations/:representation/end': ['another grid', 'a household it is not of'],
  'GET /desk/points/households/:household': ofHousehold,
  'POST /desk/points/households/:household': ofHousehold,
  'GET /desk/signups/:id': ['another grid'],
  'POST /desk/signups/:id': ['another grid'],
  'GET /desk/deletions/:resident': ['another grid'],
  'POST /desk/deletions/:resident': ['another grid'],
  'GET /desk/redemptions/:redemption': ['another grid'],
  'POST /desk/redemptions/:redemption': ['another grid'],
  'POST /desk/redemptions/:redemption/cancellation': ['another grid'],
  'POST /desk/redemptions/:redemption/correction': ['another grid'],
  'GET /desk/staff/:id': 'Only the steward comes here, who is in charge of all colleagues.',
  'POST /desk/staff/:id/slips': 'Only the steward comes here, who is in charge of all colleagues.',
  'POST /desk/staff/:id/second-factor': 'Only the steward comes here, who is in charge of all colleagues.',
  'POST /desk/staff/:id/ending': 'Only the steward comes here, who is in charge of all colleagues.',
  'POST /desk/staff/:id/household': 'Only the steward comes here, who is in charge of all colleagues.',
  'POST /desk/points/devices/:device/ending': 'Only the steward comes here, who is in charge of all devices.',
}

test('every route that names somebody or something of somebody’s has a line, and every line is a route', () => {
  expect(Object.keys(refused).sort()).toEqual(routes.toSorted())
})

const tables = [
  ...['households', 'residents', 'representations', 'resident_cards', 'signin_codes', 'staff', 'devices'],
  ...['signups', 'redemptions', 'ledger_transfers', 'household_events'],
]

/** Everything but the audit log, which also tells who tried in vain. */
const everything = async () =>
  (await site.client.batch(tables.map((table) => `SELECT * FROM ${table} ORDER BY 1`))).map(({ rows }) => JSON.stringify(rows))

const worldOf = async (route: string) => {
  const world = await newWorld(site)
  if (isAboutSignup(route)) world.signup = await takePlaceIn(site, world)
  if (isAboutRedemption(route)) world.redemption = await redeemIn(site, world.home)
  return world
}

const ask = async (route: string, world: World, at: World, headers: Headers) => {
  const address = addressOf(route, at)
  if (route.startsWith('GET')) return site.request(address, { headers })
  const asked = { site, world, headers }
  const { fields = forms[route]?.(world) ?? {} } = (await requests[route]?.(asked)) ?? {}
  const before = await everything()
  const answer = await site.postForm(address, fields, headers)
  expect(await everything()).toEqual(before)
  return answer
}

const cases = routes.flatMap((route) => {
  const who = refused[route]
  return Array.isArray(who) ? who.map((name): [string, Who] => [route, name]) : []
})

describe('nothing is shown to and nothing is done for', () => {
  test.each(cases)('%s asked by or about %s', async (route, who) => {
    const [world, other] = [await worldOf(route), await worldOf(route)]
    const { headers, about }: Stranger = strangers[who]
    const answer = await ask(route, world, about?.(world, other) ?? world, {
      'x-test-client': world.home.resident,
      ...(await headers(world)),
    })
    expect([401, 403, 404]).toContain(answer.status)
    const text = await answer.text()
    const secrets = [world.home.phone, other.home.phone, ...(about ? [] : ['王秀英'])]
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })
})

const nobody = (world: World): World => ({
  ...world,
  ...{ device: randomUUID(), signup: randomUUID(), redemption: randomUUID(), colleague: randomUUID(), representation: randomUUID() },
  home: { ...world.home, household: randomUUID(), resident: randomUUID() },
})

describe('an id nobody has', () => {
  test.each(routes)('%s', async (route) => {
    const world = await worldOf(route)
    const headers = route.includes('/me/') ? await asResident(site, world.home.resident) : await asSteward()
    const { status } = await ask(route, world, nobody(world), { 'x-test-client': world.home.resident, ...headers })
    expect([401, 404]).toContain(status)
  })
})
