import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { routeNames } from '../support/permissions/permissions.ts'
import { morningOfTheTea, roundTripsOf } from '../support/permissions/round-trips.ts'
import { openSite, type TestSite } from '../support/site.ts'

/** How many times one granted request of each route goes to the database. The numbers may only go down. */
const reached = JSON.parse(readFileSync(new URL('round-trips.json', import.meta.url), 'utf8')) as Record<string, number>

let site: TestSite
// A site of its own for each, so that nothing another has read is remembered.
beforeEach(async () => {
  site = await openSite()
  site.state.now = morningOfTheTea
})
afterEach(() => site.close())

test.each(routeNames)('%s goes to the database no more often than it did', async (route) => {
  const { calls, answer } = await roundTripsOf(site, route)
  if (answer.status >= 400) {
    const why = `${answer.status} ${await answer.text()}`
    throw new Error(`the request was refused, so it shows nothing; tests/support/permissions/granted-requests.ts needs a good one: ${why}`)
  }
  const before = reached[route]
  const line = `${JSON.stringify(route)}: ${calls}`
  if (before === undefined) throw new Error(`not counted before: add ${line} to tests/budgets/round-trips.json`)
  expect(calls, 'more often than it did').toBeLessThanOrEqual(before)
  if (calls < before) throw new Error(`less often than it did, well done: write down ${line}`)
})

test('the table holds the routes there are', () => {
  expect(Object.keys(reached)).toEqual(routeNames)
})
