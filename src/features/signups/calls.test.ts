import { afterEach, beforeEach, expect, test } from 'vitest'
import { person } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { calls } from '../../../tests/support/desk.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { cookiesOf, formPath, freshKey, signUp } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let own: { cookie: string }
let elder: string
beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity()]))
  elder = (await resident(site, { name: '李奶奶' })).id
  own = { cookie: `cookies=kept; ${(await asResident(site, elder)).cookie}` }
  // The changes are known for half a minute from here on, as in a process that is at work.
  await signUp(site, person(1), 2)
})
afterEach(() => site.close())

const get = (path: string, headers = {}) => calls(site, () => site.request(path, { headers }), 200)
const form = () => ({ for: elder, party_size: '1', notice_version: '2026-11', request_key: freshKey() })

test('a signed-in resident costs one database call an act: the page, the signup, its receipt', async () => {
  expect((await get(formPath, own)).counted).toBe(1)
  const { counted, answer } = await calls(site, () => site.postForm(formPath, form(), own), 303)
  expect(counted).toBe(1)
  expect((await get('/signups/current/', { cookie: `${own.cookie}; ${cookiesOf(answer)}` })).counted).toBe(1)
})

test('what the desk has changed is asked for at most once in half a minute, whatever is done meanwhile', async () => {
  const availability = () => get('/api/activities/tea/occurrences/2026-11-28/availability')
  site.state.now += 30_000
  expect((await availability()).counted).toBe(2)
  site.state.now += 29_000
  expect((await availability()).counted).toBe(1)
})
