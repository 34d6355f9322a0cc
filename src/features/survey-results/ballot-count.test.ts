import { describe, expect, test } from 'vitest'
import type { Ballot } from '../surveys/schema.ts'
import { countBallot } from './ballot-count.ts'
import type { Came } from './tally.ts'

const names = { north: '北楼', south: '南楼', east: '东楼', west: '西楼' }
const ballot = (changes: Partial<Ballot> = {}): Ballot => ({
  ask: '哪几个楼道最美？',
  nominations: Object.entries(names).map(([id, name]) => ({ id, name, story: '花多' })),
  votes: 2,
  winners: 2,
  tie: '当众抽签',
  booths: [],
  ...changes,
})
const votes = (counts: Record<string, number>) =>
  Object.entries(counts).map(([value, times], place) => ({ question: 'vote', part: String(place), value, times }))
const outcomes = (counts: Record<string, number>, changes: Partial<Ballot> = {}) =>
  countBallot(ballot(changes), { answers: votes(counts), came: [] }).nominations.map(({ id, outcome }) => `${id} ${outcome}`)

describe('a ballot', () => {
  test('is led by whoever has most votes, equal ones in the order of the file', () => {
    const { nominations } = countBallot(ballot(), { answers: votes({ south: 5, west: 7, north: 5 }), came: [] })
    expect(nominations).toEqual([
      { id: 'west', name: '西楼', votes: 7, outcome: 'wins' },
      { id: 'north', name: '北楼', votes: 5, outcome: 'tied' },
      { id: 'south', name: '南楼', votes: 5, outcome: 'tied' },
      { id: 'east', name: '东楼', votes: 0, outcome: 'loses' },
    ])
  })

  test('counts the votes at every place of a sheet, and no answers to anything else', () => {
    const answers = [...votes({ north: 3 }), ...votes({ west: 1, north: 4 }), { question: 'other', part: '0', value: 'north', times: 9 }]
    expect(countBallot(ballot(), { answers, came: [] }).nominations[0]).toMatchObject({ id: 'north', votes: 7 })
  })

  test('is won by as many as the rules say', () =>
    expect(outcomes({ north: 9, south: 8, east: 7, west: 6 })).toEqual(['north wins', 'south wins', 'east loses', 'west loses']))
  test('is decided when those with equal votes all win', () =>
    expect(outcomes({ north: 8, south: 8, east: 7, west: 7 })).toEqual(['north wins', 'south wins', 'east loses', 'west loses']))
  test('is won by all who are equal to the last winner, where the rules say so', () => {
    const tie = { tie: '并列都入选' } as const
    expect(outcomes({ north: 9, south: 8, east: 8 }, tie)).toEqual(['north wins', 'south wins', 'east wins', 'west loses'])
  })
  test.each(['当众抽签', '并列的再投一轮'] as const)('with equal votes at the border is left to %s', (tie) =>
    expect(outcomes({ north: 9, south: 8, east: 8, west: 8 }, { tie })).toEqual(['north wins', 'south tied', 'east tied', 'west tied']),
  )
  test('is won by nobody without a vote', () => {
    expect(outcomes({ north: 9 })).toEqual(['north wins', 'south loses', 'east loses', 'west loses'])
    expect(outcomes({})).toEqual(['north loses', 'south loses', 'east loses', 'west loses'])
  })
  test('with more winners than nominations is won by all who have a vote', () =>
    expect(outcomes({ north: 9, south: 1, east: 1 }, { winners: 5 })).toEqual(['north wins', 'south wins', 'east wins', 'west loses']))
  test('with as many winners as nominations leaves nothing to decide', () =>
    expect(outcomes({ north: 1, south: 1, east: 1, west: 1 }, { winners: 4 })).toEqual([
      'north wins',
      'south wins',
      'east wins',
      'west wins',
    ]))
})

describe('sheets', () => {
  const came = (counts: [string | null, number][]): Came[] =>
    counts.map(([booth, times]) => ({ channel: booth ? 'desk' : 'online', booth, version: 'v', times }))
  const booths = [
    { id: 'gate', name: '东门' },
    { id: 'hall', name: '大厅' },
  ]
  const counted = (counts: [string | null, number][], changes: Partial<Ballot> = { booths }) =>
    countBallot(ballot(changes), { answers: [], came: came(counts) })

  test('are told in all, and by booth where there are booths', () => {
    expect(
      counted([
        [null, 6],
        ['hall', 7],
        ['gate', 5],
        ['hall', 1],
      ]),
    ).toMatchObject({
      sheets: 19,
      booths: [
        { where: ['不在投票点'], sheets: 6 },
        { where: ['东门'], sheets: 5 },
        { where: ['大厅'], sheets: 8 },
      ],
    })
  })
  test('of a booth with few are told together with the next one', () => {
    expect(
      counted([
        [null, 6],
        ['gate', 2],
        ['hall', 4],
      ]).booths,
    ).toEqual([
      { where: ['不在投票点'], sheets: 6 },
      { where: ['东门', '大厅'], sheets: 6 },
    ])
  })
  test('are told in all alone where there is no booth', () => expect(counted([[null, 6]], {})).toMatchObject({ sheets: 6, booths: [] }))
})
