import { describe, expect, test } from 'vitest'
import { isText, limitsOf, numberIn } from './limits.ts'
import type { Question } from './schema.ts'

const question = (kind: Question['kind'], more: Partial<Question> = {}): Question => ({ id: 'q', ask: 'q', kind, required: true, ...more })
const options = ['a', 'b', 'c'].map((id) => ({ id, label: id }))

describe('where a survey does not say', () => {
  test.each<[Question, number, number]>([
    [question('短文字'), 1, 40],
    [question('长文字'), 1, 500],
    [question('打分'), 1, 5],
    [question('数字'), 0, 1_000_000],
    [question('多选', { options }), 1, 3],
    [question('排序', { options }), 1, 3],
    [question('单选'), 1, 0],
  ])('a question %o takes from %i to %i', (one, least, most) => expect(limitsOf(one)).toEqual({ least, most }))
})

describe('where a survey says', () => {
  test.each<[Question, number, number]>([
    [question('短文字', { most: 20 }), 1, 20],
    [question('长文字', { most: 999 }), 1, 999],
    [question('打分', { least: 0, most: 10 }), 0, 10],
    [question('数字', { least: 2, most: 7 }), 2, 7],
    [question('多选', { options, least: 2, most: 2 }), 2, 2],
  ])('a question %o takes from %i to %i', (one, least, most) => expect(limitsOf(one)).toEqual({ least, most }))

  test('no text is longer than a thousand characters, and nobody chooses more than there is', () => {
    expect(limitsOf(question('长文字', { most: 5000 })).most).toBe(1000)
    expect(limitsOf(question('短文字', { most: 5000 })).most).toBe(1000)
    expect(limitsOf(question('多选', { options, most: 9 })).most).toBe(3)
  })
})

test('only texts are answered in words of one’s own', () => {
  const kinds = ['短文字', '长文字', '单选', '数字', '日期'] as const
  expect(kinds.filter((kind) => isText({ kind }))).toEqual(['短文字', '长文字'])
})

test.each<[string, number | null]>([
  ['12', 12],
  ['１２', 12],
  ['1,200', 1200],
  [' 1 200 ', 1200],
  ['123456789', 123_456_789],
  ['1234567890', null],
  ['', null],
  ['-1', null],
  ['1.5', null],
  ['十二', null],
])('%o typed for a number is %o', (typed, number) => expect(numberIn(typed)).toBe(number))
