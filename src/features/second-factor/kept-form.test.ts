import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { staffMember } from '../../../tests/support/people.ts'
import { appCode, signInBySlip, slipFor } from '../../../tests/support/signin.ts'
import { cookiesOf, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const hour = 3_600_000
const id = 'staff-1'

let site: TestSite
let secret: string
let headers: { cookie: string }
beforeEach(async () => {
  site = await openSite()
  await staffMember(site, { id, role: 'steward', name: '钱芳' })
  const before = await signInBySlip(site, await slipFor(site, { kind: 'staff', id }))
  const page = await (await site.request('/staff/second-factor/', { headers: before })).json()
  const { app } = (page as { page: { app: { secret: string; sealed: string } } }).page
  secret = app.secret
  const totp = appCode(secret, site.state.now)
  headers = { cookie: cookiesOf(await site.postForm('/staff/second-factor/', { sealed: app.sealed, totp }, before)) }
  site.state.now += 13 * hour
})
afterEach(() => site.close())

const typed = () => ({ name: '李敏', role: 'desk', grid: '', programme: '', request_key: randomUUID() })
const told = async (answer: Response) => {
  const { outage, page } = (await answer.clone().json()) as {
    outage?: { sentence: string; kept?: string }
    page?: { kind: string; kept?: string; path?: string; fields?: [string, string][] }
  }
  return { status: answer.status, sentence: outage?.sentence, kept: outage?.kept ?? page?.kept, page }
}
const lapsed = async (fields: Record<string, string>, path = '/desk/staff/') => told(await site.postForm(path, fields, headers))
const verify = (fields: Record<string, string>, who = headers) => site.postForm('/staff/verify/', fields, who)
const again = '离开得太久了，请再验证一次，然后回到刚才的页面重新提交。'

test('what was typed when the second factor had run out goes on after it is given, by one press', async () => {
  const fields = typed()
  const refused = await lapsed(fields)
  expect([refused.status, refused.sentence]).toEqual([401, '离开得太久了，请再验证一次。刚才填的已经留着，验证好了接着办。'])
  const { kept = '' } = refused
  expect(kept).not.toContain('李敏')
  const asked = await told(await verify({ kept }))
  expect([asked.status, asked.page?.kind, asked.kept]).toEqual([200, 'verify', kept])
  const wrong = await told(await verify({ kept, totp: '12345' }))
  expect([wrong.status, wrong.kept]).toEqual([422, kept])
  const answer = await verify({ kept, totp: appCode(secret, site.state.now) })
  const resumed = await told(answer)
  expect([resumed.status, resumed.page]).toEqual([200, { kind: 'resume', path: '/desk/staff/', fields: Object.entries(fields) }])
  const sent = Object.fromEntries(resumed.page?.fields ?? [])
  const done = await site.postForm(resumed.page?.path ?? '', sent, { cookie: cookiesOf(answer) })
  expect(done.status).toBe(303)
  expect(await rowsOf(site, "SELECT name FROM staff WHERE id <> 'staff-1'")).toEqual([{ name: '李敏' }])
})

test('boxes of one name are all kept', async () => {
  const body = 'tags=a&tags=b&name=x'
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const { kept = '' } = await told(
    await site.request('/desk/households/registration/', { method: 'POST', body, headers: { ...headers, ...type } }),
  )
  const { page } = await told(await verify({ kept, totp: appCode(secret, site.state.now) }))
  expect(page?.fields).toEqual([
    ['tags', 'a'],
    ['tags', 'b'],
    ['name', 'x'],
  ])
})

test('it is kept for whoever typed it, for a quarter of an hour, and never if it is too much or nothing', async () => {
  const { kept = '' } = await lapsed(typed())
  await staffMember(site, { id: 'staff-2', role: 'desk' })
  const theirs = await signInBySlip(site, await slipFor(site, { kind: 'staff', id: 'staff-2' }))
  expect((await told(await verify({ kept }, theirs))).kept).toBeUndefined()
  expect((await told(await verify({ kept: kept.replace(/.(?=.{30}$)/, (sign) => (sign === 'A' ? 'B' : 'A')) }))).kept).toBeUndefined()
  site.state.now += 15 * 60_000
  expect((await told(await verify({ kept }))).kept).toBeUndefined()
  const late = await verify({ kept, totp: appCode(secret, site.state.now) })
  expect([late.status, late.headers.get('location')]).toEqual([303, '/desk/'])
  for (const fields of [{}, { name: 'a'.repeat(10_000) }])
    expect(await lapsed(fields as Record<string, string>)).toMatchObject({ sentence: again })
})

test('it is kept as well when the database is the first to know', async () => {
  const fields = typed()
  const signed = cookiesOf(await verify({ totp: appCode(secret, site.state.now) }))
  await site.client.execute('UPDATE sessions SET second_factor_at = 1')
  const answer = await told(await site.postForm('/desk/staff/', fields, { cookie: signed }))
  expect([answer.status, typeof answer.kept]).toEqual([401, 'string'])
})
