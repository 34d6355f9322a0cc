import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { count, deskOf, key } from '../../../tests/support/households.ts'
import { resident } from '../../../tests/support/people.ts'
import { postSlip } from '../../../tests/support/signin.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { actsFor } from './reads.server.ts'

let site: TestSite
let desk: Awaited<ReturnType<typeof deskOf>>
let home: string
let head: string
let child: string
beforeEach(async () => {
  site = await openSite()
  desk = await deskOf(site)
  const one = await resident(site, { name: '王建国', phone: '19900000001', relation: 'head' })
  home = one.household
  head = one.id
  child = (await resident(site, { name: '王小明', relation: 'grandchild', under_14_until: '2034-06-01' })).id
})
afterEach(() => site.close())

const paper = async (kind: 'slip' | 'card', who = head) => {
  const { page } = await (await desk.post(`${home}/members/${who}/${kind}`)).json()
  return page as { kind: string; name: string; code: string; expires_at: number | null }
}

describe('居民卡', () => {
  test('finds its household when scanned, and a new one ends the old', async () => {
    const first = await paper('card')
    expect(first).toMatchObject({ kind: 'card', name: '王建国', code: expect.stringMatching(/^[2-9A-Z]{10}$/) })
    expect(await desk.press('', { sought: first.code.toLowerCase() })).toBe(`/desk/households/${home}/`)
    const second = await paper('card')
    expect((await desk.press('', { sought: first.code }))?.[0]).toBe(404)
    expect(await desk.press('', { sought: second.code })).toBe(`/desk/households/${home}/`)
  })

  test('its code stands in the answer and nowhere in the database', async () => {
    const { code } = await paper('card')
    const { rows } = await site.client.execute('SELECT * FROM resident_cards')
    expect(JSON.stringify(rows)).not.toContain(code)
  })
})

describe('登录纸条', () => {
  test('has a code that signs its resident in', async () => {
    const slip = await paper('slip')
    expect(slip).toMatchObject({ kind: 'slip', name: '王建国', code: expect.stringMatching(/^[2-9A-Z]{8}$/) })
    expect((await site.client.execute('SELECT subject FROM signin_codes')).rows.map(({ subject }) => subject)).toEqual([head])
  })

  test.each(['slip', 'card'] as const)('a %s is not handed over when a later one is out, which goes on working', async (kind) => {
    site.state.now += 1000
    const { code } = await paper(kind)
    const { rows } = await site.client.execute('SELECT * FROM signin_codes')
    site.state.now -= 1
    expect(await desk.press(`${home}/members/${head}/${kind}`)).toEqual([
      409,
      '刚才已经给这位居民打印过另一张，这一张没有用。请用那一张；找不到的，过一分钟再打印。',
    ])
    expect((await site.client.execute('SELECT * FROM signin_codes')).rows).toEqual(rows)
    if (kind === 'slip') expect((await postSlip(site, code)).status).toBe(303)
    else expect(await desk.press('', { sought: code })).toBe(`/desk/households/${home}/`)
  })

  test('is not for a child, whose guardian signs in', async () => {
    expect(await desk.press(`${home}/members/${child}/slip`)).toEqual([
      409,
      '不满 14 岁的孩子不用自己登录。请在下面登记监护人，由监护人替孩子办。',
    ])
    expect(await count(site, 'FROM signin_codes')).toBe(0)
  })
})

describe('家人代办', () => {
  const standing = async (who: string) => {
    const [acting] = await site.database.read([actsFor(who, '2026-11-23')])
    return (acting?.rows ?? []).map(({ id, standing }) => [id, standing])
  }
  const guardian = () => ({ kind: 'guardian', beneficiary: child, representative: head, confirmed: 'yes', request_key: key(1) })

  test('a guardian of the same household acts for a child at once', async () => {
    expect(await desk.press(`${home}/representations`, guardian())).toBe(`/desk/households/${home}/?done=represented`)
    expect(await desk.press(`${home}/representations`, guardian())).toBe(`/desk/households/${home}/?done=represented`)
    expect(await standing(head)).toEqual([
      [head, 'self'],
      [child, 'guardian'],
    ])
    expect((await desk.household(home)).members[1]?.represented_by).toEqual([
      { id: key(1), kind: 'guardian', representative: '王建国', accepted: true },
    ])
  })

  test('a delegate is found by phone, wherever they live, and ends at the desk', async () => {
    const daughter = await resident(site, { door: ['5', '1', '301'], name: '王芳', phone: '19900000002' })
    const fields = { kind: 'delegate', beneficiary: head, phone: '199 0000 0002', confirmed: 'yes', request_key: key(2) }
    expect(await desk.press(`${home}/representations`, fields)).toBe(`/desk/households/${home}/?done=represented`)
    expect(await standing(daughter.id)).toContainEqual([head, 'delegate'])
    const worker = await deskOf(site, { role: 'grid_worker', scope: 'g1' })
    expect((await worker.household(home)).members[0]?.represented_by).toMatchObject([{ representative: null }])
    expect(await desk.press(`${home}/representations/${key(2)}/end`)).toBe(`/desk/households/${home}/?done=representation_ended`)
    expect(await standing(daughter.id)).toEqual([[daughter.id, 'self']])
  })

  const unfit = '这两个人不能这样登记。监护人要是同一户的大人，孩子要不满 14 岁；代办人要是大人，而且不是本人。'
  test.each([
    ['a guardian for a grown-up', () => ({ ...guardian(), beneficiary: head, representative: child }), 409, [unfit]],
    [
      'nobody of that phone',
      () => ({ ...guardian(), kind: 'delegate', phone: '19900000009', beneficiary: head }),
      404,
      ['没有居民登记这个电话。请先把代办人登记进一户，再来办。'],
    ],
    ['oneself', () => ({ ...guardian(), kind: 'delegate', phone: '19900000001', beneficiary: head }), 409, [unfit]],
    ['a delegate for a child', () => ({ ...guardian(), kind: 'delegate', phone: '19900000001' }), 409, [unfit]],
    ['no consent', () => ({ ...guardian(), confirmed: '' }), 422, ['有的地方没填对，请改好再提交。', '请先念给本人听，本人同意了再打勾。']],
  ])('%s', async (_, fields, status, sentences) => {
    expect(await desk.press(`${home}/representations`, fields() as Record<string, string>)).toEqual([status, ...sentences])
    expect(await count(site, 'FROM representations')).toBe(0)
  })

  test('nobody of another household', async () => {
    const other = await resident(site, { door: ['5', '1', '301'], name: '王芳', phone: '19900000002' })
    const fields = { kind: 'delegate', beneficiary: other.id, phone: '19900000001', confirmed: 'yes', request_key: key(3) }
    expect((await desk.press(`${home}/representations`, fields))?.[0]).toBe(404)
    expect(await count(site, 'FROM representations')).toBe(0)
  })
})

test('who left is deleted after the days that content says, with what is kept of them, and counted', async () => {
  await desk.post(`${home}/members/${head}/card`)
  await desk.press(`${home}/members/${head}/departure`)
  const day = 86_400_000
  site.state.now += 179 * day
  await runJobs(site.host, site.state.catalogue)
  expect(await count(site, 'FROM residents')).toBe(2)
  site.state.now += day
  await runJobs(site.host, site.state.catalogue)
  expect([await count(site, 'FROM residents'), await count(site, 'FROM resident_cards')]).toEqual([1, 0])
  expect(await count(site, "FROM job_runs WHERE job = 'leftResidents' AND rows = 1")).toBe(1)
})
