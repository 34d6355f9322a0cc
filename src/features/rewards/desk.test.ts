import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { testNow } from '../../../tests/support/catalogue.ts'
import { callsOf, drawn, goesTo } from '../../../tests/support/desk.ts'
import { asResident, asStaff, resident } from '../../../tests/support/people.ts'
import { givePoints, leftAt, pointsOf, redeemIn, stockUp } from '../../../tests/support/rewards.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let desk: { id: string; headers: { cookie: string } }
let steward: { id: string; headers: { cookie: string } }
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

let rooms = 100
let me: { id: string; household: string }
beforeEach(async () => {
  site.state.now = testNow
  desk = await asStaff(site, { role: 'desk' })
  steward = await asStaff(site, { role: 'steward', name: '钱芳' })
  me = await resident(site, { door: ['3', '1', String(++rooms)], name: '欧阳秀英', relation: 'head' })
})

const post = (path: string, fields: Record<string, string> = {}, headers = desk.headers) =>
  site.postForm(`/desk/redemptions/${path}`, { request_key: freshKey(), ...fields }, headers)
const sentenceOf = async (answer: Response) => {
  const { status, page } = await drawn(answer)
  return [status, (page['problem'] as { sentence: string } | undefined)?.sentence]
}
const reserved = () => redeemIn(site, { household: me.household, resident: me.id })
const codeOf = async () => {
  const { page } = await drawn(site.request('/me/rewards/', { headers: await asResident(site, me.id) }))
  return (page['redemptions'] as { code: string }[])[0]?.code ?? ''
}
const shown = async (id: string) => (await drawn(site.request(`/desk/redemptions/${id}/`, { headers: desk.headers }))).page['redemption']
const lines = async (act: string, looks = false) =>
  (
    await site.client.execute({
      sql: "SELECT detail FROM audit_log WHERE act = ? AND actor IN (?, ?) AND (detail = 'read') = ?",
      args: [act, desk.id, steward.id, looks],
    })
  ).rows.map(({ detail }) => detail)
const belongsTo = (staff: string, who: string) =>
  site.client.execute({ sql: 'UPDATE staff SET resident = ? WHERE id = ?', args: [who, staff] })

