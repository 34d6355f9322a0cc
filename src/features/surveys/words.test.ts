import { describe, expect, test } from 'vitest'
import { sampleBallot, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import type { Answer, Question } from './schema.ts'
import { answerWords, ballotWords, countedWords, howWords, namingWords, placeWords, standingWords, whenWords } from './words.ts'

const options = [
  { id: 'a', label: '甲' },
  { id: 'b', label: '乙' },
  { id: 'c', label: '丙' },
]
const rows = [
  { id: 'lamp', label: '灯' },
  { id: 'lift', label: '电梯' },
]
const ask = (kind: Question['kind'], changes: Partial<Question> = {}): Question => ({
  id: 'q',
  ask: '问什么？',
  kind,
  required: true,
  ...changes,
})

test.each([
  [ask('单选', { options }), 'b', '乙'],
  [ask('看图选', { options }), 'a', '甲'],
  [ask('多选', { options }), ['a', 'c'], '甲、丙'],
  [ask('排序', { options }), ['c', 'a'], '1. 丙，2. 甲'],
  [ask('打分', { least_word: '差', most_word: '好' }), 5, '5 分（好）'],
  [ask('打分', { least_word: '差', most_word: '好' }), 3, '3 分'],
  [ask('数字', { unit: '口' }), 3, '3 口'],
  [ask('数字'), 3, '3'],
  [ask('日期'), '2026-03-01', '2026年3月1日'],
  [ask('长文字'), '谢谢', '谢谢'],
  [ask('表格', { options, rows }), { lift: 'b', lamp: 'a' }, '灯：甲；电梯：乙'],
] as [Question, Answer, string][])('an answer reads as a person says it: %#', (question, answer, words) =>
  expect(answerWords(question, answer)).toBe(words),
)

test.each([
  [ask('单选', { options }), null],
  [ask('多选', { options }), '可以选几项。'],
  [ask('多选', { options, least: 2 }), '可以选几项，最少 2 项。'],
  [ask('多选', { options, most: 2 }), '最多选 2 项。'],
  [ask('多选', { options, least: 1, most: 2 }), '最多选 2 项。'],
  [ask('排序', { options, most: 2 }), '在最要紧的旁边选“第 1”，再选“第 2”，最多排 2 项。'],
  [ask('打分', { least_word: '差', most_word: '好' }), '1 分是“差”，5 分是“好”。'],
  [ask('数字', { least: 1, most: 21, unit: '顿' }), '只写数字，1 到 21 顿。'],
  [ask('日期'), '写年月日，例如 2026-03-01。'],
  [ask('短文字'), '最多 40 个字。'],
] as [Question, string | null][])('a question says how it is answered: %#', (question, words) => expect(howWords(question)).toBe(words))

test.each([
  [[{ question: 'one', is: ['a', 'b'] }], '如果“选哪个？”选了“甲”或“乙”，请答这一题；不是就不用答。'],
  [[{ question: 'many', least: 3 }], '如果“几口人？”答了不少于 3 口，请答这一题；不是就不用答。'],
  [[{ question: 'many', most: 3 }], '如果“几口人？”答了不多于 3 口，请答这一题；不是就不用答。'],
  [
    [
      { question: 'one', is: ['c'] },
      { question: 'many', least: 2, most: 4 },
    ],
    '如果“选哪个？”选了“丙”，而且“几口人？”答了 2 到 4 口，请答这一题；不是就不用答。',
  ],
  [[], null],
] as [NonNullable<Question['when']>, string | null][])('a question says for whom it is: %#', (when, words) => {
  const questions = [ask('单选', { id: 'one', ask: '选哪个？', options }), ask('数字', { id: 'many', ask: '几口人？', unit: '口' })]
  expect(whenWords(ask('短文字', { when }), questions)).toBe(words)
})

describe('what is told before anything is answered', () => {
  test.each([
    [{ state: 'upcoming' }, '还没开始，2026年11月10日起可以填'],
    [{ state: 'open', days_left: 3 }, '可以填，还有 3 天'],
    [{ state: 'open', days_left: 0 }, '今天是最后一天'],
    [{ state: 'unanswered', waiting_days: 12 }, '2026年12月10日截止，未反馈，已 12 天'],
    [{ state: 'replied', published_on: '2026-12-20' }, '2026年12月10日截止，2026年12月20日有了反馈'],
  ] as const)('where it stands: %#', (standing, words) => expect(standingWords(standing, sampleSurvey())).toBe(words))

  test.each([
    [{}, '匿名：谁交过和交了什么分开存，没有办法对上，工作人员也看不到您答了什么。'],
    [{ respondents: '谁都可以' }, '匿名：不问您是谁，也不存。'],
    [{ naming: '记名', named_reason: '要上门装扶手。' }, '记名：您的回答会和门牌放在一起。要上门装扶手。'],
    [{ naming: '记名', named_reason: '要打电话。', respondents: '每位居民一份' }, '记名：您的回答会和姓名放在一起。要打电话。'],
  ] as const)('whether names are taken: %#', (changes, words) => expect(namingWords(sampleSurvey(changes))).toBe(words))

  test('the rules of a ballot', () => {
    const { ballot } = sampleBallot()
    if (!ballot) throw new Error('the sample is a ballot')
    expect(ballotWords(ballot)).toBe('一份最多选 2 个，票数最多的 1 个入选。票数一样的，并列都入选。')
    expect(ballotWords({ ...ballot, votes: 3 })).toBe('觉得好的都可以选，选几个都行，票数最多的 1 个入选。票数一样的，并列都入选。')
  })

  test('whose set of answers it is', () => {
    expect(countedWords('resident', sampleSurvey())).toBe('算您家的一份。')
    expect(countedWords('resident', sampleSurvey({ respondents: '每位居民一份' }))).toBe('算您的一份。')
    expect(countedWords('code', sampleSurvey())).toBe('用答题码填，算答题码那一份。')
    expect(countedWords('device', sampleSurvey({ respondents: '谁都可以' }))).toBe('公开问卷，不核对是谁，一台手机算一份。')
  })

  test('how far one is', () => {
    const survey = sampleSurvey()
    expect(placeWords({ place: 1, of: 2, survey })).toBe('第 1 页，共 2 页')
    expect(placeWords({ place: 2, of: 2, survey })).toBe('第 2 页，最后一页，再检查一遍就可以交')
    const sections = survey.sections.map((section) => ({ ...section, when: [{ question: 'lives', is: ['alone'] }] }))
    expect(placeWords({ place: 1, of: 2, survey: { sections } })).toBe('第 1 页，共 2 页左右')
  })
})
