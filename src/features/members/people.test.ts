import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { count, deskOf, key } from '../../../tests/support/households.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let desk: Awaited<ReturnType<typeof deskOf>>
let home: string
let head: string
beforeEach(async () => {
  site = await openSite()
  desk = await deskOf(site)
  const one = await resident(site, { name: '王建国', phone: '19900000001', relation: 'head' })
  home = one.household
  head = one.id
})
afterEach(() => site.close())

const person = { name: '王芳', relation: 'child', phone: '', birth_month: '', request_key: key(1) }
const done = (word: string, household = home) => `/desk/households/${household}/?done=${word}`
const names = async () => (await desk.household(home)).members.map(({ name, relation }) => `${name} ${relation}`)

describe('登记一户', () => {
  const fields = { ...person, name: '李敏', relation: 'head', door: '3-2-502' }

  test('makes a household with its first resident, once', async () => {
    expect(await desk.press('registration', fields)).toBe(done('registered', key(1)))
    site.state.now += 60_000
    expect(await desk.press('registration', fields)).toBe(done('registered', key(1)))
    const made = await desk.household(key(1))
    expect(made.members.map(({ name, relation }) => [name, relation])).toEqual([['李敏', '户主']])
    expect(made.history.map(({ kind, people, by }) => [kind, people, by])).toEqual([['created', 1, '钱芳']])
  })

  test.each([
    [{ door: '3-2-501' }, 409, ['3栋2单元501 已经登记了一户。两家其实是一家的，请用下面的“并户”；不是的，请核对门牌。']],
    [{ door: '99-1-1' }, 422, ['有的地方没填对，请改好再提交。', '没有这一栋。请核对楼栋，或请管理员先在 content/site.yml 的网格里加上。']],
    [{ door: '' }, 422, ['有的地方没填对，请改好再提交。', '请写门牌，例如 3-2-501。']],
    [{ phone: '19900000001' }, 409, ['这个电话已经登记在另一位居民名下。请核对号码；共用电话的，这里空着，再登记家人代办。']],
  ])('%j is refused and nothing is half done', async (changes, status, sentences) => {
    expect(await desk.press('registration', { ...fields, ...changes })).toEqual([status, ...sentences])
    expect([await count(site, 'FROM households'), await count(site, 'FROM residents'), await count(site, 'FROM household_events')]).toEqual(
      [1, 1, 0],
    )
  })
})

describe('加一个人', () => {
  test('once, however often it is sent', async () => {
    expect(await desk.press(`${home}/members`, person)).toBe(done('added'))
    expect(await desk.press(`${home}/members`, person)).toBe(done('added'))
    expect(await names()).toEqual(['王建国 户主', '王芳 子女'])
    expect((await desk.household(home)).history.map(({ kind, people }) => [kind, people])).toEqual([['joined', 1]])
  })

  test('a child with its month of birth, and tags only with consent', async () => {
    const child = { ...person, birth_month: '2020-05', tags: 'children', consent: 'yes' }
    await desk.press(`${home}/members`, child)
    const [, added] = (await desk.household(home)).members
    expect(added).toMatchObject({ child: true, birth_month: '2020-05', tags: ['children'] })
    expect((await site.client.execute('SELECT under_14_until FROM residents WHERE id = ?', [key(1)])).rows[0]?.['under_14_until']).toBe(
      '2034-06-01',
    )
  })

  test.each([
    [{ name: '' }, '请写姓名。'],
    [{ name: '=HYPERLINK("x")' }, '姓名不对。请只写汉字、字母和“·”，最多 20 个字。'],
    [{ relation: '' }, '请选和户主的关系。'],
    [{ phone: '123' }, '电话不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000；没有电话就空着。'],
    [{ birth_month: '2020-13' }, '出生年月不对。只写不满 14 岁的孩子，写成 2020-05 这样。'],
    [{ birth_month: '2027-01' }, '出生年月不对。只写不满 14 岁的孩子，写成 2020-05 这样。'],
    [{ birth_month: '2012-10' }, '出生年月不对。只写不满 14 岁的孩子，写成 2020-05 这样。'],
    [{ tags: 'older-people' }, '请先念给本人听，本人同意了再打勾。'],
    [{ tags: 'rich', consent: 'yes' }, '没有这样的人群。请从列出的里面选。'],
    [{ request_key: '' }, '这一页放得太久了。请刷新后再填一次。'],
  ])('%j is sent back', async (changes: Record<string, string>, sentence) => {
    expect(await desk.press(`${home}/members`, { ...person, ...changes })).toEqual([422, '有的地方没填对，请改好再提交。', sentence])
    expect(await names()).toEqual(['王建国 户主'])
  })

  test('what was typed comes back', async () => {
    const { page } = await (await desk.post(`${home}/members`, { ...person, phone: '123' })).json()
    expect(page.sent_back).toEqual({ form: 'members', typed: { ...person, phone: '123' } })
  })

  test('nobody twice, and a phone number only once in the community, without saying whose it is', async () => {
    const twice = '这一户已经有同姓名的人。是同一个人的不用再登记；是两个人的，姓名后面加一个字分开，例如“王芳大”。'
    const taken = '这个电话已经登记在另一位居民名下。请核对号码；共用电话的，这里空着，再登记家人代办。'
    expect(await desk.press(`${home}/members`, { ...person, name: '王建国' })).toEqual([409, twice])
    expect(await desk.press(`${home}/members`, { ...person, phone: '199 0000 0001' })).toEqual([409, taken])
    expect(await count(site, 'FROM residents')).toBe(1)
  })

  test('not to a household that does not exist', async () => {
    expect(await desk.press(`${key(9)}/members`, person)).toEqual([404, '没有找到这一户。请重新找一次。'])
  })

  test('a key that made somebody elsewhere is refused', async () => {
    await desk.press('registration', { ...person, door: '3-2-502', request_key: key(2) })
    await desk.press(`${key(2)}/members`, { ...person, name: '孙文', request_key: key(3) })
    expect(await desk.press(`${home}/members`, { ...person, request_key: key(3) })).toEqual([
      409,
      '这次提交和前一次内容不一样。请刷新页面，重新填写。',
    ])
  })
})

