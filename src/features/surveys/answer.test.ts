import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../kernel/calendar.ts'
import { fieldsOf, readAnswer, readAnswers } from './answer.ts'
import { numberIn } from './limits.ts'
import type { Answer, AnswerFault, Fields, Question } from './schema.ts'

const ids = ['meals', 'lift', 'care', 'none']
const options = ids.map((id) => ({ id, label: id, ...(id === 'none' && { exclusive: true }) }))
const plain = options.map(({ id, label }) => ({ id, label }))
const rows = ['light', 'waste', 'parking'].map((id) => ({ id, label: id }))

/** One question of each kind. */
const questions: Record<Question['kind'], Question> = {
  单选: { id: 'q', ask: 'q', kind: '单选', required: true, options: plain },
  看图选: { id: 'q', ask: 'q', kind: '看图选', required: true, options: plain },
  多选: { id: 'q', ask: 'q', kind: '多选', required: true, options, least: 2, most: 2 },
  打分: { id: 'q', ask: 'q', kind: '打分', required: true, least: 1, most: 5 },
  数字: { id: 'q', ask: 'q', kind: '数字', required: true, least: 1, most: 5000 },
  日期: { id: 'q', ask: 'q', kind: '日期', required: true, from: '2020-01-01', until: '2026-12-31' },
  短文字: { id: 'q', ask: 'q', kind: '短文字', required: true },
  长文字: { id: 'q', ask: 'q', kind: '长文字', required: true, most: 60 },
  排序: { id: 'q', ask: 'q', kind: '排序', required: true, options: plain, most: 3 },
  表格: { id: 'q', ask: 'q', kind: '表格', required: true, options: plain, rows },
}

const choice = fc.constantFrom(...ids)
const written = (most: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: most })
    .map((text) => text.normalize('NFC').trim())
    .filter((text) => text !== '' && [...text].length <= most && !/[\p{Cc}\p{Bidi_Control}\p{Cs}]/u.test(text))

/** Sound answers of each kind. */
const sound: Record<Question['kind'], fc.Arbitrary<Answer>> = {
  单选: choice,
  看图选: choice,
  多选: fc.constantFrom(['meals', 'lift'], ['meals', 'care'], ['lift', 'care'], ['none']),
  打分: fc.integer({ min: 1, max: 5 }),
  数字: fc.integer({ min: 1, max: 5000 }),
  日期: fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2020-01-01', days)),
  短文字: written(40),
  长文字: written(60),
  排序: fc.shuffledSubarray(ids, { minLength: 1, maxLength: 3 }),
  表格: fc.record({ light: choice, waste: choice, parking: choice }),
}

describe('what is written for an answer is read as that answer', () => {
  test.each(Object.keys(questions) as Question['kind'][])('%s', (kind) => {
    const question = questions[kind]
    fc.assert(
      fc.property(sound[kind], (answer) => {
        expect(readAnswer(question, fieldsOf(question, answer))).toEqual({ ok: true, value: answer })
      }),
    )
  })

  test('as a form would send it: a tick for each choice, a place for each rank', () => {
    expect(fieldsOf(questions.多选, ['meals', 'care'])).toEqual({ 'q.meals': 'on', 'q.care': 'on' })
    expect(fieldsOf(questions.排序, ['meals', 'care'])).toEqual({ 'q.meals': '1', 'q.care': '2' })
  })

  test.each(Object.keys(questions) as Question['kind'][])('%s passed over is no answer', (kind) => {
    expect(fieldsOf(questions[kind], undefined)).toEqual({})
    expect(readAnswer(questions[kind], { q: ' ', 'q.meals': '', 'q.light': '' })).toEqual({ ok: true, value: null })
    expect(readAnswer(questions[kind], { 'q.roof': ' ', 'r.roof': 'on' })).toEqual({ ok: true, value: null })
  })
})

describe('what people write is understood', () => {
  test.each<[Question['kind'], string, Answer]>([
    ['数字', '１２', 12],
    ['数字', '1,200', 1200],
    ['数字', ' 3 ', 3],
    ['数字', '1，200', 1200],
    ['数字', '1 200', 1200],
    ['日期', '2026年3月1日', '2026-03-01'],
    ['日期', '2026年12月31', '2026-12-31'],
    ['日期', '2026/3/1', '2026-03-01'],
    ['日期', ' 2020.01.01 ', '2020-01-01'],
    ['日期', '２０２６－３－１', '2026-03-01'],
    ['单选', ' meals ', 'meals'],
    ['短文字', '长'.repeat(40), '长'.repeat(40)],
    ['长文字', '一\t二', '一\t二'],
    ['长文字', '一行\r\n又一行 ', '一行\n又一行'],
  ])('%s: %j', (kind, typed, answer) => expect(readAnswer(questions[kind], { q: typed })).toEqual({ ok: true, value: answer }))
})

