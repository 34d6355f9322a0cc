import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callsOf } from '../../../tests/support/desk.ts'
import { balanceIn, pageOf, stationOf, told } from '../../../tests/support/drop-offs.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { calculationInWords } from '../points/copy.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

let rooms = 100
let home: string
let door: string
let desk: Awaited<ReturnType<typeof stationOf>>
beforeEach(async () => {
  const room = String(++rooms)
  door = `3-1-${room}`
  home = (await resident(site, { door: ['3', '1', room], name: '欧阳娜' })).household
  desk = await stationOf(site)
})

const balance = () => balanceIn(site, home)
const lines = async (detail: string) =>
  (await site.client.execute({ sql: 'SELECT act FROM audit_log WHERE actor = ? AND detail = ?', args: [desk.id, detail] })).rows.length

describe('the way of a drop-off', () => {
  test('a station is chosen once, a household found by door and surname, and the calculation shown before anything is written', async () => {
    const chosen = await desk.press('/desk/drop-offs/', { act: 'station' })
    expect(chosen.headers.get('set-cookie')).toContain('station=recycling-east; Max-Age=31536000; Path=/desk; HttpOnly')
    const found = await pageOf(desk.press('/desk/drop-offs/', { act: 'find', sought: door, surname: '欧阳' }))
    expect(found.home).toEqual({ id: home, door: `3栋1单元${rooms}`, surnames: ['欧阳'], available: 0 })
    expect(found.rates.map(({ material }) => material)).toEqual(['废纸', '玻璃瓶'])
    const shown = await pageOf(desk.calculate(home, { 废纸: '2.53', 玻璃瓶: ' ' }))
    expect(shown.assessed?.calculations.map(calculationInWords)).toEqual(['2.53 公斤 × 每公斤 20 分 = 50.6 分，四舍五入得 51 分'])
    expect(await balance()).toBe(0)
  })

  test('what is confirmed is there at once, with a slip that says who, under which rate and the new balance', async () => {
    const request_key = randomUUID()
    const answer = await desk.confirm(home, { 废纸: '2.5', 玻璃瓶: '3' }, 56, { request_key })
    expect(await told(answer)).toBe(`/desk/drop-offs/?done=${request_key}`)
    expect(await balance()).toBe(56)
    const { receipt } = await pageOf(desk.get(`/desk/drop-offs/?done=${request_key}`))
    expect(receipt).toMatchObject({ points: 56, waits: false, by: '孙强', available: 56, station: '东区回收屋', door: `3栋1单元${rooms}` })
    expect(receipt?.entries.map(({ what, under, points }) => [what, under, points])).toEqual([
      ['废纸', '2.5 公斤 × 每公斤 20 分 = 50 分（2026年下半年积分标准）', 50],
      ['玻璃瓶', '3 件 × 每件 2 分 = 6 分（2026年下半年积分标准）', 6],
    ])
    const other = await stationOf(site)
    expect((await pageOf(other.get(`/desk/drop-offs/?done=${request_key}`))).receipt).toBeNull()
  })

  test('the same again is one entry, and the same key with something else is refused', async () => {
    const request_key = randomUUID()
    await desk.confirm(home, { 废纸: '1' }, 20, { request_key })
    expect(await told(await desk.confirm(home, { 废纸: '1' }, 20, { request_key }))).toBe(`/desk/drop-offs/?done=${request_key}`)
    expect(await told(await desk.confirm(home, { 废纸: '2' }, 40, { request_key }))).toEqual([
      409,
      '这次提交和前一次内容不一样，没有再记。请刷新页面，重新填写。',
    ])
    expect(await balance()).toBe(20)
  })

  test('a step costs one call to the database, the last one two', async () => {
    expect(await callsOf(site, async () => desk.press('/desk/drop-offs/', { act: 'find', sought: door, surname: '欧阳' }))).toBe(1)
    expect(await callsOf(site, async () => desk.calculate(home, { 废纸: '1' }))).toBe(1)
    const request_key = randomUUID()
    expect(await callsOf(site, async () => desk.confirm(home, { 废纸: '1' }, 20, { request_key }))).toBe(2)
    expect(await callsOf(site, async () => desk.get(`/desk/drop-offs/?done=${request_key}`))).toBe(1)
  })
})