describe('改资料', () => {
  const same = { name: '王建国', relation: 'head', phone: '', birth_month: '' }

  test('an empty phone changes nothing', async () => {
    expect(await desk.press(`${home}/members/${head}`, { ...same, name: '王建军' })).toBe(done('corrected'))
    expect((await desk.household(home)).members[0]).toMatchObject({ name: '王建军', phone: '199****0001' })
  })

  test('the phone is taken off on purpose, and is free for somebody else', async () => {
    await desk.press(`${home}/members/${head}`, { ...same, phone_removed: 'yes' })
    expect((await desk.household(home)).members[0]?.phone).toBe(null)
    expect(await desk.press(`${home}/members`, { ...person, phone: '19900000001' })).toBe(done('added'))
  })

  test('tags go when the consent is taken back', async () => {
    await desk.press(`${home}/members/${head}`, { ...same, tags: 'older-people', consent: 'yes' })
    expect((await desk.household(home)).members[0]?.tags).toEqual(['older-people'])
    await desk.press(`${home}/members/${head}`, same)
    expect((await desk.household(home)).members[0]?.tags).toEqual([])
  })

  test('a refusal leaves tags as they were, too', async () => {
    await desk.press(`${home}/members`, person)
    await desk.press(`${home}/members/${head}`, { ...same, name: '王芳', tags: 'older-people', consent: 'yes' })
    expect((await desk.household(home)).members[0]).toMatchObject({ name: '王建国', tags: [] })
  })

  test('nobody of another household', async () => {
    const other = await resident(site, { door: ['3', '2', '502'], name: '李敏' })
    expect((await desk.press(`${home}/members/${other.id}`, same))?.[0]).toBe(404)
    expect((await desk.household(other.household)).members[0]?.name).toBe('李敏')
  })
})

describe('迁出', () => {
  test('ends sign-in, card, slip and representations, and frees the phone', async () => {
    await desk.press(`${home}/members`, person)
    await desk.press(`${home}/representations`, {
      kind: 'delegate',
      beneficiary: key(1),
      phone: '19900000001',
      confirmed: 'yes',
      request_key: key(5),
    })
    await desk.post(`${home}/members/${head}/card`)
    await desk.post(`${home}/members/${head}/slip`)
    await asResident(site, head)
    expect(await desk.press(`${home}/members/${head}/departure`)).toBe(done('departed'))
    expect(await desk.press(`${home}/members/${head}/departure`)).toBe(done('departed'))
    expect([
      await count(site, 'FROM representations WHERE ended_at IS NULL'),
      await count(site, 'FROM resident_cards WHERE ended_at IS NULL'),
      await count(site, `FROM sessions WHERE ended_at IS NULL AND subject = '${head}'`),
    ]).toEqual([0, 0, 0])
    expect(await count(site, 'FROM signin_codes')).toBe(0)
    expect(await names()).toEqual(['王芳 子女'])
    expect((await site.client.execute('SELECT phone, phone_fingerprint FROM residents WHERE id = ?', [head])).rows[0]).toMatchObject({
      phone: null,
      phone_fingerprint: null,
    })
  })

  test('the last one ends the household, and its door is free', async () => {
    await desk.press(`${home}/members/${head}/departure`)
    expect((await desk.household(home)).ended).toEqual({ at: site.state.now, into: null })
    expect(await desk.press('registration', { ...person, door: '3-2-501' })).toBe(done('registered', key(1)))
  })

  test('signs nobody out who lives elsewhere', async () => {
    const other = await resident(site, { door: ['3', '2', '502'], name: '李敏' })
    await asResident(site, other.id)
    expect((await desk.press(`${home}/members/${other.id}/departure`))?.[0]).toBe(404)
    expect(await count(site, `FROM sessions WHERE subject = '${other.id}' AND ended_at IS NULL`)).toBe(1)
  })
})

test('a grid worker looks and hands out papers, but changes nobody', async () => {
  const worker = await deskOf(site, { role: 'grid_worker', scope: 'g1' })
  expect((await worker.post(`${home}/members`, person)).status).toBe(403)
  expect((await worker.post(`${home}/members/${head}/departure`)).status).toBe(403)
  expect((await worker.post(`${home}/members/${head}/slip`)).status).toBe(200)
})
