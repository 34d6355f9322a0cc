import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { goesTo } from '../../../tests/support/desk.ts'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { redeemIn } from '../../../tests/support/rewards.ts'
import { freshKey, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let desk: { id: string; headers: { cookie: string } }
let me: { id: string; household: string }
let redemption: string
beforeEach(async () => {
  site = await openSite()
  desk = await asStaff(site, { role: 'desk' })
  me = await resident(site, { name: '欧阳秀英', relation: 'head' })
  redemption = await redeemIn(site, { household: me.household, resident: me.id })
})
afterEach(() => site.close())

const look = (path: string) => site.request(`/desk/redemptions/${path}`, { headers: desk.headers })
const looks = async () =>
  (await rowsOf(site, "SELECT subject FROM audit_log WHERE detail = 'read' ORDER BY number")).map(({ subject }) => subject)

describe('a look at a door with the name of who lives there', () => {
  test('is a line of the audit log, on each page that shows one, also when a form is sent back', async () => {
    for (const path of [`${redemption}/`, `?done=${redemption}`, 'day/?day=2026-11-23', 'nobody/']) await look(path)
    const fields = { act: 'redeem', household: me.household, choice: '', request_key: freshKey() }
    await site.postForm('/desk/redemptions/table/', fields, desk.headers)
    expect(await looks()).toEqual([redemption, redemption, '2026-11-23', '', me.household])
  })

  test('is not given to whoever is signed out, and leaves no line', async () => {
    await site.client.execute({ sql: 'UPDATE sessions SET ended_at = 1 WHERE subject = ?', args: [desk.id] })
    for (const path of [`${redemption}/`, 'day/']) expect(goesTo(await look(path))).toEqual([303, '/staff/verify/'])
    expect(await looks()).toEqual([])
  })
})
