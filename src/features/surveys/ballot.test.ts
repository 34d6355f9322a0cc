import { expect, test } from 'vitest'
import { ballotSection, isApproval } from './ballot.ts'
import type { Ballot } from './schema.ts'

const picture = { file: 'deng.jpg', alt: '一盏灯' }
const ballot = (votes: number): Ballot => ({
  ask: '哪个楼道最美？',
  nominations: [
    { id: 'north', name: '北楼', story: '花多', picture },
    { id: 'south', name: '南楼', story: '干净' },
  ],
  votes,
  winners: 1,
  tie: '当众抽签',
  booths: [],
})

test('a ballot is one question that everybody must answer: its nominations, and as many votes as it gives', () => {
  expect(ballotSection(ballot(1))).toEqual({
    id: 'ballot',
    title: '投票',
    questions: [
      {
        id: 'vote',
        ask: '哪个楼道最美？',
        kind: '多选',
        required: true,
        least: 1,
        most: 1,
        options: [
          { id: 'north', label: '北楼', picture },
          { id: 'south', label: '南楼' },
        ],
      },
    ],
  })
})

test('whoever may vote for all approves of as many as they like', () =>
  expect([1, 2, 3].map((votes) => isApproval(ballot(votes)))).toEqual([false, true, true]))
