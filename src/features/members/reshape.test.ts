import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { count, deskOf, key } from '../../../tests/support/households.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let desk: Awaited<ReturnType<typeof deskOf>>
let home: string
let other: string
let wang: string
let fang: string
beforeEach(async () => {
  site = await openSite()
  desk = await deskOf(site)
  const one = await resident(site, { name: '王建国', relation: 'head' })
  wang = one.id
  home = one.household
  fang = (await resident(site, { name: '王芳', relation: 'child' })).id
  other = (await resident(site, { door: ['3', '2', '502'], name: '李敏', relation: 'head' })).household
})
afterEach(() => site.close())

const done = (household: string, word: string) => `/desk/households/${household}/?done=${word}`
const names = async (household: string) => (await desk.household(household)).members.map(({ name }) => name).sort()
const history = async (household: string) =>
  (await desk.household(household)).history.map(({ kind, people, other }) => [kind, people, other?.door ?? null])

describe('搬到另一户', () => {
  const fields = () => ({ residents: fang, door: '3-2-502', request_key: key(1) })

  test('leads to where the people are, is remembered by both, and twice is once', async () => {
    expect(await desk.press(`${home}/moves`, fields())).toBe(done(other, 'moved'))
    expect(await desk.press(`${home}/moves`, fields())).toBe(done(other, 'moved'))
    expect([await names(home), await names(other)]).toEqual([['王建国'], ['李敏', '王芳'].sort()])
    expect(await history(home)).toEqual([['moved_out', 1, '3栋2单元502']])
    expect(await history(other)).toEqual([['moved_in', 1, '3栋2单元501']])
  })

  test.each([
    [{ door: '3-2-503' }, 404, ['3栋2单元503 还没有登记。请核对门牌。']],
    [{ door: '3-2-501' }, 409, ['这一户现在就是 3栋2单元501，不用改。']],
    [{ door: '77-1-1' }, 422, ['有的地方没填对，请改好再提交。', '没有这一栋。请核对楼栋，或请管理员先在 content/site.yml 的网格里加上。']],
    [{ residents: '' }, 422, ['有的地方没填对，请改好再提交。', '请选是谁。']],
    [{ residents: key(7) }, 404, ['这一户里没有这个人了，可能刚刚搬走或迁出。请看看下面的名单。']],
  ])('%j is refused and nobody moves', async (changes, status, sentences) => {
    expect(await desk.press(`${home}/moves`, { ...fields(), ...changes })).toEqual([status, ...sentences])
    expect([await names(home), await names(other), await count(site, 'FROM household_events')]).toEqual([
      ['王建国', '王芳'].sort(),
      ['李敏'],
      0,
    ])
  })

  test('not everybody: that is another act', async () => {
    expect(await desk.press(`${home}/moves`, { ...fields(), residents: `${fang},${wang}` })).toEqual([
      409,
      '这样一来，原来的门牌就没有人了。全家一起走的，请用“换门牌”或“并户”。',
    ])
  })

  test('not beside a namesake', async () => {
    await resident(site, { door: ['3', '2', '502'], name: '王芳' })
    expect(await desk.press(`${home}/moves`, fields())).toEqual([
      409,
      '王芳：那一户已经有同姓名的人。是同一个人的不用再登记；是两个人的，先把姓名后面加一个字分开。',
    ])
    expect(await names(home)).toEqual(['王建国', '王芳'])
  })
})

describe('分户', () => {
  const fields = () => ({ residents: fang, door: '3-2-503', request_key: key(1) })

  test('makes one new household behind a free door, once', async () => {
    expect(await desk.press(`${home}/splits`, fields())).toBe(done(key(1), 'split'))
    expect(await desk.press(`${home}/splits`, fields())).toBe(done(key(1), 'split'))
    expect([await names(home), await names(key(1))]).toEqual([['王建国'], ['王芳']])
    expect([await history(home), await history(key(1))]).toEqual([[['split', 1, '3栋2单元503']], [['created', 1, '3栋2单元501']]])
  })

  test('not to a door that is taken, and no empty household stays behind', async () => {
    expect(await desk.press(`${home}/splits`, { ...fields(), door: '3-2-502' })).toEqual([
      409,
      '3栋2单元502 已经登记了一户。两家其实是一家的，请用下面的“并户”；不是的，请核对门牌。',
    ])
    expect(await desk.press(`${home}/splits`, { ...fields(), residents: `${fang},${wang}` })).toEqual([
      409,
      '这样一来，原来的门牌就没有人了。全家一起走的，请用“换门牌”或“并户”。',
    ])
    expect(await count(site, 'FROM households')).toBe(2)
  })
})

describe('换门牌', () => {
  test('keeps the household and its history', async () => {
    expect(await desk.press(`${home}/door`, { door: '1-1-101' })).toBe(done(home, 'renumbered'))
    expect(await desk.press(`${home}/door`, { door: '1-1-101' })).toBe(done(home, 'renumbered'))
    expect(await history(home)).toEqual([['renumbered', 2, null]])
    expect(await desk.press('', { sought: '1-1-101' })).toBe(`/desk/households/${home}/`)
    expect((await desk.press('', { sought: '3-2-501' }))?.[0]).toBe(404)
  })

  test('a taken door is refused, with the form for merging at hand', async () => {
    const { page } = await (await desk.post(`${home}/door`, { door: '3-2-502' })).json()
    expect([page.problem.code, page.sent_back]).toEqual(['door_taken', { form: 'door', typed: { door: '3-2-502' } }])
  })
})

describe('并户', () => {
  test('moves everybody, ends the one, and is remembered by both', async () => {
    expect(await desk.press(`${home}/merger`, { door: '3-2-502' })).toBe(done(other, 'merged'))
    expect(await desk.press(`${home}/merger`, { door: '3-2-502' })).toBe(done(other, 'merged'))
    expect([await names(home), await names(other)]).toEqual([[], ['李敏', '王建国', '王芳'].sort()])
    expect((await desk.household(home)).ended).toEqual({ at: site.state.now, into: { id: other, door: '3栋2单元502' } })
    expect([await history(home), await history(other)]).toEqual([[['merged', 2, '3栋2单元502']], [['moved_in', 2, '3栋2单元501']]])
  })

  test('not with a namesake there, and then nobody moves', async () => {
    await resident(site, { door: ['3', '2', '502'], name: '王芳' })
    expect((await desk.press(`${home}/merger`, { door: '3-2-502' }))?.slice(0, 1)).toEqual([409])
    expect([await names(home), (await desk.household(home)).ended]).toEqual([['王建国', '王芳'], null])
  })

  test.each([
    ['3-2-501', 409, '这一户现在就是 3栋2单元501，不用改。'],
    ['3-2-503', 404, '3栋2单元503 还没有登记。请核对门牌。'],
  ])('not into %s', async (door, status, sentence) => {
    expect(await desk.press(`${home}/merger`, { door })).toEqual([status, sentence])
  })

  test('what has ended is changed by nobody', async () => {
    await desk.press(`${home}/merger`, { door: '3-2-502' })
    const gone = [404, '没有找到这一户。请重新找一次。']
    expect(await desk.press(`${home}/door`, { door: '1-1-101' })).toEqual(gone)
    expect(await desk.press(`${home}/splits`, { residents: fang, door: '1-1-101', request_key: key(1) })).toEqual(gone)
  })
})

test('ten who merge the same two households at once merge them once', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => desk.press(`${home}/merger`, { door: '3-2-502' })))
  expect(new Set(answers.map(String))).toEqual(new Set([done(other, 'merged')]))
  expect(await count(site, 'FROM household_events')).toBe(2)
})