describe('each fault', () => {
  test.each<[AnswerFault, Question['kind'], Fields]>([
    ['option_unknown', '单选', { q: 'roof' }],
    ['option_unknown', '单选', { q: 'constructor' }],
    ['option_unknown', '多选', { 'q.roof': 'on' }],
    ['option_unknown', '多选', { 'q.meals': 'on', 'q.lift': 'on', 'q.roof': 'on' }],
    ['option_unknown', '排序', { 'q.roof': '1' }],
    ['option_unknown', '表格', { 'q.roof': 'meals' }],
    ['option_unknown', '表格', { 'q.light': 'roof', 'q.waste': 'meals', 'q.parking': 'meals' }],
    ['too_few', '多选', { 'q.meals': 'on' }],
    ['too_many', '多选', { 'q.meals': 'on', 'q.lift': 'on', 'q.care': 'on' }],
    ['exclusive_mixed', '多选', { 'q.meals': 'on', 'q.none': 'on' }],
    ['number_unreadable', '数字', { q: '三' }],
    ['number_unreadable', '数字', { q: '-1' }],
    ['number_unreadable', '数字', { q: '1e9' }],
    ['number_unreadable', '打分', { q: '4.5' }],
    ['number_out_of_range', '打分', { q: '6' }],
    ['number_out_of_range', '数字', { q: '0' }],
    ['number_unreadable', '数字', { q: '0000000003' }],
    ['number_unreadable', '数字', { q: '3.' }],
    ['date_unreadable', '日期', { q: '明天' }],
    ['date_unreadable', '日期', { q: '约2026-03-01' }],
    ['date_unreadable', '日期', { q: '2026-03-01前后' }],
    ['date_unreadable', '日期', { q: '2026-13-01' }],
    ['date_unreadable', '日期', { q: '0000-00-00' }],
    ['date_unreadable', '日期', { q: '2026-03-001' }],
    ['date_unreadable', '日期', { q: '2026-02-30' }],
    ['date_out_of_range', '日期', { q: '2019-12-31' }],
    ['date_out_of_range', '日期', { q: '2027-01-01' }],
    ['text_too_long', '短文字', { q: '长'.repeat(41) }],
    ['text_unreadable', '长文字', { q: 'a\u0000b' }],
    ['text_unreadable', '长文字', { q: 'a\u202eb' }],
    ['text_unreadable', '长文字', { q: 'a\ud800b' }],
    ['text_unreadable', '短文字', { q: 'a\u2069b' }],
    ['rank_unclear', '排序', { 'q.meals': '1', 'q.lift': '1' }],
    ['rank_unclear', '排序', { 'q.meals': '2', 'q.lift': '3' }],
    ['rank_unclear', '排序', { 'q.meals': '1', 'q.lift': '3' }],
    ['rank_unclear', '排序', { 'q.meals': '第一' }],
    ['too_many', '排序', { 'q.meals': '1', 'q.lift': '2', 'q.care': '3', 'q.none': '4' }],
    ['row_missing', '表格', { 'q.light': 'meals' }],
    ['text_too_long', '长文字', { q: '长'.repeat(10_000_000 / 3) }],
  ])('%s: %s', (fault, kind, fields) => expect(readAnswer(questions[kind], fields)).toEqual({ ok: false, refusal: fault }))

  test('of a form by hand is not that of another question', () =>
    expect(readAnswer(questions.多选, { 'q.meals': 'on', 'q.lift': 'on', 'more.roof': 'on' })).toEqual({
      ok: true,
      value: ['meals', 'lift'],
    }))

  test('a text of spreadsheet formulas is a text', () => {
    expect(readAnswer(questions.长文字, { q: '=HYPERLINK("x")' })).toEqual({ ok: true, value: '=HYPERLINK("x")' })
  })
})

describe('a question that asks less', () => {
  test('of a day takes any day', () => {
    const { from: _, until: __, ...free } = questions.日期
    expect(readAnswer(free, { q: '1949-10-1' })).toEqual({ ok: true, value: '1949-10-01' })
  })
  test('of a table takes some of its rows, unless it must be answered', () => {
    const some = { 'q.light': ' meals ', 'q.waste': ' ' }
    expect(readAnswer({ ...questions.表格, required: false }, some)).toEqual({ ok: true, value: { light: 'meals' } })
  })
  test('than a ranking of two does not take one', () => {
    const two = { ...questions.排序, least: 2 }
    expect(readAnswer(two, { 'q.care': '1' })).toEqual({ ok: false, refusal: 'too_few' })
    expect(readAnswer(two, { 'q.care': ' ２ ', 'q.lift': '1', 'q.none': ' ' })).toEqual({ ok: true, value: ['lift', 'care'] })
  })
})

test('of several questions the good answers are kept, each other one says why, and one that must be answered may not be passed over', () => {
  const asked = [
    { ...questions.单选, id: 'lives' },
    { ...questions.数字, id: 'persons' },
    { ...questions.长文字, id: 'words' },
    { ...questions.长文字, id: 'more', required: false },
  ]
  const { answers, faults } = readAnswers(asked, { lives: 'meals', persons: '许多' })
  expect(answers).toEqual({ lives: 'meals' })
  expect(faults.map(({ question, fault }) => [question.id, fault])).toEqual([
    ['persons', 'number_unreadable'],
    ['words', 'answer_missing'],
  ])
})

test('whatever a form sends is read or refused, and what is read is written and read again as the same', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), choice, fc.constantFrom('1', '2', '３', 'on', '2026-1-2', '2026-02-30'))
  const name = fc.constantFrom('q', 'q.meals', 'q.lift', 'q.none', 'q.light', 'q.waste', 'q.constructor', 'other')
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(questions)), fc.dictionary(name, value), (question, fields) => {
      const read = readAnswer(question, fields)
      if (!read.ok || read.value === null) return
      expect(readAnswer(question, fieldsOf(question, read.value))).toEqual(read)
    }),
  )
})

test.each([
  ['1,000', 1000],
  ['１，０００', 1000],
  [' 12 000 ', 12_000],
  ['999999999', 999_999_999],
  ['1000000000', null],
  ['3.5', null],
  ['-3', null],
  ['三', null],
  ['', null],
])('“%s” is one number on the page and at the server', (typed, number) => {
  expect(numberIn(typed)).toBe(number)
})
