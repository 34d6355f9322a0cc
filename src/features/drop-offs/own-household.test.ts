import { afterEach, beforeEach, expect, test } from 'vitest'
import { stationOf, told } from '../../../tests/support/drop-offs.ts'
import { deskOf } from '../../../tests/support/households.ts'
import { led, somebody } from '../../../tests/support/mine.ts'
import { resident } from '../../../tests/support/people.ts'
import { redeemIn } from '../../../tests/support/rewards.ts'
import { freshKey, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let steward: Awaited<ReturnType<typeof stationOf>>
let station: Awaited<ReturnType<typeof stationOf>>
let me: Awaited<ReturnType<typeof somebody>>
let mother: { id: string; household: string }
beforeEach(async () => {
  site = await openSite()
  steward = await stationOf(site, { role: 'steward' })
  station = await stationOf(site, { role: 'station', name: '孙强' })
  me = await somebody(site, { name: '孙强' })
  mother = await resident(site, { name: '孙奶奶', relation: '父母' })
  const fields = { sought: '3-2-501', name: '孙强' }
  expect(await told(await steward.press(`/desk/staff/${station.id}/household/`, fields))).toBe(`/desk/staff/${station.id}/?done=home`)
})
afterEach(() => site.close())

const refused = [403, '这是您自己家，不能自己记分，所以没有记。请另一位工作人员来办。']
const gives = async (household: string) => told(await station.confirm(household, { 废纸: '1' }, 20))
const handsOut = async (redemption: string) =>
  (await site.postForm(`/desk/redemptions/${redemption}/`, { request_key: freshKey() }, station.headers)).status
const deletesThemselves = async () => expect(led(await me.post('/me/delete/', { understood: 'yes' }))).toEqual([303, '/me/deleted/'])

test('whoever works here and is deleted from the register still gives nothing to the household they lived in', async () => {
  const redemption = await redeemIn(site, { household: mother.household, resident: mother.id })
  await deletesThemselves()
  expect(await gives(mother.household)).toEqual(refused)
  expect(await handsOut(redemption)).toBe(403)
  expect(await rowsOf(site, `SELECT resident, household FROM staff WHERE id = '${station.id}'`)).toEqual([
    { resident: null, household: mother.household },
  ])
})

test('the rule goes along when the household is merged, and ends when a steward says so', async () => {
  await deletesThemselves()
  const other = await resident(site, { door: ['3', '2', '502'], name: '李敏' })
  const desk = await deskOf(site)
  await desk.press(`${mother.household}/merger`, { door: '3-2-502' })
  expect(await gives(other.household)).toEqual(refused)
  expect(await told(await steward.press(`/desk/staff/${station.id}/household/`, { act: 'none' }))).toBe(
    `/desk/staff/${station.id}/?done=no_home`,
  )
  expect(typeof (await gives(other.household))).toBe('string')
})

test('nobody takes the household they are remembered with back themselves', async () => {
  const own = `/desk/staff/${steward.id}/household/`
  const her = await somebody(site, { name: '赵敏', door: ['3', '2', '503'] })
  await resident(site, { name: '赵老师', door: ['3', '2', '503'], relation: '配偶' })
  await steward.press(own, { sought: '3-2-503', name: '赵敏' })
  await her.post('/me/delete/', { understood: 'yes' })
  expect(await told(await steward.press(own, { act: 'none' }))).toEqual([403, '自己住哪一户，登记以后不能自己改。请让另一位管理员来办。'])
})

test('a household that ends with its last resident is remembered with nobody', async () => {
  const alone = await somebody(site, { name: '钱芳', door: ['3', '2', '504'] })
  await site.client.execute({ sql: 'UPDATE staff SET resident = ? WHERE id = ?', args: [alone.id, station.id] })
  await alone.post('/me/delete/', { understood: 'yes' })
  expect(await rowsOf(site, `SELECT resident, household FROM staff WHERE id = '${station.id}'`)).toEqual([
    { resident: null, household: null },
  ])
})
