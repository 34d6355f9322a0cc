import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogueWithCheckers } from '../../../tests/support/checkers.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { CheckerPage } from './page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite(catalogueWithCheckers())
})
afterAll(() => site.close())

const tax = '/checkers/zhuanxiang-fujia-kouchu/'
const age = '/checkers/yanchi-tuixiu/'
const allowance = '/checkers/gaoling-jintie/'

const read = async (answering: Response | Promise<Response>) => {
  const answer = await answering
  const { page } = (answer.status === 303 ? {} : await answer.json()) as { page?: CheckerPage }
  return { status: answer.status, location: answer.headers.get('location'), cache: answer.headers.get('cache-control'), page }
}
const get = (address: string) => read(site.request(address))
const post = (address: string, fields: Record<string, string>) => read(site.postForm(address, fields))
const asks = ({ page }: Awaited<ReturnType<typeof get>>) => page?.step?.question.id

describe('a usual checker', () => {
  test('asks the first question, then the next that fits the answers in the address', async () => {
    expect(asks(await get(tax))).toBe('taxed')
    expect(asks(await get(`${tax}?taxed=yes`))).toBe('children')
    expect(asks(await get(`${tax}?taxed=yes&children=no`))).toBe('degree')
    const { status, page } = await get(`${tax}?taxed=no`)
    expect([status, page?.step, page?.findings.map(({ title }) => title)]).toEqual([200, null, ['现在用不上']])
  })

  test('a form’s answer leads to an address with nothing but answers', async () => {
    expect(await get(`${tax}?asked=taxed&taxed=yes`)).toMatchObject({ status: 303, location: `${tax}?taxed=yes` })
    expect(await get(`${age}?kind=man&asked=born&born.year=1970&born.month=6`)).toMatchObject({
      status: 303,
      location: `${age}?kind=man&born=1970-06`,
    })
  })

  test('a changed answer keeps those that still count, and lets go of those that do not', async () => {
    const later = 'degree=no&certificate=yes&illness=0'
    const rent = `${tax}?taxed=yes&children=no&${later}&housing=rent&city=large&parents=none`
    expect((await get(rent)).page?.step).toBeNull()
    expect(asks(await get(`${rent}&edit=housing`))).toBe('housing')
    const changed = await get(`${rent.replace('housing=rent', 'housing=loan')}&asked=housing`)
    expect(changed.location).toBe(`${tax}?taxed=yes&children=no&${later}&housing=loan&parents=none`)
  })

  test('the way back is the question before', async () => {
    expect((await get(`${tax}?taxed=yes&children=no`)).page?.back).toBe('children')
    expect((await get(tax)).page?.back).toBeNull()
  })

  test('a unit typed behind a number is read over', async () => {
    expect((await get(`${tax}?taxed=yes&illness=${encodeURIComponent('15000元')}`)).page?.answers['illness']).toBe('15000')
    const year = encodeURIComponent('1970年')
    expect((await get(`${age}?kind=man&asked=born&born.year=${year}&born.month=${encodeURIComponent('6月')}`)).location).toBe(
      `${age}?kind=man&born=1970-06`,
    )
  })

  test('full-width digits, spaces and commas are read', async () => {
    expect((await get(`${tax}?taxed=yes&illness=${encodeURIComponent('１５，0 00')}`)).page?.answers['illness']).toBe('15000')
    expect((await get(`${age}?kind=man&asked=born&born.year=${encodeURIComponent('１９７０ ')}&born.month=6`)).location).toBe(
      `${age}?kind=man&born=1970-06`,
    )
  })

  test('what a messenger adds to an address does no harm', async () => {
    expect(asks(await get(`${tax}?taxed=yes&from=singlemessage&isappinstalled=0&elder=1`))).toBe('children')
  })
})

