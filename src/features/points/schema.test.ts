import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { pointsFieldSentence, pointsRefusalSentence } from './copy.ts'
import { itemsField, type PointsFieldErrorCode, pointsFieldErrorCodes, pointsRefusalCodes, weightField } from './schema.ts'

const read = (field: z.ZodType<number, unknown>, typed: unknown) => {
  const parsed = field.safeParse(typed)
  return parsed.success ? parsed.data : pointsFieldSentence[parsed.error.issues[0]?.message as PointsFieldErrorCode]
}

describe('a weight as typed', () => {
  test.each([
    ['3.5', 3500],
    [' 3 ', 3000],
    ['0.001', 1],
    ['0.05', 50],
    ['３．５', 3500],
    ['3。5', 3500],
    ['500', 500_000],
    ['1.001', 1001],
    ['4.35', 4350],
  ])('%s is %d grams', (typed, grams) => expect(read(weightField, typed)).toBe(grams))

  const wrong = '重量不对。请写公斤数，最多三位小数，例如 3.5。'
  test.each([
    ['', '请写重量，例如 3.5。'],
    ['  ', '请写重量，例如 3.5。'],
    [undefined, '请写重量，例如 3.5。'],
    [3.5, '请写重量，例如 3.5。'],
    ['-3', wrong],
    ['0', wrong],
    ['0.000', wrong],
    ['3.5555', wrong],
    ['NaN', wrong],
    ['Infinity', wrong],
    ['1e3', wrong],
    ['0x10', wrong],
    ['三斤', wrong],
    ['3,5', wrong],
    ['3.', wrong],
    ['9999999999999', wrong],
    ['500.001', '一次最多 500 公斤。请再看一遍秤，真有这么多请分几次称。'],
    ['999999999', '一次最多 500 公斤。请再看一遍秤，真有这么多请分几次称。'],
  ])('%s is told what to write', (typed, sentence) => expect(read(weightField, typed)).toBe(sentence))
})

describe('a number of pieces as typed', () => {
  test.each([
    ['2', 2],
    ['１２', 12],
    ['1000', 1000],
  ])('%s is %d', (typed, items) => expect(read(itemsField, typed)).toBe(items))
  test.each(['0', '-1', '1.5', '1001', 'NaN', '两件', '9999999'])('%s is told what to write', (typed) =>
    expect(read(itemsField, typed)).toBe('件数不对。请写 1 到 1000 的整数。'),
  )
  test('nothing is told what to write', () => expect(read(itemsField, '')).toBe('请写件数，例如 2。'))
})

test('each refusal is one sentence of its own that ends', () => {
  const sentences = pointsRefusalCodes.map((code) => pointsRefusalSentence({ code, points: 3, needed: 5 }, '0400-5550100'))
  expect(new Set(sentences).size).toBe(pointsRefusalCodes.length)
  for (const sentence of [...sentences, ...pointsFieldErrorCodes.map((code) => pointsFieldSentence[code])]) expect(sentence).toMatch(/。$/)
})
