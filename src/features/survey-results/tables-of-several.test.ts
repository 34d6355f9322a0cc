import { describe, expect, test } from 'vitest'
import { choice, options, surveyOf, waysOnPaper, when, workedOut } from '../../../tests/support/surveys/worked-out.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { resultOf } from './result.ts'
import { least } from './suppression.ts'
import type { Tally } from './tally.ts'

const noneOf = [...options('ab'), { id: 'c', label: 'C', exclusive: true }]
const several = (all: ReturnType<typeof options>) => choice('q', '', { kind: '多选', options: all })
const any = (all: ReturnType<typeof options>, ids = 'xy') => surveyOf(several(all), choice('r', ids, { when: when('q', 'ab') }))
const published = (survey: CatalogueSurvey) => (tally: Tally) => resultOf(survey, tally, null)

describe('of a question that waits for any of several choices, no cell below five can be worked out', () => {
  test('not from its table, nor from there being none', () => {
    const survey = any(options('abc'), 'x')
    for (const base of [least, 2 * least, 14]) expect(workedOut(survey, base, published(survey))).toEqual([])
  })

  test.each<[string, CatalogueSurvey, number]>([
    ['every choice', any(options('ab'), 'x'), 13],
    ['every choice but the one that goes with no other', any(noneOf, 'x'), 11],
    ['a choice that goes with no other, and nothing waits', surveyOf(several(noneOf)), 20],
  ])('also when all came on paper: %s', (_, survey, most) => {
    for (const base of [least, 2 * least, most]) expect(workedOut(survey, base, published(survey), waysOnPaper(survey), [])).toEqual([])
  })
})
