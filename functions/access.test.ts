import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleActivity, sampleCatalogue } from '../tests/support/catalogue.ts'
import { forms } from '../tests/support/permissions/forms.ts'
import {
  addressOf,
  type Caller,
  callers,
  isAboutRedemption,
  isAboutSignup,
  isAboutSomebody,
  newWorld,
  routeNames,
  tableSays,
  takePlaceIn,
} from '../tests/support/permissions/permissions.ts'
import { redeemIn } from '../tests/support/rewards.ts'
import { openSite, type TestSite } from '../tests/support/site.ts'
import { type Access, access } from './access.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 900 })]))
})
afterAll(() => site.close())

const routesOf = ({ routes }: TestSite) =>
  [
    ...new Set(routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*')).map(({ method, path }) => `${method} ${path}`)),
  ].sort()

describe('the table of access', () => {
  test('has a line for every route, and every line is a route', () => {
    expect(routeNames.toSorted()).toEqual(routesOf(site))
  })
})

const wayIn = ['/signin/', '/staff/verify/']

/** What a caller met: let in, or which way turned away. */
const outcome = (wanted: Access, { status, headers }: Response) => {
  const location = headers.get('location')
  if (wanted !== 'anyone' && wanted !== 'known' && status === 303 && wayIn.includes(location ?? '')) return `303 ${location}`
  if ([401, 403, 404].includes(status)) return String(status)
  return status >= 500 ? `a fault: ${status}` : 'let in'
}

const linesSoFar = async () => Number((await site.client.execute('SELECT count(*) AS n FROM audit_log')).rows[0]?.['n'])

const visit = async (route: string, caller: Caller) => {
  const world = await newWorld(site)
  if (isAboutSignup(route)) world.signup = await takePlaceIn(site, world)
  if (isAboutRedemption(route)) world.redemption = await redeemIn(site, world.home)
  const headers = { 'x-test-client': world.home.resident, ...(await caller.headers(site, world)) }
  const address = addressOf(route, world)
  const before = await linesSoFar()
  const answer = route.startsWith('GET')
    ? await site.request(address, { headers })
    : await site.postForm(address, forms[route]?.(world) ?? {}, headers)
  return { outcome: outcome(access[route] as Access, answer), lines: (await linesSoFar()) - before }
}

const turnedAway = /^(401|403|404|303 .*)$/

describe.each(routeNames)('%s', (route) => {
  const wanted = access[route] as Access

  test('lets in whom the table lets in, and nobody else', async () => {
    const met: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const caller of callers) {
      const { outcome, lines } = await visit(route, caller)
      const allowed = tableSays(wanted, caller)
      if (!allowed) {
        met[caller.name] = turnedAway.test(outcome) && lines === 0 ? 'turned away' : `${outcome}, ${lines} lines of the audit log`
        expected[caller.name] = 'turned away'
      } else if (caller.own === false && isAboutSomebody(route)) {
        met[caller.name] = outcome
        expected[caller.name] = '404'
      } else {
        met[caller.name] = outcome
        expected[caller.name] = 'let in'
      }
    }
    expect(met).toEqual(expected)
  })
})