describe('a code at the desk', () => {
  test('leads to what is handed out, to which door, with the surname alone', async () => {
    const id = await reserved()
    const code = await codeOf()
    const answer = await post('', { code: `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}` })
    expect(goesTo(answer)).toEqual([303, `/desk/redemptions/${id}/`])
    expect(await shown(id)).toMatchObject({
      title: '洗衣液 2 公斤装',
      door: `3栋1单元${rooms}`,
      surname: '欧阳',
      state: 'waiting',
      points: 600,
    })
    expect(JSON.stringify(await shown(id))).not.toMatch(new RegExp(`秀英|${code}`))
    expect(await lines('redemption.hand_out', true)).toEqual(['read', 'read'])
  })

  test('is handed out once: the second time it says when it was collected', async () => {
    const id = await reserved()
    const code = await codeOf()
    const key = freshKey()
    const calls = await callsOf(site, async () => {
      expect(goesTo(await post(`${id}/`, { request_key: key }))).toEqual([303, `/desk/redemptions/?done=${id}`])
    })
    expect(calls).toBe(1)
    expect(goesTo(await post(`${id}/`, { request_key: key }))).toEqual([303, `/desk/redemptions/?done=${id}`])
    const used = '这个码用过了：2026年11月23日（周一）9:00已经核销，东西领走了，不能再领。'
    site.state.now = testNow + 3_600_000
    expect(await sentenceOf(await post('', { code }))).toEqual([409, used])
    expect(await sentenceOf(await post(`${id}/`))).toEqual([409, used])
    expect(await pointsOf(site, me.household)).toBe(0)
    expect(await lines('redemption.hand_out')).toHaveLength(3)
  })

  test('that is none, or of a redemption that came back, says so', async () => {
    const wrong = '领取码是 8 位字母和数字，没有 0、O、1、I、L。请再看一遍，或再扫一次。'
    const { status, page } = await drawn(post('', { code: '0000' }))
    expect([status, (page['problem'] as { fields: { sentence: string }[] }).fields[0]?.sentence]).toEqual([422, wrong])
    expect(await sentenceOf(await post('', { code: 'ABCDEFGH' }))).toEqual([404, '没有找到这次兑换。请核对领取码，或按门牌查找。'])
    const id = await reserved()
    const code = await codeOf()
    expect(goesTo(await post(`${id}/cancellation/`))).toEqual([303, `/desk/redemptions/${id}/?done=cancelled`])
    const ended = '这次兑换 2026年11月23日（周一）9:00已经取消，积分退回去了。还想要，请重新兑换。'
    expect(await sentenceOf(await post('', { code }))).toEqual([409, ended])
    expect(await sentenceOf(await post(`${id}/`))).toEqual([409, ended])
    expect(await pointsOf(site, me.household)).toBe(600)
  })

  test('past its deadline cannot be used, and the job brings points and piece back', async () => {
    const id = await reserved()
    const code = await codeOf()
    const overdue = '这次兑换过了领取的日子，积分退回去了。还想要，请重新兑换。'
    site.state.now = Date.parse('2026-12-01T00:00:00+08:00') - 1
    expect(goesTo(await post('', { code }, (await asStaff(site, { role: 'station' })).headers))).toEqual([303, `/desk/redemptions/${id}/`])
    site.state.now += 1
    desk = await asStaff(site, { role: 'desk' })
    expect(await sentenceOf(await post('', { code }))).toEqual([409, overdue])
    expect(await sentenceOf(await post(`${id}/`))).toEqual([409, overdue])
    await runJobs(site.host, site.state.catalogue)
    const { rows } = await site.client.execute(
      "SELECT debits_pending FROM ledger_accounts WHERE id = 'item:detergent/stock/service-center'",
    )
    expect([await pointsOf(site, me.household), rows[0]?.['debits_pending']]).toEqual([600, 0])
    expect(await sentenceOf(await post('', { code }))).toEqual([409, overdue])
    expect(await shown(id)).toMatchObject({ state: 'lapsed' })
  })
})

describe('the own household', () => {
  const refused = '不能给自己家兑换或核销，所以没有办。请另一位工作人员来办。'

  test('is not handed anything, and the try is written down', async () => {
    const id = await reserved()
    await belongsTo(desk.id, me.id)
    expect(await sentenceOf(await post(`${id}/`))).toEqual([403, refused])
    expect(await shown(id)).toMatchObject({ state: 'waiting' })
    expect(await lines('redemption.hand_out')).toEqual(['', 'own household'])
  })

  test('gets nothing at the table either', async () => {
    await givePoints(site, me.household, 600)
    await stockUp(site, 'detergent', 'recycling-east', 1)
    await belongsTo(desk.id, me.id)
    const fields = { act: 'redeem', household: me.household, choice: 'detergent/recycling-east' }
    expect(await sentenceOf(await post('table/', fields))).toEqual([403, refused])
    expect(await pointsOf(site, me.household)).toBe(600)
  })
})

