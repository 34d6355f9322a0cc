import { afterEach, beforeEach, expect, test } from 'vitest'
import { person } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { calls, deskPath, deskSignupPath, guestFields, residentFields } from '../../../tests/support/desk.ts'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { freshKey, signUp } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let desk: { cookie: string }
let elder: string
beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity()]))
  desk = (await asStaff(site, { role: 'desk' })).headers
  elder = (await resident(site, { name: '李奶奶' })).id
  // The changes are known for half a minute from here on, as in a process that is at work.
  await signUp(site, person(1), 2)
})
afterEach(() => site.close())

const get = (path: string, headers = desk) => calls(site, () => site.request(path, { headers }), 200)
const post = (path: string, fields: Record<string, string>, headers = desk, status = 303) =>
  calls(site, () => site.postForm(path, fields, headers), status)

test('the desk costs one database call an act', async () => {
  expect((await get('/desk/activities/')).counted).toBe(1)
  expect((await get(deskPath)).counted).toBe(1)
  expect((await get(`${deskPath}print/`)).counted).toBe(1)
  expect((await get(deskSignupPath)).counted).toBe(1)
  expect((await get(`${deskSignupPath}?for=${elder}`)).counted).toBe(1)
  expect((await post(deskSignupPath, { act: 'find', sought: '3-2-501', surname: '' }, desk, 200)).counted).toBe(1)
  const { counted, answer } = await post(deskSignupPath, residentFields(elder))
  expect(counted).toBe(1)
  const done = answer.headers.get('location') ?? ''
  expect((await get(done)).counted).toBe(1)
  const receipt = `/desk/signups/${done.split('done=')[1]}/`
  expect((await get(receipt)).counted).toBe(1)
  expect((await post(receipt, {})).counted).toBe(1)
  expect((await post(deskSignupPath, guestFields('', ''), desk, 422)).counted).toBe(0)
})

test('attendance and a change of the occurrence cost one database call each, with everything that follows from it', async () => {
  const change = { reason: '下雨', request_key: freshKey(), kind: 'moved', day: '2026-11-23', time: '15:00' }
  expect((await get(`${deskPath}change/`)).counted).toBe(1)
  expect((await post(`${deskPath}change/`, change)).counted).toBe(1)
  expect((await get(`${deskPath}change/`)).counted).toBe(1)
  expect((await post(deskPath, { came_1: '2' })).counted).toBe(1)
})
