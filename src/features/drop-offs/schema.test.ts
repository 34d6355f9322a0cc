import { expect, test } from 'vitest'
import { dropOffFieldSentence, dropOffRefusalSentence } from './copy.ts'
import { dropOffFieldErrorCodes, dropOffRefusalCodes } from './schema.ts'

const refusalSentence = (code: (typeof dropOffRefusalCodes)[number] | 'household_unknown') =>
  dropOffRefusalSentence({ code, points: 3, needed: 5 }, '0400-5550100')

test('each refusal is one sentence of its own that ends, and those of points are told in their words', () => {
  const sentences = dropOffRefusalCodes.map(refusalSentence)
  expect(new Set(sentences).size).toBe(dropOffRefusalCodes.length)
  for (const sentence of [...sentences, ...dropOffFieldErrorCodes.map((code) => dropOffFieldSentence[code])])
    expect(sentence).toMatch(/。$/)
  expect(refusalSentence('household_unknown')).toBe('没有找到这一户，或这一户已经撤销。请重新找。')
})