describe('a household without a phone', () => {
  test('is found by its door and gets its piece in one batch, with a receipt that says who acted', async () => {
    await givePoints(site, me.household, 700)
    await stockUp(site, 'detergent', 'recycling-east', 1)
    const before = await leftAt(site, 'recycling-east')
    const station = await asStaff(site, { role: 'station', name: '吴勇' })
    const found = await drawn(post('table/', { act: 'find', sought: `3-1-${rooms}`, surname: '欧阳' }, station.headers))
    expect(found.page['home']).toMatchObject({ household: me.household, door: `3栋1单元${rooms}`, surname: '欧阳', available: 700 })
    const key = freshKey()
    const fields = { act: 'redeem', household: me.household, choice: 'detergent/recycling-east', request_key: key }
    const calls = await callsOf(site, async () => {
      expect(goesTo(await post('table/', fields, station.headers))).toEqual([303, `/desk/redemptions/${key}/?done=table`])
    })
    expect(calls).toBe(1)
    expect(goesTo(await post('table/', fields, station.headers))).toEqual([303, `/desk/redemptions/${key}/?done=table`])
    expect(await shown(key)).toMatchObject({ state: 'collected', acted_by: '吴勇', ended_by: '吴勇' })
    expect([await pointsOf(site, me.household), await leftAt(site, 'recycling-east')]).toEqual([100, before - 1])
    const other = { ...fields, choice: 'detergent/service-center' }
    expect((await sentenceOf(await post('table/', other, station.headers)))[0]).toBe(409)
  })

  test('that reserved something and lost its code is found by its door', async () => {
    const id = await reserved()
    const { page } = await drawn(post('table/', { act: 'find', sought: `3-1-${rooms}` }))
    expect(page['home']).toMatchObject({ available: 0, waiting: [{ id, title: '洗衣液 2 公斤装', last_day: '2026-11-30' }] })
    await post(`${id}/cancellation/`)
    expect((await drawn(post('table/', { act: 'find', sought: `3-1-${rooms}` }))).page['home']).toMatchObject({
      available: 600,
      waiting: [],
    })
  })

  test('is told what is missing, and a household that is not there is not', async () => {
    await stockUp(site, 'detergent', 'recycling-east', 1)
    const fields = { act: 'redeem', household: me.household, choice: 'detergent/recycling-east' }
    expect(await sentenceOf(await post('table/', fields))).toEqual([
      409,
      '积分还差 600 分：要 600 分，现在能用 0 分，所以没有换。可以换别的，或攒够再来。',
    ])
    const nowhere = { ...fields, household: 'nowhere' }
    for (const household of ['nowhere', ''])
      expect(await sentenceOf(await post('table/', { ...nowhere, household }))).toEqual([404, '没有找到这一户。请重新找一次。'])
    expect(await sentenceOf(await post('table/', { act: 'find', sought: '3-1-999' }))).toEqual([
      404,
      '3栋1单元999 还没有登记。请核对门牌。',
    ])
    expect(await sentenceOf(await post('table/', { ...fields, choice: '' }))).toEqual([422, '有的地方没填对，请改好再提交。'])
  })
})

describe('a wrong hand-out', () => {
  test('is corrected by the steward with a reason, and both go back', async () => {
    const id = await reserved()
    const left = await leftAt(site, 'service-center')
    await post(`${id}/`)
    expect((await post(`${id}/correction/`, { reason: 'wrong_item' })).status).toBe(403)
    expect((await post(`${id}/correction/`, {}, steward.headers)).status).toBe(422)
    const key = freshKey()
    for (let turn = 0; turn < 2; turn++)
      expect(goesTo(await post(`${id}/correction/`, { reason: 'wrong_item', request_key: key }, steward.headers))).toEqual([
        303,
        `/desk/redemptions/${id}/?done=corrected`,
      ])
    expect([await pointsOf(site, me.household), await leftAt(site, 'service-center')]).toEqual([600, left + 1])
    expect(await shown(id)).toMatchObject({ state: 'corrected', corrected_why: '拿错了东西' })
    expect(await sentenceOf(await post(`${id}/correction/`, { reason: 'wrong_item' }, steward.headers))).toEqual([
      409,
      '这一笔已经更正过了，没有再改。请刷新页面看看。',
    ])
  })

  test('stands on the sheet of its day, by place, as corrected', async () => {
    const id = await reserved()
    await post(`${id}/`)
    await post(`${id}/correction/`, { reason: 'brought_back' }, steward.headers)
    const day = async (query = '') => (await drawn(site.request(`/desk/redemptions/day/${query}`, { headers: desk.headers }))).page['sites']
    const sites = (await day()) as { title: string; lines: { id: string; state: string; door: string; ended_by: string }[] }[]
    const found = sites.find(({ title }) => title === '社区服务中心')?.lines.find((line) => line.id === id)
    expect(found).toMatchObject({ state: 'corrected', door: `3栋1单元${rooms}`, ended_by: '赵敏' })
    expect(await day('?day=2026-11-22')).toEqual([])
  })
})
