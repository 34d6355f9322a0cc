import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { callsOf } from '../../../tests/support/desk.ts'
import { balanceIn, pageOf, stationOf, told } from '../../../tests/support/drop-offs.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { HouseholdPointsPage } from '../points/page.ts'
import { returnOverdue } from '../points/store.server.ts'
import type { WaitingPage } from './page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

type Desk = Awaited<ReturnType<typeof stationOf>>
let rooms = 100
let home: string
let desk: Desk
let second: Desk
let steward: Desk
beforeEach(async () => {
  home = (await resident(site, { door: ['3', '1', String(++rooms)], name: '欧阳娜' })).household
  desk = await stationOf(site)
  second = await stationOf(site, { role: 'desk', name: '钱芳' })
  steward = await stationOf(site, { role: 'steward', name: '赵敏' })
})

const balance = () => balanceIn(site, home)
const waitingAddress = '/desk/drop-offs/waiting/'
const settle = (who: Desk, award: string, decision: string, request_key = randomUUID()) =>
  who.press(waitingAddress, { award, decision, request_key })
const waitingFor = async (who: Desk) =>
  (await pageOf<WaitingPage>(who.get(waitingAddress))).waiting.filter(({ household }) => household === home)

/** 3.5 kilograms and five bottles, above the threshold of 60 points. */
const large = async (who = desk) => {
  const request_key = randomUUID()
  await who.confirm(home, { 废纸: '3.5', 玻璃瓶: '5' }, 80, { request_key })
  return request_key
}

test('above the threshold nothing can be used until a second person confirms, and the caps count it meanwhile', async () => {
  const award = await large()
  expect(await balance()).toBe(0)
  expect((await pageOf(desk.get(`/desk/drop-offs/?done=${award}`))).receipt).toMatchObject({ points: 80, waits: true, available: 0 })
  expect(await waitingFor(desk)).toMatchObject([{ points: 80, own: true, by: '孙强', door: `3栋1单元${rooms}` }])
  expect((await second.press('/desk/drop-offs/', {})).status).toBe(403)
  expect(await told(await settle(desk, award, 'confirmed'))).toEqual([403, '这一笔是您自己记的，要另一位工作人员来确认。'])
  expect((await pageOf(desk.calculate(home, { 废纸: '2' }))).assessed).toMatchObject({ points: 20 })
  const request_key = randomUUID()
  expect(await callsOf(site, async () => settle(second, award, 'confirmed', request_key))).toBe(2)
  expect(await balance()).toBe(80)
  expect(await told(await settle(second, award, 'confirmed', request_key))).toBe('/desk/drop-offs/waiting/?done=confirmed')
  expect(await told(await settle(steward, award, 'rejected'))).toEqual([409, '这一笔已经有人确认，分已经记上了。'])
  expect(await waitingFor(second)).toEqual([])
  expect((await pageOf(desk.calculate(home, { 废纸: '2' }))).assessed).toMatchObject({ points: 20 })
})

test('what is rejected, or overdue after seven days, gives nothing and no longer counts against the caps', async () => {
  const award = await large()
  expect(await told(await settle(second, award, 'rejected'))).toBe('/desk/drop-offs/waiting/?done=rejected')
  expect(await told(await settle(steward, award, 'confirmed'))).toEqual([409, '这一笔已经有人看过，没有记分。要记，请重新称。'])
  const later = await large()
  site.state.now += 7 * 86_400_000
  const third = await stationOf(site, { role: 'desk' })
  expect(await told(await settle(third, later, 'confirmed'))).toEqual([409, '这一笔放得太久，过期了，没有记分。要记，请重新称。'])
  expect(await returnOverdue(site.database, site.state.now)).toBeGreaterThan(1)
  site.state.now -= 7 * 86_400_000
  expect(await balance()).toBe(0)
  expect((await pageOf(desk.calculate(home, { 废纸: '4' }))).assessed).toMatchObject({ points: 80 })
})

test('nobody confirms for the own household, and what there is not is not confirmed', async () => {
  const award = await large()
  const { rows } = await site.client.execute({ sql: 'SELECT id FROM residents WHERE household = ?', args: [home] })
  await site.client.execute({ sql: 'UPDATE staff SET resident = ? WHERE id = ?', args: [rows[0]?.['id'] ?? null, second.id] })
  expect(await told(await settle(second, award, 'confirmed'))).toEqual([
    403,
    '这是您自己家，不能自己记分，所以没有记。请另一位工作人员来办。',
  ])
  expect(await told(await settle(second, randomUUID(), 'confirmed'))).toEqual([404, '没有找到这一笔。请刷新页面，从单子里重新选。'])
})

