import { expect, test } from 'vitest'
import { askedOn, pathsMax, pathsOf } from './paths.ts'
import type { Question, Section } from './schema.ts'

const options = (...ids: string[]) => ids.map((id) => ({ id, label: id }))
const single = (id: string, ids: string[], more: Partial<Question> = {}): Question => ({
  id,
  ask: id,
  kind: '单选',
  required: true,
  options: options(...ids),
  ...more,
})
const asked = (...questions: Question[]): { sections: Section[] } => ({ sections: [{ id: 'one', title: 'one', questions }] })
const after = (question: string, ...is: string[]): Question => single(`after_${question}`, ['x', 'y'], { when: [{ question, is }] })

test('questions no condition looks at make no ways', () => {
  expect(pathsOf(asked(single('a', ['x', 'y']), single('b', ['x', 'y'])))).toEqual([{}])
})

test('each option of a choice is a way, and so is passing it over where one may', () => {
  expect(pathsOf(asked(single('a', ['x', 'y']), after('a', 'x')))).toEqual([{ a: 'x' }, { a: 'y' }])
  expect(pathsOf(asked(single('a', ['x', 'y'], { required: false }), after('a', 'x')))).toEqual([{}, { a: 'x' }, { a: 'y' }])
})

test('a question that is not asked is not answered on the way', () => {
  const ways = pathsOf(asked(single('a', ['x', 'y']), single('b', ['x', 'y'], { when: [{ question: 'a', is: ['x'] }] }), after('b', 'y')))
  expect(ways).toEqual([{ a: 'x', b: 'x' }, { a: 'x', b: 'y' }, { a: 'y' }])
  expect(ways.map((way) => askedOn(asked(single('a', ['x', 'y']), after('a', 'x')), way))).toEqual([
    ['a', 'after_a'],
    ['a', 'after_a'],
    ['a'],
  ])
})

test('numbers are tried where a condition begins and ceases to hold, and at both ends', () => {
  const number: Question = { id: 'n', ask: 'n', kind: '数字', required: true, least: 1, most: 9 }
  const old = single('old', ['x', 'y'], { when: [{ question: 'n', least: 3, most: 5 }] })
  expect(pathsOf(asked(number, old)).map(({ n }) => n)).toEqual([1, 2, 3, 5, 6, 9])
})

test('several options together are tried as far as conditions tell them apart', () => {
  const several = single('m', ['x', 'y', 'z'], { kind: '多选' })
  several.options?.push({ id: 'none', label: 'none', exclusive: true })
  expect(pathsOf(asked(several, after('m', 'x')))).toEqual([{ m: ['y'] }, { m: ['x'] }, { m: ['x', 'y'] }, { m: ['none'] }])
  expect(pathsOf(asked({ ...several, most: 1 }, after('m', 'x')))).toEqual([{ m: ['y'] }, { m: ['x'] }, { m: ['none'] }])
  expect(pathsOf(asked({ ...several, least: 2 }, after('m', 'x')))).toEqual([{ m: ['y', 'z'] }, { m: ['x', 'y'] }, { m: ['none'] }])
})

test('too many ways are given up', () => {
  const ids = Array.from({ length: 12 }, (_, place) => `o${place}`)
  const questions = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => [single(id, ids), after(id, 'o1')])
  expect(pathsOf(asked(...questions))).toHaveLength(pathsMax + 1)
})
