import { describe, expect, test } from 'vitest'
import { choice, options, surveyOf, tallyOf, waysOnPaper, when, workedOut } from '../../../tests/support/surveys/worked-out.ts'
import type { Answers, CatalogueSurvey } from '../surveys/schema.ts'
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

describe('of a question that waits for any of several choices a table is kept when some came on paper', () => {
  const tableOf = (survey: CatalogueSurvey, kinds: Answers[], shared: number[], onPaper: number) =>
    resultOf(survey, tallyOf(kinds, shared, survey.version, onPaper), null).tables.find(({ question }) => question === 'r')

  test('over all that did not choose the one that goes with no other; whoever left both blank is told as silent', () => {
    const kinds = [{ q: ['a'], r: 'x' }, { q: ['a', 'b'], r: 'y' }, { q: ['b'], r: 'y' }, { q: ['c'] }, {}]
    expect(tableOf(any(noneOf), kinds, [9, 8, 3, 7, 2], 4)).toMatchObject({
      ...{ base: 22, of: 'asked' },
      lines: [
        { labels: ['X'], count: 9 },
        { labels: ['Y', '没有答这道题'], count: 13 },
      ],
    })
  })

  test('over those who answered, where others were not asked and at least five of those can be read from what is told', () => {
    const kinds = [{ q: ['a'], r: 'x' }, { q: ['b'], r: 'y' }, { q: ['c'] }, { q: ['d'] }, {}]
    expect(tableOf(any(options('abcd')), kinds, [9, 8, 7, 7, 2], 4)).toMatchObject({
      ...{ base: 17, of: 'answered' },
      lines: [
        { labels: ['X'], count: 9 },
        { labels: ['Y'], count: 8 },
      ],
    })
  })

  test('but not where that cannot be read', () => {
    const kinds = [{ q: ['a', 'b'], r: 'x' }, { q: ['a', 'b', 'c'], r: 'y' }, { q: ['c'] }]
    expect(tableOf(any(options('abc')), kinds, [9, 8, 7], 3)).toBe(undefined)
  })
})
