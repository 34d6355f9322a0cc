import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { countIn } from '../../../tests/support/surveys/browser.ts'
import { sampleSurvey, sampleSurveys } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let headers: Record<string, string>
let doors = 100
beforeAll(async () => {
  const closed = sampleSurvey({ slug: 'closed', closes_on: '2026-11-22' })
  const upcoming = sampleSurvey({ slug: 'upcoming', opens_on: '2026-11-24' })
  const dated = sampleSurvey({
    slug: 'all-kinds',
    respondents: '谁都可以',
    sections: [
      {
        id: 'all',
        title: '各种题',
        questions: [
          { id: 'day', ask: '哪一天？', kind: '日期', required: false, from: '2026-01-01', until: '2026-12-31' },
          {
            id: 'order',
            ask: '先办哪样？',
            kind: '排序',
            required: false,
            options: [
              { id: 'a', label: '甲' },
              { id: 'b', label: '乙' },
              { id: 'c', label: '丙' },
            ],
          },
          {
            id: 'each',
            ask: '每样怎么样？',
            kind: '表格',
            required: true,
            rows: [
              { id: 'lamp', label: '灯' },
              { id: 'lift', label: '电梯' },
            ],
            options: [
              { id: 'good', label: '好' },
              { id: 'bad', label: '不好' },
            ],
          },
          {
            id: 'two',
            ask: '选两项？',
            kind: '多选',
            required: false,
            least: 2,
            most: 2,
            options: [
              { id: 'x', label: '子' },
              { id: 'y', label: '丑' },
              { id: 'z', label: '寅' },
            ],
          },
          { id: 'short', ask: '一句话？', kind: '短文字', required: false, most: 5 },
        ],
      },
    ],
  })
  site = await openSite({ ...sampleCatalogue(), surveys: { ...sampleSurveys, closed, upcoming, 'all-kinds': dated } })
})
beforeEach(async () => {
  headers = await asResident(site, (await resident(site, { door: ['3', '1', String(doors++)], name: '王秀英' })).id)
})
afterAll(() => site.close())

const good = { lives: 'family', persons: 3, wants: ['meals'], words: '谢谢' }
const body = (answers: object, changes: object = {}) => ({ version: 'aaaaaaaaaaaa', answers, request_key: crypto.randomUUID(), ...changes })
const send = (slug: string, sent: unknown, more = headers) => told(site.post(`/api/surveys/${slug}/responses`, sent, more))

const refusal = (status: number, code: string, title: string, errors?: [field: string, code: string, detail: string][]) => ({
  type: `/problems#${code}`,
  title,
  status,
  code,
  ...(errors && { errors: errors.map(([field, code, detail]) => ({ field, code, detail })) }),
})
const invalid = (...errors: [field: string, code: string, detail: string][]) =>
  refusal(422, 'survey_answers_invalid', '有的地方还要改一改，请看下面。', errors)

describe('an answer that does not do is refused with a sentence, and nothing is counted', () => {
  test.each([
    ['a question there is not', { ...good, age: 'old' }, invalid(['age', 'question_unknown', '这份问卷没有这道题，请去掉。'])],
    [
      'a question that was not asked',
      { ...good, lives: 'alone' },
      invalid(['persons', 'answer_not_asked', '按前面的回答，不问这道题，请去掉。']),
    ],
    ['an unknown option', { ...good, wants: ['gold'] }, invalid(['wants', 'option_unknown', '“您需要哪些？”的选项改过，请重新选一次。'])],
    [
      'an option twice',
      { ...good, wants: ['meals', 'meals'] },
      invalid(['wants', 'answer_misshapen', '回答的写法和题目不对应，请按题目的说明写。']),
    ],
    [
      'a choice in the shape of a number',
      { ...good, lives: 1 },
      invalid(['lives', 'answer_misshapen', '回答的写法和题目不对应，请按题目的说明写。']),
    ],
    ['nothing where something must be', { lives: 'alone' }, invalid(['wants', 'answer_missing', '“您需要哪些？”还没有答。请选至少一项。'])],
    ['too many', { ...good, wants: ['meals', 'lift', 'care'] }, invalid(['wants', 'too_many', '“您需要哪些？”最多选 2 项，请去掉几项。'])],
    [
      'none of it together with some of it',
      { ...good, wants: ['meals', 'none'] },
      invalid(['wants', 'exclusive_mixed', '“您需要哪些？”里有一项选了就不能再选别的，请只留一边。']),
    ],
    [
      'a number out of range',
      { ...good, persons: 21 },
      invalid(['persons', 'number_out_of_range', '“家里几口人？”请写 2 到 20 口之间的数。']),
    ],
    ['half a person', { ...good, persons: 2.5 }, invalid(['persons', 'number_unreadable', '“家里几口人？”请只写数字，例如 2。'])],
    [
      'a text that is too long',
      { ...good, words: '长'.repeat(501) },
      invalid(['words', 'text_too_long', '“还有什么想说的？”最多写 500 个字，请写短一些。']),
    ],
    [
      'signs nobody sees',
      { ...good, words: 'a\u202eb' },
      invalid(['words', 'text_unreadable', '“还有什么想说的？”里有看不见的符号，请重新打一遍。']),
    ],
  ])('%s', async (_, answers, expected) => {
    const before = await countIn(site, 'needs')
    const { status, json } = await send('needs', body(answers))
    expect([status, json]).toEqual([422, expected])
    expect(await countIn(site, 'needs')).toBe(before)
  })

  const rest = { each: { lamp: 'good', lift: 'bad' } }
  test.each([
    ['a day there is not', { ...rest, day: '2026-02-29' }, ['day', 'date_unreadable', '“哪一天？”请写年月日，例如 2026-03-01。']],
    [
      'a day outside',
      { ...rest, day: '2027-01-01' },
      ['day', 'date_out_of_range', '“哪一天？”请写 2026年1月1日 到 2026年12月31日 之间的一天。'],
    ],
    ['a row left out', { each: { lamp: 'good' } }, ['each', 'row_missing', '“每样怎么样？”还有几行没有答，请每一行都选一个。']],
    ['too few', { ...rest, two: ['x'] }, ['two', 'too_few', '“选两项？”最少选 2 项，请再选几项。']],
    ['a short text that is long', { ...rest, short: '一二三四五六' }, ['short', 'text_too_long', '“一句话？”最多写 5 个字，请写短一些。']],
  ] as [string, object, [string, string, string]][])('%s', async (_, answers, error) => {
    expect((await send('all-kinds', body(answers))).json).toEqual(invalid(error))
  })

  test('a ranking with a gap, typed into the form', async () => {
    const fields = {
      section: 'all',
      version: 'aaaaaaaaaaaa',
      request_key: crypto.randomUUID(),
      go: 'hand_in',
      'each.lamp': 'good',
      'each.lift': 'bad',
      'order.a': '1',
      'order.b': '3',
    }
    const { status, json } = await told(site.postForm('/surveys/all-kinds/answer/', fields))
    expect([status, (json['page'] as { errors: object; typed: object }).errors]).toEqual([
      422,
      { order: '“先办哪样？”请从 1 开始往下排，一个名次只给一项，中间不要空。' },
    ])
    expect((json['page'] as { typed: object }).typed).toMatchObject({ 'order.a': '1', 'order.b': '3', 'each.lamp': 'good' })
  })
})

