import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedSample } from '../../../functions/db/sample.ts'
import { count, deskOf } from '../../../tests/support/households.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { sampleHouseholds } from './sample.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

let ids = 0
const seed = async () =>
  seedSample({
    site: site.state.catalogue.site,
    database: site.database,
    vault: await site.host.vault(),
    now: site.state.now,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  })

test('ten buildings have 300 households and 750 people, the same every time, with numbers nobody has', () => {
  const buildings = Array.from({ length: 10 }, (_, place) => String(place + 1))
  const households = sampleHouseholds(buildings, '2026-11-23')
  const people = households.flatMap(({ members }) => members)
  const phones = people.flatMap(({ phone }) => phone ?? [])
  expect([households.length, people.length, new Set(phones).size]).toEqual([300, 750, phones.length])
  expect(phones.filter((phone) => !/^1990000\d{4}$/.test(phone))).toEqual([])
  expect(sampleHouseholds(buildings, '2026-11-23')).toEqual(households)
})

test('the sample is filled in once, and gives new slips each time', async () => {
  const [first, second] = [await seed(), await seed()]
  expect([await count(site, 'FROM households'), await count(site, 'FROM residents'), await count(site, 'FROM staff')]).toEqual([
    180, 450, 5,
  ])
  expect(first?.resident).not.toBe(second?.resident)
  expect(await count(site, 'FROM representations WHERE accepted_at IS NULL')).toBe(0)
  const desk = await deskOf(site)
  expect(await desk.press('', { sought: '1-1-101' })).toMatch(/^\/desk\/households\//)
})

test('where somebody lives already nobody is invented', async () => {
  await resident(site, { name: '王芳' })
  expect(await seed()).toBe(null)
  expect([await count(site, 'FROM residents'), await count(site, 'FROM staff')]).toEqual([1, 0])
})
