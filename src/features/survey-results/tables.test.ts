import { describe, expect, test } from 'vitest'
import { choice, options, surveyOf, tallyOf, waysOnPaper, when, workedOut } from '../../../tests/support/surveys/worked-out.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { resultOf } from './result.ts'
import { least, tellTogether } from './suppression.ts'
import type { Tally } from './tally.ts'

const chain = surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'a') }), choice('s', 'uv', { when: when('r', 'x') }))
const noneOf = [...options('ab'), { id: 'c', label: 'C', exclusive: true }]

const surveys: [string, CatalogueSurvey, number][] = [
  ['two questions', surveyOf(choice('q', 'ab'), choice('r', 'xy')), 12],
  ['a question that may be passed over', surveyOf(choice('q', 'ab', { required: false }), choice('r', 'xy')), 9],
  ['a question that waits for another', surveyOf(choice('q', 'abc'), choice('r', 'xy', { when: when('q', 'ab') })), 14],
  ['one that waits and may be passed over', surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'a'), required: false })), 18],
  ['a chain of three', chain, 18],
  [
    'two that wait for the same',
    surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'a') }), choice('s', 'uv', { when: when('q', 'b') })),
    18,
  ],
  [
    'one that waits for one choice of several',
    surveyOf(choice('q', 'ab', { kind: '多选' }), choice('r', 'xy', { when: when('q', 'a') })),
    14,
  ],
  [
    'one that waits for any of several choices',
    surveyOf(choice('q', '', { kind: '多选', options: noneOf }), choice('r', 'xy', { when: when('q', 'ab') })),
    12,
  ],
  [
    'one that waits for two others',
    surveyOf(choice('q', 'ab'), choice('r', 'xy'), choice('s', 'uv', { when: [...when('q', 'a'), ...when('r', 'x')] })),
    14,
  ],
  ['several choices that may be passed over', surveyOf(choice('q', 'ab', { kind: '多选', required: false })), 16],
  ['three choices that may be passed over', surveyOf(choice('q', 'abc', { kind: '多选', required: false })), 11],
  ['several choices that wait', surveyOf(choice('q', 'ab'), choice('r', 'xy', { kind: '多选', when: when('q', 'a') })), 18],
  [
    'a score with its mean, and one that waits for a low one',
    surveyOf(choice('q', '', { kind: '打分', least: 1, most: 3 }), choice('r', 'xy', { when: [{ question: 'q', most: 1 }] })),
    18,
  ],
]

describe('everything that is published of a survey, taken together', () => {
  test.each(surveys)('of %s: no cell below five can be worked out', (_, survey, most) => {
    for (const base of [least, 2 * least, most]) expect(workedOut(survey, base, (tally) => resultOf(survey, tally, null))).toEqual([])
  })

  const mixed: [string, CatalogueSurvey, number][] = [
    ['a question', surveyOf(choice('q', 'ab')), 14],
    ['one that waits for another', surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'b') })), 11],
  ]
  const onPaper: typeof surveys = [
    ['one that waits for the first choice', surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'a') })), 18],
    ['one that waits for the last choice', surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'b') })), 18],
    [
      'a chain of three',
      surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'b') }), choice('s', 'uv', { when: when('r', 'y') })),
      14,
    ],
    [
      'two that wait',
      surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'a') }), choice('s', 'uv', { when: when('q', 'b') })),
      14,
    ],
    ['several choices', surveyOf(choice('q', 'ab', { kind: '多选' }), choice('r', 'xy', { when: when('q', 'b') })), 11],
  ]
  test.each(onPaper)('also when all came on paper, where %s may be left blank', (_, survey, most) => {
    const published = (tally: Tally) => resultOf(survey, tally, null)
    for (const base of [least, 2 * least, most]) expect(workedOut(survey, base, published, waysOnPaper(survey), [])).toEqual([])
  })
  test.each(mixed)('also when some came on paper, where %s may be left blank', (_, survey, most) => {
    const published = (tally: Tally) => resultOf(survey, tally, null)
    for (const base of [least, 2 * least, most]) expect(workedOut(survey, base, published, waysOnPaper(survey))).toEqual([])
  })

  test('tells of a question that one paper left blank, and of how many gave no answer', () => {
    const survey = surveyOf(choice('q', 'ab'))
    const tally = tallyOf([{ q: 'a' }, { q: 'b' }, {}], [6, 7, 1], survey.version, 2)
    expect(resultOf(survey, tally, null).tables).toMatchObject([
      {
        question: 'q',
        base: 14,
        lines: [
          { labels: ['A'], count: 6 },
          { labels: ['B', '没有答这道题'], count: 8 },
        ],
      },
    ])
  })

  test('tells of one that waits over those it waits for, with whoever left that blank where they are told as one', () => {
    const survey = surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'b') }))
    const kinds = [{ q: 'a' }, { q: 'b', r: 'x' }, { q: 'b', r: 'y' }, {}]
    expect(resultOf(survey, tallyOf(kinds, [6, 7, 8, 1], survey.version, 3), null).tables[1]).toMatchObject({
      ...{ question: 'r', base: 16, of: 'asked' },
      lines: [
        { labels: ['X'], count: 7 },
        { labels: ['Y', '没有答这道题'], count: 9 },
      ],
    })
  })

  test('also of a question that has lost an option since', () => {
    const asked = { ...surveyOf(choice('q', 'abz')), version: 'an earlier one' }
    const now = surveyOf(choice('q', 'ab'))
    for (const base of [least, 2 * least, 24]) expect(workedOut(asked, base, (tally) => resultOf(now, tally, null))).toEqual([])
  })

  test('would be worked out if each table were made without looking at the others', () => {
    const apart = ({ answers, taken_part }: Tally) =>
      ['q', 'r', 's'].map((question, place) => {
        const counts = [...(['ab', 'xy', 'uv'][place] ?? '')].map((id) =>
          answers.filter((one) => one.question === question && one.value === id).reduce((sum, { times }) => sum + times, 0),
        )
        const cells = [...counts, taken_part - counts.reduce((sum, one) => sum + one, 0)]
        return tellTogether(cells).map((places) => [places, places.reduce((sum, cell) => sum + (cells[cell] ?? 0), 0)])
      })
    expect(workedOut(chain, 18, apart).length).toBeGreaterThan(0)
  })
})
