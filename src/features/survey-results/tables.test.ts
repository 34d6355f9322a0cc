import { describe, expect, test } from 'vitest'
import { sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import { asOnPaper } from '../survey-desk/whole.ts'
import { courseOf } from '../surveys/branching.ts'
import type { Answer, Answers, CatalogueSurvey, Question } from '../surveys/schema.ts'
import { resultOf } from './result.ts'
import { least, tellTogether } from './suppression.ts'
import { recount, type Tally } from './tally.ts'

const options = (ids: string) => [...ids].map((id) => ({ id, label: id.toUpperCase() }))
const choice = (id: string, ids: string, more: Partial<Question> = {}): Question => ({
  id,
  ask: id,
  kind: '单选',
  required: true,
  options: options(ids),
  ...more,
})
const when = (question: string, is: string) => [{ question, is: [...is] }]

const surveyOf = (...questions: Question[]): CatalogueSurvey => sampleSurvey({ sections: [{ id: 'one', title: 'one', questions }] })

/** What one question may be answered with; passed over is undefined. */
const answersTo = ({ kind, required, options: all = [], most = all.length, least: low = 1 }: Question): (Answer | undefined)[] => {
  const ids = all.map(({ id }) => id)
  const subsets = ids.reduce<string[][]>((sets, id) => sets.concat(sets.map((set) => [...set, id])), [[]])
  const scores = Array.from({ length: most - low + 1 }, (_, place) => low + place)
  const mixed = (set: string[]) => set.length > 1 && all.some(({ id, exclusive }) => exclusive && set.includes(id))
  const given: Answer[] =
    kind === '打分' ? scores : kind === '多选' ? subsets.filter((set) => set.length > 0 && set.length <= most && !mixed(set)) : ids
  return required ? given : [...given, undefined]
}

/** Every way in which one person may answer the whole survey. */
const ways = (survey: CatalogueSurvey): Answers[] => {
  const all = survey.sections.flatMap(({ questions }) => questions)
  const sets = all.reduce<Answers[]>(
    (found, question) =>
      found.flatMap((set) => answersTo(question).map((one) => (one === undefined ? set : { ...set, [question.id]: one }))),
    [{}],
  )
  return [...new Map(sets.map((set) => courseOf(survey, set).answers).map((set) => [JSON.stringify(set), set])).values()]
}

/** Every way of sharing `base` among `kinds`, each handed to `act`. */
const share = (kinds: number, base: number, act: (shared: number[]) => void, before: number[] = []): void => {
  if (kinds === 1) act([...before, base])
  else for (let first = 0; first <= base; first++) share(kinds - 1, base - first, act, [...before, first])
}

const total = (counts: number[]) => counts.reduce((sum, one) => sum + one, 0)

/** Kinds from `onPaper` on came on paper. */
const tallyOf = (kinds: Answers[], shared: number[], version: string, onPaper: number) => {
  const answers = kinds.flatMap((one, kind) => recount([{ answers: one }]).map((times) => ({ ...times, times: shared[kind] ?? 0 })))
  const ways = { online: total(shared.slice(0, onPaper)), paper: total(shared.slice(onPaper)) }
  const came = Object.entries(ways).map(([channel, times]) => ({ channel, booth: null, version, times }))
  return { came: came.filter(({ times }) => times > 0), answers: answers.filter(({ times }) => times > 0), taken_part: total(shared) }
}

/** All cells there are, told or not: who chose each option, who did not, and who gave no answer. */
const cellsIn = (survey: CatalogueSurvey, kinds: Answers[], shared: number[]) => {
  const count = (fits: (set: Answers) => boolean) => shared.reduce((sum, one, kind) => sum + (fits(kinds[kind] ?? {}) ? one : 0), 0)
  return survey.sections.flatMap(({ questions }) =>
    questions.flatMap((question) => {
      const chose = (id: string | number) => count((set) => [set[question.id]].flat().some((one) => one === id))
      const scores =
        question.kind === '打分' ? answersTo({ ...question, required: true }).map(Number) : (question.options ?? []).map(({ id }) => id)
      const silent = count((set) => set[question.id] === undefined)
      const base = total(shared)
      return [silent, ...scores.flatMap((id) => (question.kind === '多选' ? [chose(id), base - silent - chose(id)] : [chose(id)]))]
    }),
  )
}

/** Small cells that whoever knows the rules and everything that is published can work out, and where there is a way on `paper`, that somebody took it. */
const workedOut = (
  survey: CatalogueSurvey,
  base: number,
  published: (tally: Tally) => unknown,
  paper: Answers[] = [],
  online = ways(survey),
) => {
  const kinds = [...online, ...paper]
  const seen = new Map<string, Set<number>[]>()
  const always: Set<number>[] = []
  share(kinds.length, base, (shared) => {
    if (paper.length > 0 && total(shared.slice(online.length)) === 0) return
    const key = JSON.stringify(published(tallyOf(kinds, shared, survey.version, online.length)))
    const cells = cellsIn(survey, kinds, shared)
    const known = seen.get(key) ?? cells.map(() => new Set<number>())
    for (const [place, count] of cells.entries()) {
      known[place]?.add(count)
      always[place] = (always[place] ?? new Set()).add(count)
    }
    seen.set(key, known)
  })
  return [...seen].flatMap(([key, cells]) =>
    cells.flatMap((may, place) => {
      const [only = least] = may
      return may.size === 1 && only < least && (always[place]?.size ?? 0) > 1 ? [{ place, only, key }] : []
    }),
  )
}

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
    for (const base of [least, 2 * least, most]) expect(workedOut(survey, base, published, ways(asOnPaper(survey)), [])).toEqual([])
  })
  test.each(mixed)('also when some came on paper, where %s may be left blank', (_, survey, most) => {
    const published = (tally: Tally) => resultOf(survey, tally, null)
    for (const base of [least, 2 * least, most]) expect(workedOut(survey, base, published, ways(asOnPaper(survey)))).toEqual([])
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