describe('what is refused, with nothing written', () => {
  afterEach(async () => expect(await balance()).toBe(0))
  const invalid = '有的地方没填对，所以没有记。请改好再提交。'
  const weight = '重量不对。请写公斤数，最多三位小数，例如 3.5。'
  test.each([
    [{ 废纸: '-1' }, 422, invalid, weight],
    [{ 废纸: '0.0005' }, 422, invalid, weight],
    [{ 废纸: 'NaN' }, 422, invalid, weight],
    [{ 废纸: '1e9' }, 422, invalid, weight],
    [{ 废纸: '999999' }, 422, invalid, '一次最多 500 公斤。请再看一遍秤，真有这么多请分几次称。'],
    [{ 玻璃瓶: '2.5' }, 422, invalid, '件数不对。请写 1 到 1000 的整数。'],
    [{ 黄金: '1' }, 422, '没有这一类回收物。请从单子上重新选一类。'],
    [{ 废纸: ' ' }, 422, '还没有写重量或件数，所以没有记。请至少填一样。'],
    [{ 废纸: '0.02' }, 409, '太轻了，不够 1 分，所以没有记。可以攒多一些再来。'],
  ] as [Record<string, string>, ...unknown[]][])('%o', async (weights, ...expected) => {
    expect(await told(await desk.calculate(home, weights))).toEqual(expected)
    expect(await told(await desk.confirm(home, weights, 1))).toEqual(expected)
  })

  test('a material of another station, a station that is gone, a household that is gone', async () => {
    const west = await stationOf(site, { role: 'station' }, 'recycling-west')
    expect(await told(await west.calculate(home, { 玻璃瓶: '1' }))).toEqual([
      409,
      '这个回收点不收这一类。请换一个回收点，或打电话 0400-5550100 问问。',
    ])
    expect(await told(await desk.confirm(home, { 废纸: '1' }, 20, { station: 'recycling-north' }))).toEqual([
      422,
      '没有这个回收点，或它已经撤了，所以没有记。请重新选回收点，或打电话 0400-5550100。',
    ])
    expect(await told(await desk.confirm(randomUUID(), { 废纸: '1' }, 20))).toEqual([404, '没有找到这一户，或这一户已经撤销。请重新找。'])
  })

  test('a day without a rate', async () => {
    site.state.now = Date.parse('2026-06-30T09:00:00+08:00')
    const earlier = await stationOf(site)
    expect(await told(await earlier.calculate(home, { 废纸: '1' }))).toEqual([
      409,
      '这一类今天没有积分标准，所以没有记。请先收下，再打电话 0400-5550100。',
    ])
    site.state.now = Date.parse('2026-11-23T09:00:00+08:00')
  })

  test('the own household, which leaves a line in the audit log', async () => {
    const { rows } = await site.client.execute({ sql: 'SELECT id FROM residents WHERE household = ?', args: [home] })
    await site.client.execute({ sql: 'UPDATE staff SET resident = ? WHERE id = ?', args: [rows[0]?.['id'] ?? null, desk.id] })
    const sentence = '这是您自己家，不能自己记分，所以没有记。请另一位工作人员来办。'
    expect(await told(await desk.confirm(home, { 废纸: '1' }, 20))).toEqual([403, sentence])
    expect(await lines('own household')).toBe(1)
  })

  test('points that are no longer those that were shown', async () => {
    expect(await told(await desk.confirm(home, { 废纸: '1' }, 30))).toEqual([409, '情况刚刚有变动，所以没有记。请刷新页面，再看一遍。'])
  })
})

describe('caps', () => {
  test('what is over is cut, and the page says how much is still possible', async () => {
    await desk.confirm(home, { 废纸: '2.5' }, 50)
    const shown = await pageOf(desk.calculate(home, { 废纸: '3' }))
    expect(shown.assessed?.calculations.map(calculationInWords)).toEqual([
      '3 公斤 × 每公斤 20 分 = 60 分；每户每天最多 100 分，还能得 50 分，记 50 分',
    ])
    await desk.confirm(home, { 废纸: '3' }, 50)
    expect(await told(await desk.calculate(home, { 废纸: '1' }))).toEqual([
      409,
      '这一户今天能得的 100 分已经得满了，所以没有再记。请明天再来。',
    ])
  })

  test('of many at once no more is given than the cap of the day', async () => {
    const desks = await Promise.all(Array.from({ length: 8 }, () => stationOf(site)))
    await Promise.all(desks.map((one) => one.confirm(home, { 废纸: '2' }, 40)))
    expect(await balance()).toBe(80)
  })

  test('one inspector gives no more in a day than the community says', async () => {
    const { fraud } = site.state.catalogue.site.points
    const usual = fraud.cap_per_inspector_per_day_points
    fraud.cap_per_inspector_per_day_points = 50
    await desk.confirm(home, { 废纸: '2' }, 40)
    expect(await told(await desk.calculate(home, { 废纸: '1' }))).toEqual([
      409,
      '您今天还能记 10 分，这一次是 20 分，所以没有记。请另一位工作人员来记。',
    ])
    fraud.cap_per_inspector_per_day_points = usual
  })
})
