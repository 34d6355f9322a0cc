import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsOf } from '../../../tests/support/desk.ts'
import { pageOf, stationOf } from '../../../tests/support/drop-offs.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { MyPointsPage } from './page.ts'

let site: TestSite
let me: { id: string; household: string }
let desk: Awaited<ReturnType<typeof stationOf>>
beforeAll(async () => {
  site = await openSite()
  me = await resident(site, { name: '欧阳娜' })
  desk = await stationOf(site)
})
afterAll(() => site.close())

const look = async () => {
  const headers = await asResident(site, me.id)
  return pageOf<MyPointsPage>(site.request('/me/points/', { headers }))
}

test('what was weighed a moment ago is there, with the work of who did it and no name, newest first', async () => {
  await desk.confirm(me.household, { 废纸: '1' }, 20)
  await desk.confirm(me.household, { 废纸: '3.5' }, 70)
  const { door, statement } = await look()
  expect([door, statement.available, statement.waiting, statement.earned, statement.expiring]).toEqual(['3栋2单元501', 20, 70, 20, []])
  expect(statement.entries.map(({ what, under, points, state, by }) => [what, under, points, state, by])).toEqual([
    ['废纸', '3.5 公斤 × 每公斤 20 分 = 70 分（2026年下半年积分标准）', 70, 'waiting', '回收点'],
    ['废纸', '1 公斤 × 每公斤 20 分 = 20 分（2026年下半年积分标准）', 20, 'done', '回收点'],
  ])
})

test('it is told thirty days ahead what expires and on which day', async () => {
  site.state.now = Date.parse('2027-11-01T09:00:00+08:00')
  expect((await look()).statement.expiring).toEqual([{ expires_on: '2027-11-30', points: 20 }])
  site.state.now = Date.parse('2027-10-30T09:00:00+08:00')
  expect((await look()).statement.expiring).toEqual([])
  site.state.now = Date.parse('2026-11-23T09:00:00+08:00')
})

test('it costs one call, belongs to the household, and is closed when the session has ended or nobody is signed in', async () => {
  const headers = await asResident(site, me.id)
  // What the desk has changed in the calendar is remembered for half a minute; this look asks for it.
  await look()
  expect(await callsOf(site, async () => site.request('/me/points/', { headers }))).toBe(1)
  const neighbour = await resident(site, { door: ['6', '1', '101'], name: '李敏' })
  const theirs = await asResident(site, neighbour.id)
  expect((await pageOf<MyPointsPage>(site.request('/me/points/', { headers: theirs }))).statement.entries).toEqual([])
  await site.client.execute({
    sql: 'UPDATE residents SET household = NULL, left_at = ? WHERE id = ?',
    args: [site.state.now, neighbour.id],
  })
  expect(await pageOf<MyPointsPage>(site.request('/me/points/', { headers: theirs }))).toMatchObject({
    door: null,
    statement: { available: 0 },
  })
  await site.client.execute({ sql: 'UPDATE sessions SET ended_at = 1 WHERE subject = ?', args: [me.id] })
  expect((await site.request('/me/points/', { headers })).headers.get('location')).toBe('/signin/')
  expect((await site.request('/me/points/')).headers.get('location')).toBe('/signin/')
})
