import { afterEach, beforeEach, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { drawn, goesTo } from '../../../tests/support/desk.ts'
import { deskOf } from '../../../tests/support/households.ts'
import { asResident, asStaff, resident } from '../../../tests/support/people.ts'
import { leftAt, pointsOf, redeemIn } from '../../../tests/support/rewards.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let from: { id: string; household: string }
let into: { id: string; household: string }
let redemption: string
beforeEach(async () => {
  site = await openSite()
  from = await resident(site, { door: ['3', '1', '101'], name: '欧阳娜' })
  into = await resident(site, { door: ['3', '1', '102'], name: '李敏' })
  redemption = await redeemIn(site, { household: from.household, resident: from.id })
  const merger = await (await deskOf(site)).post(`${from.household}/merger/`, { door: '3-1-102' })
  expect(merger.status).toBe(303)
})
afterEach(() => site.close())

const seenBy = async ({ id }: { id: string }) =>
  (await drawn(site.request('/me/rewards/', { headers: await asResident(site, id) }))).page['redemptions'] as Record<string, unknown>[]

test('what a household has reserved is shown, with its code, to the one it was merged into', async () => {
  for (const one of [from, into]) expect(await seenBy(one)).toMatchObject([{ state: 'waiting', code: expect.stringMatching(/^\w{8}$/) }])
})

test('and is handed out at the desk to the door they live behind now', async () => {
  const { headers } = await asStaff(site, { role: 'desk' })
  const code = String((await seenBy(into))[0]?.['code'])
  expect(goesTo(await site.postForm('/desk/redemptions/', { code }, headers))).toEqual([303, `/desk/redemptions/${redemption}/`])
  const { page } = await drawn(site.request(`/desk/redemptions/${redemption}/`, { headers }))
  expect(page['redemption']).toMatchObject({ door: '3栋1单元102' })
  const answer = await site.postForm(`/desk/redemptions/${redemption}/`, { request_key: freshKey() }, headers)
  expect(goesTo(answer)).toEqual([303, `/desk/redemptions/?done=${redemption}`])
})

test('and is cancelled by either, with points and piece back for the household they are in now', async () => {
  const before = await leftAt(site, 'service-center')
  const answer = await site.postForm(`/me/rewards/${redemption}/`, { request_key: freshKey() }, await asResident(site, into.id))
  expect(goesTo(answer)).toEqual([303, '/me/rewards/?done=cancelled'])
  await runJobs(site.host, site.state.catalogue)
  expect([await pointsOf(site, into.household), await leftAt(site, 'service-center')]).toEqual([600, before + 1])
})
