import { describe, expect, test } from 'vitest'
import { sets } from '../../../tests/support/surveys/answers.ts'
import { sampleBallot, samplePoll, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import { soFarWords } from '../survey-desk/copy.ts'
import type { Ballot, CatalogueSurvey, Question } from '../surveys/schema.ts'
import { countBallot } from './ballot-count.ts'
import { ballotOutcome, baseWords, countWords, togetherWords, turnoutWords } from './copy.ts'
import { resultOf } from './result.ts'
import { recount, type Tally } from './tally.ts'

const tallyOf = (survey: CatalogueSurvey, given: ReturnType<typeof sets>): Tally => ({
  came: given.map(({ channel = 'online', booth = null }) => ({ channel, booth, version: survey.version, times: 1 })),
  answers: recount(given),
  taken_part: given.length,
})
const ofQuestion = (question: Partial<Question> & Pick<Question, 'kind'>) =>
  sampleSurvey({ sections: [{ id: 'one', title: 'one', questions: [{ id: 'q', ask: 'q', required: true, ...question }] }] })
const tablesOf = (survey: CatalogueSurvey, given: ReturnType<typeof sets>) => resultOf(survey, tallyOf(survey, given), null).tables

describe('a table', () => {
  test('of a score has a mean only when every score is told', () => {
    const poll = samplePoll()
    const all = [1, 2, 3, 4, 5].flatMap((score) => sets(score === 5 ? 10 : 5, { score }))
    expect(tablesOf(poll, all)[0]).toMatchObject({
      mean: 3.3,
      lines: [{ labels: ['1 分（很不满意）'], count: 5 }, {}, {}, {}, { count: 10 }],
    })
    expect(tablesOf(poll, all.slice(1))[0]).toMatchObject({
      mean: null,
      lines: [{ labels: ['1 分（很不满意）', '2 分'], count: 9 }, {}, {}, {}],
    })
  })

  test('of a wide number has bands and no mean', () => {
    const survey = ofQuestion({ kind: '数字', least: 0, most: 99, unit: '次' })
    const table = tablesOf(survey, [...sets(6, { q: 3 }), ...sets(7, { q: 42 })])[0]
    expect(table?.mean).toBe(null)
    expect(table?.lines.map(({ labels, count }) => [labels.length, count])).toEqual([
      [1, 6],
      [9, 7],
    ])
    expect(table?.lines[0]?.labels).toEqual(['0—9 次'])
  })

  test('of a day is told by months that depend on the question, not on who answered', () => {
    const bound = ofQuestion({ kind: '日期', from: '2026-01-01', until: '2026-03-31' })
    const days = sets(5, { q: '2026-02-14' })
    expect(tablesOf(bound, days)[0]?.lines).toEqual([{ labels: ['2026年1月', '2026年2月', '2026年3月'], count: 5 }])
    const free = tablesOf(ofQuestion({ kind: '日期' }), [...days, ...sets(5, { q: '1931-02-14' })])[0]
    expect(free?.lines[0]).toEqual({ labels: ['2025年11月及以前'], count: 5 })
    expect(free?.lines.at(-1)?.labels.at(-1)).toBe('2027年11月及以后')
    const years = tablesOf(ofQuestion({ kind: '日期', from: '1930-01-01', until: '2026-12-31' }), sets(5, { q: '1931-02-14' }))[0]
    expect(years?.lines[0]?.labels.slice(0, 2)).toEqual(['1930年', '1931年'])
  })

  test('of a ranking tells who came first, of a matrix each row', () => {
    const options = [
      { id: 'a', label: '甲' },
      { id: 'b', label: '乙' },
    ]
    const ranked = [...sets(6, { q: ['a', 'b'] }), ...sets(5, { q: ['b', 'a'] })]
    expect(tablesOf(ofQuestion({ kind: '排序', options }), ranked)[0]?.lines).toEqual([
      { labels: ['甲'], count: 6 },
      { labels: ['乙'], count: 5 },
    ])
    const rows = [
      { id: 'r1', label: '照明' },
      { id: 'r2', label: '停车' },
    ]
    const tables = tablesOf(ofQuestion({ kind: '表格', options, rows }), sets(8, { q: { r1: 'a', r2: 'b' } }))
    expect(tables.map(({ row, lines }) => [row, lines])).toEqual([
      ['照明', [{ labels: ['甲', '乙'], count: 8 }]],
      ['停车', [{ labels: ['甲', '乙'], count: 8 }]],
    ])
  })

  test('there is none of texts, and nothing at all of fewer than five', () => {
    expect(tablesOf(ofQuestion({ kind: '长文字' }), sets(9, {}))).toEqual([])
    expect(resultOf(samplePoll(), tallyOf(samplePoll(), sets(4, { score: 5 })), 100)).toMatchObject({
      base: null,
      modes: [],
      turnout: null,
      tables: [],
      ballot: null,
    })
  })
})

describe('a ballot', () => {
  const { ballot } = sampleBallot()
  const countOf = (changes: Partial<Ballot>, votes: [string, number][]) =>
    countBallot(
      { ...(ballot as Ballot), ...changes },
      tallyOf(
        sampleBallot(),
        votes.flatMap(([id, times]) => sets(times, { vote: [id] })),
      ),
    )
  const outcomes = (changes: Partial<Ballot>, votes: [string, number][]) => {
    const count = countOf(changes, votes)
    return [count.nominations.map(({ id, outcome }) => `${id} ${outcome}`).join(', '), ballotOutcome(count, changes.tie ?? '并列都入选')]
  }

  test.each([
    [
      'who has most wins',
      {},
      [
        ['b1', 5],
        ['b2', 3],
      ],
      'b1 wins, b2 loses, b3 loses',
      '入选：1 栋。',
    ],
    [
      'as many win together',
      {},
      [
        ['b1', 4],
        ['b3', 4],
      ],
      'b1 wins, b3 wins, b2 loses',
      '入选：1 栋、3 栋。',
    ],
    [
      'as many go to a second round',
      { tie: '并列的再投一轮' },
      [
        ['b1', 4],
        ['b3', 4],
      ],
      'b1 tied, b3 tied, b2 loses',
      '1 栋、3 栋票数一样，谁入选按投票以前公布的规则定：并列的再投一轮。',
    ],
    [
      'a tie behind the winner leaves the winner',
      { tie: '当众抽签', winners: 2 },
      [
        ['b1', 6],
        ['b2', 4],
        ['b3', 4],
      ],
      'b1 wins, b2 tied, b3 tied',
      '入选：1 栋。2 栋、3 栋票数一样，谁入选按投票以前公布的规则定：当众抽签。',
    ],
    [
      'a tie among the winners is none',
      { tie: '当众抽签', winners: 2 },
      [
        ['b1', 4],
        ['b2', 4],
      ],
      'b1 wins, b2 wins, b3 loses',
      '入选：1 栋、2 栋。',
    ],
    ['nobody wins without a vote', { winners: 3 }, [['b1', 4]], 'b1 wins, b2 loses, b3 loses', '入选：1 栋。'],
    ['nobody at all', {}, [], 'b1 loses, b2 loses, b3 loses', '没有一个得到票，都没有入选。'],
  ] as [string, Partial<Ballot>, [string, number][], string, string][])('%s', (_, changes, votes, told, words) => {
    expect(outcomes(changes, votes)).toEqual([told, words])
  })

  test('tells booths with few sheets together', () => {
    const given = [...sets(9, { vote: ['b1'] }), ...sets(3, { vote: ['b1'] }, { channel: 'desk', booth: 'gate' })]
    expect(countBallot(ballot as Ballot, tallyOf(sampleBallot(), given)).booths).toEqual([
      { where: ['不在投票点', '东门', '活动室'], sheets: 12 },
    ])
    const two = countBallot(ballot as Ballot, tallyOf(sampleBallot(), [...given, ...sets(4, { vote: ['b2'] }, { booth: 'hall' })]))
    expect(two.booths).toEqual([
      { where: ['不在投票点'], sheets: 9 },
      { where: ['东门', '活动室'], sheets: 7 },
    ])
  })
})

test('what is told says of how many, and why some are together', () => {
  expect(countWords({ labels: ['一个人', '和家人'], count: 9 }, 18)).toBe('合起来 9 份，50%')
  expect(countWords({ labels: ['助餐'], count: null }, 18)).toBe('不公布')
  expect([baseWords({ base: 9, of: 'all' }), baseWords({ base: 9, of: 'asked' }), baseWords({ base: 9, of: 'answered' })]).toEqual([
    '共 9 份',
    '问到这道题的 9 份',
    '答了这道题的 9 份',
  ])
  expect(turnoutWords({ taken_part: 210, of: 480 }, sampleSurvey())).toBe('参加 210 户，共 480 户')
  const table = { question: 'q', row: null, base: 18, of: 'all' as const, adds_up: true, mean: null }
  expect(togetherWords([{ ...table, lines: [{ labels: ['一个人'], count: 18 }] }])).toBe(null)
  expect(togetherWords([{ ...table, lines: [{ labels: ['一个人', '和家人'], count: 18 }] }])).toBe(
    '人少了，邻居会猜出是谁答的，所以不到 5 份的，和旁边的合起来写，减也减不出来。',
  )
  const several = { ...table, adds_up: false, lines: [{ labels: ['助餐'], count: null }] }
  expect(togetherWords([several])).toBe(
    '人少了，邻居会猜出是谁答的，所以不到 5 份的，多选题里不公布，有时够 5 份的也一起不公布，减也减不出来。',
  )
  expect(togetherWords([several, { ...table, lines: [{ labels: ['一个人', '和家人'], count: 18 }] }])).toBe(
    '人少了，邻居会猜出是谁答的，所以不到 5 份的，和旁边的合起来写；多选题里不公布，有时够 5 份的也一起不公布，减也减不出来。',
  )
  expect([0, 4, 5].map(soFarWords)).toEqual(['收到的还不到 5 份', '收到的还不到 5 份', '收到 5 份'])
})
