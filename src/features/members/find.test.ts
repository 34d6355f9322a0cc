import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deskOf } from '../../../tests/support/households.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { byCard, byDoor, peopleOf } from './find.server.ts'
import { answersTo } from './surname.ts'

let site: TestSite
let home: string
beforeEach(async () => {
  site = await openSite()
  const one = await resident(site, { door: ['3', '2', '501'], name: '欧阳娜', phone: '19900000001', relation: 'head' })
  await resident(site, { door: ['3', '2', '501'], name: '王芳', relation: 'spouse' })
  home = one.household
})
afterEach(() => site.close())

describe('one field finds a household', () => {
  test.each(['3-2-501', '3栋2单元501', ' 3号楼２单元501室 ', '3 2 501'])('by the door as typed: %s', async (sought) => {
    const desk = await deskOf(site)
    expect(await desk.press('', { sought })).toBe(`/desk/households/${home}/`)
  })

  test.each(['欧阳', '欧阳娜', '王'])('by door and %s', async (surname) => {
    const desk = await deskOf(site)
    expect(await desk.press('', { sought: '3-2-501', surname })).toBe(`/desk/households/${home}/`)
  })

  test.each(['欧', '李'])('but not by door and %s', async (surname) => {
    const desk = await deskOf(site)
    expect(await desk.press('', { sought: '3-2-501', surname })).toEqual([
      404,
      `3栋2单元501 登记了人家，但没有姓“${surname}”的。请核对门牌，或把姓空着再找。`,
    ])
  })

  test.each([
    ['', 422, '请写门牌，或扫居民卡。'],
    ['你好', 422, '看不懂这个门牌。请写成 3-2-501（楼栋-单元-门牌），没有单元写成 3-501；居民卡是 10 位字母和数字。'],
  ])('%j is told what to write', async (sought, status, sentence) => {
    const desk = await deskOf(site)
    expect(await desk.press('', { sought })).toEqual([status, '有的地方没填对，请改好再提交。', sentence])
  })

  test('a door nobody registered', async () => {
    const desk = await deskOf(site)
    expect(await desk.press('', { sought: '3-2-502' })).toEqual([404, '3栋2单元502 还没有登记。请核对门牌。'])
  })

  test('a card nobody holds', async () => {
    const desk = await deskOf(site)
    expect(await desk.press('', { sought: 'ABCDEFGHJK' })).toEqual([
      404,
      '这张居民卡不能用，可能换过新卡。请改用门牌找，需要的话再发一张。',
    ])
  })
})

test('nothing personal stands in an address or in the log', async () => {
  const desk = await deskOf(site)
  await desk.press('', { sought: '3-2-501', surname: '欧阳' })
  await desk.get(home)
  expect(site.log.join()).not.toMatch(/欧阳|501|199/)
})

test('every search and every look is a line with who and about whom, without a name', async () => {
  const desk = await deskOf(site)
  await desk.post('', { sought: '3-2-501' })
  await desk.get(home)
  const { rows } = await site.client.execute('SELECT actor, act, subject, detail FROM audit_log ORDER BY number')
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { actor: desk.id, act: 'household.find', subject: home, detail: 'door' },
    { actor: desk.id, act: 'household.read', subject: home, detail: '' },
  ])
})