describe('bad input', () => {
  const sentence = async (address: string) => {
    const { status, page } = await get(address)
    return [status, page?.problem?.code, page?.problem?.fields?.[0]?.sentence ?? page?.problem?.sentence, page?.step?.question.id]
  }
  test.each([
    [`${tax}?asked=taxed`, 422, 'answer_invalid', '请从下面选一个。', 'taxed'],
    [`${tax}?taxed=maybe`, 422, 'answer_invalid', '请从下面选一个。', 'taxed'],
    [`${tax}?taxed=constructor`, 422, 'answer_invalid', '请从下面选一个。', 'taxed'],
    [`${tax}?taxed=yes&children=yes&asked=babies&babies=`, 422, 'answer_invalid', '请填一个整数，只写数字，例如 1。没有就填 0。', 'babies'],
    [`${tax}?taxed=yes&children=yes&babies=-1`, 422, 'answer_invalid', '请填一个整数，只写数字，例如 1。没有就填 0。', 'babies'],
    [`${tax}?taxed=yes&children=yes&babies=1.5`, 422, 'answer_invalid', '请填一个整数，只写数字，例如 1。没有就填 0。', 'babies'],
    [`${tax}?taxed=yes&children=yes&babies=10`, 422, 'answer_invalid', '请填 0 到 9 之间的数（个）。', 'babies'],
    [
      `${age}?kind=man&asked=born&born.year=70&born.month=6`,
      422,
      'answer_invalid',
      '请填四位数的年份，再选月份，例如 1970 年 6 月。',
      'born',
    ],
    [
      `${age}?kind=man&asked=born&born.year=1970&born.month=`,
      422,
      'answer_invalid',
      '请填四位数的年份，再选月份，例如 1970 年 6 月。',
      'born',
    ],
    [`${age}?kind=man&born=1970-13`, 422, 'answer_invalid', '请填四位数的年份，再选月份，例如 1970 年 6 月。', 'born'],
    [`${age}?kind=man&born=1899-01`, 422, 'answer_invalid', '年份请填 1940 到 2010 之间的，例如 1970。', 'born'],
    [`${tax}?asked=income`, 422, 'answers_unreadable', '网址里有一处看不懂，可能抄漏了。请从第一个问题重新答。', undefined],
    [`${tax}?edit=__proto__`, 422, 'answers_unreadable', '网址里有一处看不懂，可能抄漏了。请从第一个问题重新答。', undefined],
    [`${tax}?taxed=${'y'.repeat(2000)}`, 414, 'answers_too_long', '网址太长了，读不出您的回答。请从第一个问题重新答。', undefined],
    ['/checkers/nothing/', 404, 'checker_unknown', '没有这个对照。请从“看政策”里重新找，或打电话 0400-5550100 问。', undefined],
    ['/checkers/constructor/', 404, 'checker_unknown', '没有这个对照。请从“看政策”里重新找，或打电话 0400-5550100 问。', undefined],
  ])('%s', async (address, ...told) => {
    expect(await sentence(address)).toEqual(told)
  })

  test('is given back to be mended, and what was right stays', async () => {
    const { page } = await get(`${tax}?taxed=yes&children=yes&pupils=1&asked=babies&babies=abc`)
    expect(page?.step?.typed).toBe('abc')
    expect(page?.answers).toEqual({ taxed: 'yes', children: 'yes', pupils: '1' })
  })

  test('an answer to a question that is not asked is passed over', async () => {
    expect(asks(await get(`${tax}?taxed=yes&children=no&babies=abc`))).toBe('degree')
  })

  test('answers posted to a usual checker lead to its beginning', async () => {
    expect(await post(tax, { taxed: 'yes' })).toMatchObject({ status: 303, location: tax })
  })
})

describe('a sensitive checker', () => {
  const secret = { age: 'from90', registered: 'yes', allowance: 'minimum' }

  test('goes from question to outcome by posts alone, and none of its pages is kept', async () => {
    expect(await get(allowance)).toMatchObject({ status: 200, cache: 'no-store' })
    const second = await post(allowance, { asked: 'age', age: 'from90' })
    expect([second.status, second.location, second.cache, asks(second)]).toEqual([200, null, 'no-store', 'registered'])
    const last = await post(allowance, { ...secret, asked: 'allowance' })
    expect([last.status, last.location, last.cache, last.page?.step]).toEqual([200, null, 'no-store', null])
    expect(last.page?.findings.map(({ title }) => title)).toEqual(['能申请高龄津贴（示例）', '低保照领（示例）', '能享受老年人优待'])
  })

  test('a changed answer keeps the others', async () => {
    const edited = await post(allowance, { ...secret, edit: 'age' })
    expect([asks(edited), edited.page?.answers]).toEqual(['age', secret])
  })

  test('a bad answer is told as everywhere', async () => {
    const { status, page, cache } = await post(allowance, { asked: 'age', age: 'young' })
    expect([status, cache, page?.problem?.fields?.[0]?.sentence]).toEqual([422, 'no-store', '请从下面选一个。'])
  })

  test('an answer in the address is not read, and leads to an address without', async () => {
    expect(await get(`${allowance}?age=from90`)).toMatchObject({ status: 303, location: allowance, page: undefined })
    expect(await get(`${allowance}?edit=age`)).toMatchObject({ status: 303, location: allowance })
    expect(await get(`${allowance}?elder=1`)).toMatchObject({ status: 200 })
  })

  test('a body that is no form is refused with a sentence', async () => {
    const { status, page } = await read(site.post(allowance, { age: 'from90' }))
    expect([status, page?.problem?.sentence]).toEqual([415, '发来的格式不对，没有办成。请从本站页面填写。'])
  })

  test('leaves nothing in the log, and no row', async () => {
    const tables = await site.client.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    const rows = async () =>
      Promise.all(tables.rows.map(async ({ name }) => (await site.client.execute(`SELECT count(*) AS n FROM "${name}"`)).rows[0]?.['n']))
    const before = await rows()
    site.log.length = 0
    await post(allowance, { ...secret, asked: 'allowance' })
    await get(`${allowance}?age=from90`)
    expect(site.log).toHaveLength(2)
    expect(site.log.join('\n')).not.toMatch(/from90|minimum|gaoling/)
    expect(site.log.map((line) => JSON.parse(line)['route'])).toEqual(['/checkers/:slug', '/checkers/:slug'])
    expect(await rows()).toEqual(before)
  })
})
