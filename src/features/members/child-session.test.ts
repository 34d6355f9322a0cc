import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deskOf } from '../../../tests/support/households.ts'
import { led, somebody } from '../../../tests/support/mine.ts'
import { asStaff } from '../../../tests/support/people.ts'
import { givePoints, stockUp } from '../../../tests/support/rewards.ts'
import { postSlip, slipFor } from '../../../tests/support/signin.ts'
import { freshKey, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let young: Awaited<ReturnType<typeof somebody>>
beforeEach(async () => {
  site = await openSite()
  young = await somebody(site, { name: '王小宝', relation: 'grandchild', phone: '19900000007' })
})
afterEach(() => site.close())

const becomesChild = () => site.client.execute({ sql: "UPDATE residents SET under_14_until = '2030-01-01' WHERE id = ?", args: [young.id] })
const sessions = () => rowsOf(site, `SELECT ended_at, ended_by FROM sessions WHERE subject = '${young.id}'`)
const signup = () => {
  const fields = { party_size: '1', notice_version: '2026-11', request_key: freshKey(), for: young.id }
  return young.refused('/activities/tea/2026-11-28/signup/', fields)
}
const opens = (path: string) => site.request(path, { headers: young.headers })
const redeem = () => young.refused('/rewards/detergent/redeem/', { site: 'service-center', request_key: freshKey() })
const taken = async () => [...(await rowsOf(site, 'SELECT id FROM signups')), ...(await rowsOf(site, 'SELECT id FROM redemptions'))]

describe('who turns out to be a child under 14', () => {
  test('by the desk’s correction is signed out with it, and a relative is not', async () => {
    const other = await somebody(site, { name: '王芳' })
    const desk = await deskOf(site)
    const person = { name: '王小宝', relation: 'grandchild', phone: '', birth_month: '2020-05', request_key: freshKey() }
    await desk.press(`${young.household}/members/${young.id}`, person)
    expect(await sessions()).toEqual([{ ended_at: site.state.now, ended_by: expect.stringMatching(/^staff:/) }])
    expect((await other.show('/me/')).status).toBe(200)
    expect(led(await opens('/me/'))).toEqual([303, '/signin/'])
  })

  test('who is grown up by what the desk writes stays signed in', async () => {
    const desk = await deskOf(site)
    const person = { name: '王小宝', relation: 'grandchild', phone: '', birth_month: '2010-05', request_key: freshKey() }
    await desk.press(`${young.household}/members/${young.id}`, person)
    expect(await sessions()).toEqual([{ ended_at: null, ended_by: null }])
  })

  test('by a sheet is signed out with it', async () => {
    const { headers } = await asStaff(site, { role: 'steward' })
    const form = new FormData()
    const lines = ['楼栋,单元,门牌,姓名,关系,电话,出生年月,人群,同意登记人群', '3,2,501,王小宝,孙辈,,2020-05,,']
    form.set('file', new File([lines.join('\n')], 'sheet.csv'))
    form.set('import_now', 'yes')
    expect((await site.request('/desk/sheets/', { method: 'POST', body: form, headers })).status).toBe(200)
    expect(await sessions()).toMatchObject([{ ended_at: site.state.now }])
  })

  test('takes no places and redeems nothing in a session that is still open', async () => {
    await givePoints(site, young.household, 600)
    await stockUp(site, 'detergent', 'service-center', 1)
    await becomesChild()
    expect((await signup()).status).toBe(403)
    expect((await redeem()).status).toBe(401)
    expect(await taken()).toEqual([])
    expect(led(await opens('/me/rewards/'))).toEqual([303, '/signin/'])
    expect(led(await opens('/me/points/'))).toEqual([303, '/signin/'])
  })

  test('takes along what is kept of it in such a session, without the points of the household', async () => {
    const told = async () => (await (await opens('/me/data.json')).json()) as { points: object }
    await givePoints(site, young.household, 600)
    expect((await told()).points).toMatchObject({ available: 600, earned: 600, entries: [{}] })
    await becomesChild()
    expect(await told()).toMatchObject({ resident: { name: '王小宝' }, points: { available: 0, earned: 0, entries: [] } })
  })

  test('gives back nothing in such a session', async () => {
    const taken = await young.signUp()
    await becomesChild()
    expect((await young.post(`/me/signups/${taken}/`, { act: 'cancel' })).status).toBe(401)
    expect(await rowsOf(site, 'SELECT cancelled_at FROM signups')).toEqual([{ cancelled_at: null }])
  })

  test('is shown no form to sign up with, and is asked to sign in after ten minutes at the most', async () => {
    await becomesChild()
    const page = (await young.show('/activities/tea/2026-11-28/signup/')).page as unknown as { people: object[] }
    expect(page.people).toEqual([])
    expect((await young.show('/me/')).page.mine.acts_for).toEqual([])
    site.state.now += 600_000
    expect(led(await young.post('/me/details/', { act: 'person', name: '王小宝', phone: '' }))[0]).toBe(401)
  })

  test('is not signed in by a slip that was printed before', async () => {
    const code = await slipFor(site, { kind: 'resident', id: young.id })
    await becomesChild()
    expect((await postSlip(site, code)).status).toBe(422)
  })
})