describe('a request that does not fit is refused whole', () => {
  test.each([
    ['an unknown field', body(good, { admin: true }), invalid(['admin', 'field_unknown', '多了一项本站不认识的内容，请去掉。'])],
    ['no version', body(good, { version: undefined }), invalid(['version', 'version_missing', '请写明答的是哪一版问卷。'])],
    [
      'no key',
      body(good, { request_key: 'short' }),
      invalid(['request_key', 'request_key_invalid', '这一页放得太久了。请刷新后再填一次。']),
    ],
    ['no answers', body(good, { answers: undefined }), invalid(['answers', 'answers_missing', '请写明回答。'])],
    [
      'a code that is none',
      body(good, { code: 'O0O0O0O0' }),
      invalid(['code', 'printed_code_invalid', '答题码是 8 位字母和数字，没有 0、O、1、I、L。请再看一遍。']),
    ],
  ])('%s', async (_, sent, expected) => expect((await send('needs', sent)).json).toEqual(expected))

  const call = '打电话 0400-5550100'
  test.each([
    ['no such survey', 'gone', body(good), refusal(404, 'survey_unknown', `没有找到这份问卷。请到“问卷和评选”里重新选，或${call}。`)],
    ['one that is closed', 'closed', body(good), refusal(410, 'survey_closed', `2026年11月22日截止，已经不收了。还想说，请${call}。`)],
    ['one that has not begun', 'upcoming', body(good), refusal(409, 'survey_not_open', '还没有开始，2026年11月24日起可以填。')],
    [
      'another wording',
      'needs',
      body(good, { version: 'older' }),
      refusal(409, 'survey_changed', '这份问卷刚刚改过。您填的都还在，请把这一页再看一遍，然后继续。'),
    ],
    [
      'a code nobody has',
      'needs',
      body(good, { code: 'K7M4TPXW' }),
      refusal(422, 'printed_code_wrong', `没有这个答题码，或者已经换了新的。请对着纸再看一遍；还是不行，请${call}。`),
    ],
  ])('%s', async (_, slug, sent, expected) => {
    const { status, json } = await send(slug, sent)
    expect([status, json]).toEqual([expected.status, expected])
  })

  test('nobody the house knows', async () => {
    const { status, json } = await send('needs', body(good), {})
    const sentence = `要知道是哪一户才能算一份。请先登录，或写纸上的答题码；都没有，请${call}，工作人员帮您填。`
    expect([status, json]).toEqual([401, refusal(401, 'respondent_needed', sentence)])
  })

  test('ten megabytes of text', async () => {
    const { status, json } = await send('needs', body({ ...good, words: '长'.repeat(3_500_000) }))
    expect([status, json['code']]).toEqual([413, 'body_too_large'])
    const form = await site.postForm('/surveys/needs/answer/', { section: 'wishes', words: 'x'.repeat(10_000_000) }, headers)
    expect(form.status).toBe(413)
  })

  test.each(['{', '[]', 'null', '"x"'])('%s for a body', async (sent) => {
    const { status } = await send('needs', sent)
    expect(status).toBe(sent === '{' ? 400 : 422)
  })
})

test('wrong codes rest for a while, and the sentence says how long', async () => {
  const from = { 'x-test-client': 'guesser' }
  const statuses: number[] = []
  for (let guess = 0; guess < 21; guess++)
    statuses.push((await send('needs', body(good, { code: `K7M4TP${'23456789ABCDEFGHJKMNPQR'.charAt(guess)}W` }), from)).status)
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 422), 429])
  const { json, headers: told } = await send('needs', body(good, { code: 'K7M4TPXW' }), from)
  expect(json).toEqual(refusal(429, 'too_many_code_guesses', '号码错的次数太多了。请等 15 分钟再试，或打电话 0400-5550100。'))
  expect(told.get('retry-after')).toBe('900')
})
