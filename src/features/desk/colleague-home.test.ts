import { afterAll, beforeAll, expect, test } from 'vitest'
import { stationOf, told } from '../../../tests/support/drop-offs.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let steward: Awaited<ReturnType<typeof stationOf>>
let station: Awaited<ReturnType<typeof stationOf>>
let home: string
beforeAll(async () => {
  site = await openSite()
  steward = await stationOf(site, { role: 'steward' })
  station = await stationOf(site, { role: 'station', name: '孙强' })
  home = (await resident(site, { name: '孙强' })).household
})
afterAll(() => site.close())

const address = () => `/desk/staff/${station.id}/`
const register = (fields: Record<string, string>) => steward.press(`${address()}household/`, fields)

test('whoever works at a station and lives here gives no points to the own household, from the moment a steward says so', async () => {
  expect(await told(await register({ sought: '3-2-501', name: '孙强' }))).toBe(`${address()}?done=home`)
  expect(await told(await station.confirm(home, { 废纸: '1' }, 20))).toEqual([
    403,
    '这是您自己家，不能自己记分，所以没有记。请另一位工作人员来办。',
  ])
  expect(await told(await register({ act: 'none' }))).toBe(`${address()}?done=no_home`)
  expect((await station.confirm(home, { 废纸: '1' }, 20)).status).toBe(303)
})

test('whoever is registered in a household does not take that back themselves', async () => {
  const own = `/desk/staff/${steward.id}/`
  const elsewhere = await resident(site, { name: '赵敏', door: ['3', '2', '502'] })
  await resident(site, { name: '赵敏', door: ['3', '2', '503'] })
  expect(await told(await steward.press(`${own}household/`, { sought: '3-2-502', name: '赵敏' }))).toBe(`${own}?done=home`)
  for (const fields of [{ act: 'none' }, { sought: '3-2-503', name: '赵敏' }])
    expect(await told(await steward.press(`${own}household/`, fields as Record<string, string>))).toEqual([
      403,
      '自己住哪一户，登记以后不能自己改。请让另一位管理员来办。',
    ])
  const { rows } = await site.client.execute({ sql: 'SELECT resident FROM staff WHERE id = ?', args: [steward.id] })
  expect(rows[0]?.['resident']).toBe(elsewhere.id)
  const other = await stationOf(site, { role: 'steward', name: '钱芳' })
  expect(await told(await other.press(`${own}household/`, { act: 'none' }))).toBe(`${own}?done=no_home`)
})

test('a door nobody lives behind, a name nobody has there, and a colleague that there is not are said', async () => {
  expect(await told(await register({ sought: '9-9-999', name: '孙强' }))).toEqual([404, '9栋9单元999 还没有登记。请核对门牌。'])
  expect(await told(await register({ sought: '3-2-501', name: '孙' }))).toEqual([
    404,
    '这一户里没有登记叫这个名字的人，所以没有登记。请照居民登记写全名。',
  ])
  const nobody = await steward.press('/desk/staff/nobody/household/', { sought: '3-2-501', name: '孙强' })
  expect(await told(nobody)).toEqual([404, '没有找到这位工作人员。请从下面的名单里重新选。'])
})
