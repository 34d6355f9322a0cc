import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsOf } from '../../../tests/support/desk.ts'
import { pageOf, stationOf } from '../../../tests/support/drop-offs.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { InspectionPage } from './page.ts'

let site: TestSite
let steward: Awaited<ReturnType<typeof stationOf>>
beforeAll(async () => {
  site = await openSite()
  const [east, west] = [await stationOf(site), await stationOf(site, { role: 'station', name: '周杰' }, 'recycling-west')]
  for (let room = 101; room < 121; room++) {
    const { household } = await resident(site, { door: ['3', '1', String(room)], name: '李敏' })
    await east.confirm(household, { 废纸: '1' }, 20)
    if (room === 101) await west.confirm(household, { 废纸: '1.5' }, 30)
  }
  steward = await stationOf(site, { role: 'steward', name: '赵敏' })
})
afterAll(() => site.close())

const look = (week: string) => pageOf<InspectionPage>(steward.get(`/desk/points/inspection/?week=${week}`))

test('ten entries of the week are drawn by lot, the same whenever it is drawn', async () => {
  const drawn = await look('2026-11-25')
  expect([drawn.monday, drawn.entries, drawn.sample.length]).toEqual(['2026-11-23', 21, 10])
  expect((await look('2026-11-23')).sample).toEqual(drawn.sample)
  expect(drawn.sample.at(-1)).toMatchObject({ station: '东区回收屋', by: '孙强', entry: { what: '废纸', points: 20 } })
  expect(new Set(drawn.sample.map(({ entry }) => entry.id)).size).toBe(10)
})

test('without a week it is the last whole one, and what is no day is no week', async () => {
  expect([(await look('')).monday, (await look('2026-13-45')).monday, (await look('')).entries]).toEqual(['2026-11-16', '2026-11-16', 0])
})

test('what is unusual is told with the door and who entered it', async () => {
  expect((await look('2026-11-23')).findings).toMatchObject([
    { kind: 'two_stations', door: '3栋1单元101', by: '周杰', count: 2, points: 50 },
  ])
})

test('a look is one call and a line in the audit log', async () => {
  expect(await callsOf(site, async () => look('2026-11-23'))).toBe(1)
  const { rows } = await site.client.execute("SELECT subject FROM audit_log WHERE act = 'points.inspect' ORDER BY number DESC LIMIT 1")
  expect(rows.map(({ subject }) => subject)).toEqual(['2026-11-23'])
})
