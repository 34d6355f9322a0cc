import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { callsOf, drawn } from '../../../tests/support/desk.ts'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { leftAt, redeemIn } from '../../../tests/support/rewards.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let desk: { id: string; headers: { cookie: string } }
beforeAll(async () => {
  site = await openSite()
  desk = await asStaff(site, { role: 'desk' })
})
afterAll(() => site.close())

const choice = 'detergent/recycling-east'
const record = (fields: Record<string, string>) =>
  site.postForm('/desk/stock/', { choice, request_key: freshKey(), ...fields }, desk.headers)
const done = async (answer: Response) => {
  const said = new URLSearchParams(answer.headers.get('location')?.split('?')[1])
  return [answer.status, said.get('act'), Number(said.get('pieces'))]
}
const refused = async (answer: Response) => {
  const { status, page } = await drawn(answer)
  const { sentence, fields } = page['problem'] as { sentence: string; fields?: { sentence: string }[] }
  return [status, fields?.[0]?.sentence ?? sentence]
}
const there = () => leftAt(site, 'recycling-east')

let before: number
beforeEach(async () => {
  await record({ act: 'delivery', pieces: '3' })
  before = await there()
})

test('a delivery adds pieces, once however often it is sent', async () => {
  const delivery = { act: 'delivery', pieces: '２０', request_key: freshKey() }
  for (let turn = 0; turn < 2; turn++) expect(await done(await record(delivery))).toEqual([303, 'delivery', 20])
  expect(await there()).toBe(before + 20)
  expect(await refused(await record({ ...delivery, pieces: '21' }))).toEqual([
    409,
    '这次提交和前一次内容不一样，没有再记。请刷新页面，重新填写。',
  ])
  const { rows } = await site.client.execute({
    sql: "SELECT subject FROM audit_log WHERE act = 'stock.record' AND actor = ?",
    args: [desk.id],
  })
  expect(rows.at(-1)?.['subject']).toBe(choice)
})

test('a count writes the difference, up or down, and none when there is none', async () => {
  const key = freshKey()
  for (let turn = 0; turn < 2; turn++)
    expect(await done(await record({ act: 'count', pieces: String(before - 1), request_key: key }))).toEqual([303, 'count', -1])
  expect(await there()).toBe(before - 1)
  expect(await done(await record({ act: 'count', pieces: String(before + 2) }))).toEqual([303, 'count', 3])
  expect(await done(await record({ act: 'count', pieces: String(before + 2) }))).toEqual([303, 'count', 0])
  const { rows } = await site.client.execute("SELECT kind, amount FROM ledger_transfers WHERE detail = 'count' ORDER BY number")
  expect(rows.map((row) => ({ ...row }))).toEqual([1, 3].map((amount) => ({ kind: 'correct', amount })))
  expect(await callsOf(site, async () => record({ act: 'count', pieces: '1' }))).toBe(2)
})

test('what is reserved lies there, is counted with the rest, and cannot be counted away', async () => {
  const me = await resident(site, { name: '王秀英' })
  await redeemIn(site, { household: me.household, resident: me.id })
  const { page } = await drawn(site.request('/desk/stock/', { headers: desk.headers }))
  const line = (page['lines'] as { choice: string }[]).find((one) => one.choice === 'detergent/service-center')
  expect(line).toEqual({ choice: 'detergent/service-center', title: '洗衣液 2 公斤装', place: '社区服务中心', there: 1, reserved: 1 })
  expect(await refused(await record({ act: 'count', choice: 'detergent/service-center', pieces: '0' }))).toEqual([
    409,
    '有 1 份已经留给人了，点出来的比这还少，所以没有记。请再点一遍，或先取消几份兑换。',
  ])
})

test.each([
  [{ act: 'delivery', pieces: '0' }, '请写件数，到货写 1 到 9999，清点写 0 到 9999。'],
  [{ act: 'delivery', pieces: '-3' }, '请写件数，到货写 1 到 9999，清点写 0 到 9999。'],
  [{ act: 'count', pieces: '2.5' }, '请写件数，到货写 1 到 9999，清点写 0 到 9999。'],
  [{ act: 'count', pieces: '99999' }, '请写件数，到货写 1 到 9999，清点写 0 到 9999。'],
  [{ act: 'count', pieces: '1', choice: '' }, '请选要哪一样、在哪里。'],
  [{ act: 'count', pieces: '1', choice: 'detergent/moon' }, '请选要哪一样、在哪里。'],
  [{ act: 'burn', pieces: '1' }, '请选要哪一样、在哪里。'],
])('%o is sent back', async (fields, sentence) => {
  expect(await refused(await record(fields))).toEqual([422, sentence])
  expect(await there()).toBe(before)
})