describe('a grid worker', () => {
  test('finds and sees the own grid', async () => {
    const worker = await deskOf(site, { role: 'grid_worker', scope: 'g1' })
    expect(await worker.press('', { sought: '3-2-501' })).toBe(`/desk/households/${home}/`)
    expect((await worker.household(home)).members.map(({ name }) => name)).toEqual(['欧阳娜', '王芳'])
  })

  test('is told of another grid what is told of what does not exist', async () => {
    const worker = await deskOf(site, { role: 'grid_worker', scope: 'g2' })
    expect(await worker.press('', { sought: '3-2-501' })).toEqual([404, '3栋2单元501 还没有登记。请核对门牌。'])
    const [foreign, unknown] = [await worker.get(home), await worker.get('00000000-0000-4000-8000-000000000000')]
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    const bare = async (answer: Response) => (await answer.text()).replace(/"request_key":"[^"]*"/, '')
    expect(await bare(foreign)).toBe(await bare(unknown))
  })

  test.each([
    ['phones', { resident: 'x' }],
    ['members/00000000-0000-4000-8000-000000000001/slip', {}],
    ['members/00000000-0000-4000-8000-000000000001/card', {}],
  ])('gets 404 from %s of another grid', async (path, fields: Record<string, string>) => {
    const worker = await deskOf(site, { role: 'grid_worker', scope: 'g2' })
    expect((await worker.post(`${home}/${path}`, fields)).status).toBe(404)
  })

  test('of a grid that content no longer knows finds nobody', async () => {
    const worker = await deskOf(site, { role: 'grid_worker', scope: 'g9' })
    expect((await worker.get(home)).status).toBe(404)
  })
})

test('a phone number is masked until it is asked for, and that is a line of its own', async () => {
  const desk = await deskOf(site)
  const [head] = (await desk.household(home)).members
  expect(head?.phone).toBe('199****0001')
  const shown = await (await desk.post(`${home}/phones`, { resident: String(head?.id) })).json()
  expect(shown.page.household.members[0].phone).toBe('19900000001')
  const { rows } = await site.client.execute("SELECT subject FROM audit_log WHERE detail = 'phone'")
  expect(rows.map(({ subject }) => subject)).toEqual([head?.id])
})

test('a look at a household cannot be written down as one at somebody who lives elsewhere', async () => {
  const desk = await deskOf(site)
  const elsewhere = await resident(site, { name: '别人家', phone: '19900000077', door: ['3', '2', '502'] })
  for (const somebody of [elsewhere.id, '00000000-0000-4000-8000-000000000000'])
    expect((await desk.post(`${home}/phones`, { resident: somebody })).status).toBe(404)
  const { rows } = await site.client.execute("SELECT subject FROM audit_log WHERE act = 'household.read'")
  expect(rows.map(({ subject }) => subject)).toEqual(['', ''])
})

test('an address with a word in it brings up nothing that is the page’s own', async () => {
  const desk = await deskOf(site)
  for (const word of ['hasOwnProperty', 'toString'])
    expect((await (await desk.get(`${home}/?done=${word}`)).json()).page.done).toBeUndefined()
})

test('what is no id is found nowhere and written down nowhere', async () => {
  const desk = await deskOf(site)
  await desk.post(`${home}/phones`, { resident: '王芳 19900000001' })
  await desk.post(`${home}/members/19900000001/departure`)
  await desk.post(`${home}/representations/19900000001/end`)
  await desk.get('19900000001')
  const { rows } = await site.client.execute('SELECT subject FROM audit_log')
  expect(rows.map(({ subject }) => String(subject)).filter((subject) => /王|1990/.test(subject))).toEqual([])
})

test('a search does not look through the table', async () => {
  const reach = {
    sql: '(:buildings IS NULL OR households.building IN (SELECT value FROM json_each(:buildings)))',
    args: { buildings: '["3"]' },
  }
  const door = byDoor({ building: '3', unit: '2', room: '501' }, reach)
  for (const { sql, args } of [door, byCard('x', reach), peopleOf(door)]) {
    const { rows } = await site.client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args })
    const steps = rows.map(({ detail }) => String(detail))
    expect(steps.filter((step) => /^SCAN (households|residents|resident_cards)/.test(step))).toEqual([])
    expect(steps.join()).toMatch(/SEARCH (households|residents|resident_cards) USING/)
  }
})

test.each([
  ['王芳', '王', true],
  ['欧阳娜', '欧阳', true],
  ['欧阳娜', '欧', false],
  ['欧阳', '欧', true],
  ['阿依古丽·买买提', '阿依', true],
  ['Maria Li', 'maria', true],
  ['王芳', '芳', false],
])('%s answers to %s: %s', (name, asked, answers) => expect(answersTo(name, asked)).toBe(answers))
