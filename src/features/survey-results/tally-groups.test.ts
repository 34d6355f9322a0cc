import { expect, test } from 'vitest'
import type { Question } from '../surveys/schema.ts'
import { groupsOf } from './tally-groups.ts'

const options = (count: number) => Array.from({ length: count }, (_, place) => ({ id: `o${place}`, label: `${place}` }))
const question = (id: string, kind: Question['kind'], more: Partial<Question> = {}): Question => ({
  id,
  ask: id,
  kind,
  required: true,
  ...more,
})
const ids = (questions: Question[]) => groupsOf(questions).map((group) => group.map(({ id }) => id))

test('questions with few answers are counted together, one with very many alone', () => {
  const small = ['a', 'b', 'c'].map((id) => question(id, '单选', { options: options(4) }))
  expect(ids([question('n', '数字', { most: 1_000_000 }), ...small])).toEqual([['a', 'b', 'c'], ['n']])
  expect(ids([])).toEqual([])
})

test('every question is counted once, whatever its kind', () => {
  const all = [
    question('one', '单选', { options: options(9) }),
    question('many', '多选', { options: options(12) }),
    question('few', '多选', { options: options(12), most: 2 }),
    question('order', '排序', { options: options(6) }),
    question('rows', '表格', { options: options(3), rows: options(6) }),
    question('score', '打分'),
    question('day', '日期'),
  ]
  expect(ids(all).flat().sort()).toEqual(all.map(({ id }) => id).sort())
  expect(ids(all).length).toBeLessThan(all.length)
})

test('no group of several has more than twenty thousand different answers', () => {
  // Silence is one, so a 单选 of nine has ten: four of them make ten thousand, five too many.
  const tens = ['a', 'b', 'c', 'd', 'e'].map((id) => question(id, '单选', { options: options(9) }))
  expect(ids(tens)).toEqual([['a', 'b', 'c', 'd'], ['e']])
  // Up to two of six in any way: 1 + 6 + 15 = 22; in order: 1 + 6 + 30 = 37.
  const pairs = (kind: '多选' | '排序') => ['a', 'b', 'c', 'd'].map((id) => question(id, kind, { options: options(6), most: 2 }))
  expect(ids(pairs('多选'))).toEqual([['a', 'b', 'c'], ['d']])
  expect(ids(pairs('排序'))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  // A score of five has six answers: five of them make 7,776. Two options in three rows have 27: three of them make 19,683.
  const scores = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => question(id, '打分'))
  expect(ids(scores)).toEqual([['a', 'b', 'c', 'd', 'e'], ['f']])
  const tables = ['a', 'b', 'c', 'd'].map((id) => question(id, '表格', { options: options(2), rows: options(3) }))
  expect(ids(tables)).toEqual([['a', 'b', 'c'], ['d']])
})

test('exactly twenty thousand are few enough', () => {
  const numbers = (...most: number[]) => most.map((one) => question(`${one}`, '数字', { least: 1, most: one }))
  expect(ids(numbers(99, 199))).toEqual([['99', '199']])
  expect(ids(numbers(99, 200))).toEqual([['99'], ['200']])
})

test('days, and any number of many choices, are counted alone', () => {
  const small = question('small', '单选', { options: options(2) })
  expect(ids([question('day', '日期'), small, question('other', '日期')])).toEqual([['small'], ['day'], ['other']])
  expect(ids([question('many', '多选', { options: options(20) }), small])).toEqual([['small'], ['many']])
})
