import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callsOf } from '../../../tests/support/desk.ts'
import { balanceIn, pageOf, stationOf, told } from '../../../tests/support/drop-offs.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { DevicesPage } from './page.ts'
import { signatureOf } from './signature.server.ts'

let site: TestSite
let steward: Awaited<ReturnType<typeof stationOf>>
let device: { id: string; key: string }
const card = 'ABCDEFGHJK'
let home: string
let rooms = 100

const devicesAddress = '/desk/points/devices/'
const make = async (request_key: string = randomUUID()) =>
  pageOf<DevicesPage>(steward.press(devicesAddress, { name: '东区大秤', station: 'recycling-east', request_key }))

beforeAll(async () => {
  site = await openSite()
  steward = await stationOf(site, { role: 'steward' })
  device = (await make()).made ?? { id: '', key: '' }
})
afterAll(() => site.close())
beforeEach(async () => {
  const { id, household } = await resident(site, { door: ['3', '1', String(++rooms)], name: '欧阳娜' })
  home = household
  const fingerprint = await (await site.host.vault()).fingerprint('resident card', card)
  await site.client.execute('DELETE FROM resident_cards')
  await site.client.execute({
    sql: 'INSERT INTO resident_cards (fingerprint, resident, issued_at, issued_by) VALUES (?, ?, 1, ?)',
    args: [fingerprint, id, 'test'],
  })
})

interface Sending {
  weighings?: unknown
  message?: string
  id?: string
  key?: string
  seconds?: number
  sent?: string
  card?: string
}

const paper = [{ material: '废纸', grams: 2500 }]

/** As a device sends it; `sent` is what arrives in place of what was signed. */
const report = (changes: Sending = {}) => {
  const { weighings = paper, message = randomUUID(), id = device.id, key = device.key, seconds = 0, sent, card: shown = card } = changes
  const path = `/api/devices/${id}/drop-offs`
  const body = JSON.stringify({ card: shown, weighings })
  const timestamp = String(Math.floor(site.state.now / 1000) + seconds)
  const signature = signatureOf(key, { method: 'POST', path, timestamp, message, body })
  return site.post(path, sent ?? body, { 'mulin-timestamp': timestamp, 'mulin-message': message, 'mulin-signature': signature })
}

const why = async (answer: Response | Promise<Response>) => {
  const one = await answer
  const { title, errors } = (await one.json()) as { title: string; errors?: { detail: string }[] }
  return [one.status, title, ...(errors ?? []).map(({ detail }) => detail)]
}
const wrong = '签名不对，或设备已经停用，所以没有记。请核对设备编号和密钥，或打电话 0400-5550100。'

test('a steward makes a device and sees its key once; what it signs is kept sealed', async () => {
  expect(device.key).toMatch(/^[\w-]{43}$/)
  const again = await make(device.id)
  expect(again.made).toBeNull()
  expect(again.devices).toMatchObject([{ id: device.id, name: '东区大秤', station: 'recycling-east', ended_at: null }])
  const { rows } = await site.client.execute('SELECT key FROM devices')
  expect(String(rows[0]?.['key'])).not.toContain(device.key)
  expect(await told(await steward.press(devicesAddress, { name: '', station: 'recycling-east', request_key: randomUUID() }))).toEqual([
    422,
    '有的地方没填对，所以没有记。请改好再提交。',
    '请给设备起个名字，最多 20 个字，例如“东区大秤”。',
  ])
})

test('what a device reports is there at once, under the rules of its station, in three calls', async () => {
  const message = randomUUID()
  let answer: Response | undefined
  const calls = await callsOf(site, async () => {
    answer = await report({ message })
  })
  expect([answer?.status, await answer?.json(), calls]).toEqual([
    201,
    {
      message,
      points: 50,
      waits: false,
      entries: [{ material: '废纸', points: 50, calculation: '2.5 公斤 × 每公斤 20 分 = 50 分（2026年下半年积分标准）' }],
    },
    3,
  ])
  expect(await balanceIn(site, home)).toBe(50)
  expect(await why(report({ weighings: [{ material: '废纸', grams: 20_000 }] }))).toEqual([201, undefined])
  expect(await why(report())).toEqual([409, '这一户今天能得的 100 分已经得满了，所以没有再记。请明天再来。'])
})

test('a message that comes again, ten times at once, is one entry and gets one answer; with another body it is refused', async () => {
  const message = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, async () => (await report({ message })).json()))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await balanceIn(site, home)).toBe(50)
  expect(await why(report({ message, weighings: [{ material: '废纸', grams: 100 }] }))).toEqual([
    409,
    '这次提交和前一次内容不一样，没有再记。请刷新页面，重新填写。',
  ])
})

describe('a message that is not believed', () => {
  test.each([
    ['tampered with', { sent: JSON.stringify({ card, weighings: [{ material: '废纸', grams: 9000 }] }) }],
    ['signed with another key', { key: 'A'.repeat(43) }],
    ['of a device that there is not', { id: randomUUID() }],
  ] as [string, Sending][])('%s', async (_, changes) => {
    expect(await why(report(changes))).toEqual([401, wrong])
    expect(await balanceIn(site, home)).toBe(0)
  })

  test.each([-301, 301])('%i seconds away', async (seconds) => {
    expect(await why(report({ seconds }))).toEqual([401, '消息的时间和网站差了五分钟以上，所以没有记。请校准设备的钟，重新签名再发。'])
  })

  test('of a device that has ended', async () => {
    const { made } = await make()
    expect(await told(await steward.press(`${devicesAddress}${made?.id}/ending/`, {}))).toBe(devicesAddress)
    expect(await why(report(made ?? {}))).toEqual([401, wrong])
    expect(await told(await steward.press(`${devicesAddress}${randomUUID()}/ending/`, {}))).toEqual([
      404,
      '没有找到这台设备。请从单子里重新选。',
    ])
  })
})

describe('a message that says nothing good', () => {
  const invalid = '有的地方没填对，所以没有记。请改好再提交。'
  const grams = '重量要写克数，1 到 500000 的整数。'
  test.each([
    [[{ material: '废纸', grams: -1 }], 422, invalid, grams],
    [[{ material: '废纸', grams: 2.5 }], 422, invalid, grams],
    [[{ material: '废纸', grams: 1e12 }], 422, invalid, grams],
    [[{ material: '废纸', grams: 'NaN' }], 422, invalid, grams],
    [[{ material: '废纸' }], 422, invalid, '这一项不对，请照接口说明填写。'],
    [[...paper, ...paper], 422, invalid, '同一类写了两次，请合成一条。'],
    [[{ material: '废纸', items: 3 }], 422, invalid, '请写重量，例如 3.5。'],
    [[{ material: '黄金', grams: 3 }], 422, '没有这一类回收物。请从单子上重新选一类。'],
    [[], 422, invalid, '这一项不对，请照接口说明填写。'],
  ] as [unknown, ...unknown[]][])('%o', async (weighings, ...expected) => {
    expect(await why(report({ weighings }))).toEqual(expected)
    expect(await balanceIn(site, home)).toBe(0)
  })

  test('a card nobody has', async () => {
    expect(await why(report({ card: 'ABCDEFGHJM' }))).toEqual([404, '没有找到这一户，或这一户已经撤销。请重新找。'])
  })
})