const address = () => `/desk/points/households/${home}/`
const statement = async () => (await pageOf<HouseholdPointsPage>(steward.get(address()))).statement
const correct = (entry: string, changes: Record<string, string> = {}, who = steward) =>
  who.press(address(), { entry, reason: 'weight', right: '', request_key: randomUUID(), ...changes })

test('a wrong weight goes back and the right one stands beside it, under the same rate and with who did it', async () => {
  const entry = randomUUID()
  await desk.confirm(home, { 废纸: '2.5' }, 50, { request_key: entry })
  expect(await told(await correct(entry, { right: '0.25' }))).toBe(`${address()}?done=corrected`)
  expect(await balance()).toBe(5)
  expect((await statement())?.entries.map(({ what, under, points, state, by }) => [what, under, points, state, by])).toEqual([
    ['废纸', '0.25 公斤 × 每公斤 20 分 = 5 分（2026年下半年积分标准）', 5, 'done', '赵敏'],
    ['更正', '重量或件数记错', -50, 'done', '赵敏'],
    ['废纸', '2.5 公斤 × 每公斤 20 分 = 50 分（2026年下半年积分标准）', 50, 'corrected', '孙强'],
  ])
  expect(await told(await correct(entry))).toEqual([409, '这一笔已经更正过了，没有再改。请刷新页面看看。'])
})

test('a correction to more than the threshold waits for a second person like a drop-off, one to less does not', async () => {
  const entry = randomUUID()
  await desk.confirm(home, { 废纸: '0.5' }, 10, { request_key: entry })
  const request_key = randomUUID()
  for (const _ of ['sent', 'sent again'])
    expect(await told(await correct(entry, { right: '3.5', request_key }))).toBe(`${address()}?done=corrected`)
  expect(await balance()).toBe(0)
  const [waits] = await waitingFor(second)
  expect(waits).toMatchObject({ points: 70, by: '赵敏', entries: [{ what: '废纸' }] })
  expect(await told(await settle(steward, waits?.key ?? '', 'confirmed'))).toEqual([403, '这一笔是您自己记的，要另一位工作人员来确认。'])
  await settle(second, waits?.key ?? '', 'confirmed')
  expect(await balance()).toBe(70)
  const confirmed = (await statement())?.entries.find(({ correctable }) => correctable)
  await correct(confirmed?.id ?? '', { right: '3.25' })
  expect(await balance()).toBe(65)
})

test('a confirmed entry is corrected too; a reason is needed, an entry of another household is not found, spent points stay', async () => {
  const award = await large()
  await settle(second, award, 'confirmed')
  const [bottles, paper] = (await statement())?.entries ?? []
  expect([paper?.what, paper?.by, paper?.correctable]).toEqual(['废纸', '孙强、钱芳', true])
  expect(await told(await correct(paper?.id ?? '', { reason: '' }))).toEqual([
    422,
    '有的地方没填对，所以没有记。请改好再提交。',
    '请选为什么更正。',
  ])
  expect(await told(await correct(paper?.id ?? '', { right: '-1' }))).toEqual([
    422,
    '有的地方没填对，所以没有记。请改好再提交。',
    '重量不对。请写公斤数，最多三位小数，例如 3.5。',
  ])
  const other = (await resident(site, { door: ['3', '1', String(++rooms)], name: '李敏' })).household
  expect(
    await told(
      await steward.press(`/desk/points/households/${other}/`, { entry: paper?.id ?? '', reason: 'weight', request_key: randomUUID() }),
    ),
  ).toEqual([404, '没有找到这一笔，或它不能更正。请从积分单里重新选。'])
  await correct(bottles?.id ?? '', { reason: 'twice' })
  expect(await balance()).toBe(70)
  await site.client.execute({
    sql: `INSERT INTO ledger_transfers (id, unit, debit_account, credit_account, amount, kind, phase, rule, at, actor, digest, detail)
      VALUES (?, 'points', ?, 'points/issuer/community', 30, 'expire', 'single', '', ?, 'job', '', '')`,
    args: [randomUUID(), `points/household/${home}`, site.state.now],
  })
  expect(await told(await correct(paper?.id ?? '', { right: '1' }))).toEqual([
    409,
    '这一笔的积分已经用掉一些：要退 70 分，只剩 40 分，所以没有更正。请和这一户商量，或请管理员处理。',
  ])
})

test('a look at a statement is a line in the audit log and one call; of a household that there is not it says so', async () => {
  expect(await callsOf(site, async () => second.get(address()))).toBe(1)
  const { rows } = await site.client.execute({
    sql: "SELECT subject FROM audit_log WHERE actor = ? AND act = 'points.read'",
    args: [second.id],
  })
  expect(rows.map(({ subject }) => subject)).toEqual([home])
  expect(await told(await second.get(`/desk/points/households/${randomUUID()}/`))).toEqual([
    404,
    '没有找到这一户，或这一户已经撤销。请重新找。',
  ])
})
