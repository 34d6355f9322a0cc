import { describe, expect, test } from 'vitest'
import { courseOf, holds, missing, sectionAfter, sectionBefore, shownQuestions } from './branching.ts'
import type { Answer, Answers, Question, Section } from './schema.ts'

type When = NonNullable<Question['when']>

const choice = (id: string, when?: When, required = true): Question => ({
  id,
  ask: id,
  kind: '单选',
  required,
  options: ['x', 'y'].map((option) => ({ id: option, label: option })),
  ...(when && { when }),
})
const is = (question: string, ...options: string[]) => ({ question, is: options })
const section = (id: string, questions: Question[], when?: When): Section => ({ id, title: id, questions, ...(when && { when }) })
const idsOf = (all: { id: string }[]) => all.map(({ id }) => id)

describe('a condition', () => {
  test.each<[string, When[number], Answer | undefined, boolean]>([
    ['on a choice holds for that choice', is('q', 'x'), 'x', true],
    ['on a choice does not hold for another one', is('q', 'x'), 'y', false],
    ['on any of several holds for the last of them', is('q', 'x', 'y'), 'y', true],
    ['on one of several choices holds when it is among them', is('q', 'x'), ['y', 'x'], true],
    ['on one of several choices does not hold when it is not', is('q', 'x'), ['y', 'z'], false],
    ['on a choice does not hold for a question passed over', is('q', 'x'), undefined, false],
    ['on a number holds from its least', { question: 'q', least: 3 }, 3, true],
    ['on a number does not hold below its least', { question: 'q', least: 3 }, 2, false],
    ['on a number that may be none holds for none', { question: 'q', most: 0 }, 0, true],
    ['on a number holds up to its most', { question: 'q', most: 5 }, 5, true],
    ['on a number does not hold above its most', { question: 'q', most: 5 }, 6, false],
    ['between two numbers holds between them', { question: 'q', least: 3, most: 5 }, 4, true],
    ['between two numbers does not hold above', { question: 'q', least: 3, most: 5 }, 6, false],
    ['between two numbers does not hold below', { question: 'q', least: 3, most: 5 }, 2, false],
    ['on a number does not hold for words, whatever they look like', { question: 'q', least: 3 }, '4', false],
    ['on a number does not hold for a question passed over', { question: 'q', most: 5 }, undefined, false],
  ])('%s', (_, condition, answer, expected) => expect(holds([condition], answer === undefined ? {} : { q: answer })).toBe(expected))

  test('beside another: both must hold', () => {
    const both = [is('q', 'x'), is('r', 'y')]
    expect([{ q: 'x', r: 'y' }, { q: 'x', r: 'x' }, { q: 'x' }, {}].map((answers) => holds(both, answers))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
  test('that is not there always holds', () => expect(holds(undefined, {})).toBe(true))
})

describe('a page', () => {
  const home = section('home', [choice('pets')])
  const pets = section('pets', [choice('dogs', [is('pets', 'x')]), choice('leash', [is('dogs', 'x')])])
  const last = section('last', [choice('say', undefined, false)])
  const survey = { sections: [home, pets, last] }

  test('of which nothing is asked is left out, even when its questions wait for one another', () => {
    expect(idsOf(courseOf(survey, { pets: 'y' }).sections)).toEqual(['home', 'last'])
    expect(idsOf(courseOf(survey, {}).sections)).toEqual(['home', 'last'])
  })

  test('whose own condition does not hold is left out with all its questions and answers', () => {
    const inside = section('inside', [choice('free')], [is('pets', 'x')])
    const told = courseOf({ sections: [home, inside] }, { pets: 'y', free: 'x' })
    expect([idsOf(told.sections), told.answers]).toEqual([['home'], { pets: 'y' }])
  })

  test('branches when a question waits for one of the same page, also together with one of an earlier page', () => {
    const joined = section('joined', [choice('a'), choice('b', [is('pets', 'x'), is('a', 'x')])])
    const { sections } = courseOf({ sections: [home, pets, joined, last] }, { pets: 'x' })
    expect(sections.map(({ id, branches }) => [id, branches])).toEqual([
      ['home', false],
      ['pets', true],
      ['joined', true],
      ['last', false],
    ])
  })

  test('comes after another, the first one after none, and none after the last one', () => {
    const course = courseOf(survey, { pets: 'x' })
    expect([null, 'home', 'pets', 'last'].map((id) => sectionAfter(course, id)?.id ?? null)).toEqual(['home', 'pets', 'last', null])
  })

  test('comes before another, and none before the first one', () => {
    const course = courseOf(survey, { pets: 'x' })
    expect(['last', 'pets', 'home'].map((id) => sectionBefore(course, id)?.id ?? null)).toEqual(['pets', 'home', null])
  })
})

describe('without script a page shows', () => {
  const shown = (questions: Question[], answers: Answers) => idsOf(shownQuestions(section('page', questions), answers))
  const chained = [choice('a', [is('before', 'x')]), choice('b', [is('a', 'x')]), choice('c', [is('b', 'x')])]

  test('what an answer on it may bring up, and what that one may bring up', () =>
    expect(shown(chained, { before: 'x' })).toEqual(['a', 'b', 'c']))
  test('nothing that hangs on what an earlier page has ruled out', () => expect(shown(chained, { before: 'y' })).toEqual([]))
  test('not what waits for an earlier page too, which has not said so', () => {
    const questions = [choice('a'), choice('b', [is('a', 'x'), is('before', 'x')]), choice('c')]
    expect(shown(questions, { before: 'y' })).toEqual(['a', 'c'])
    expect(shown(questions, { before: 'x' })).toEqual(['a', 'b', 'c'])
  })
})

test('what is missing are the questions that are asked, must be answered and were not', () => {
  const survey = { sections: [section('one', [choice('a'), choice('b', undefined, false), choice('c', [is('a', 'y')]), choice('d')])] }
  const missed = (answers: Answers) => idsOf(missing(courseOf(survey, answers)))
  expect([missed({}), missed({ a: 'x' }), missed({ a: 'y', d: 'x' }), missed({ a: 'x', d: 'y' })]).toEqual([['a', 'd'], ['d'], ['c'], []])
})
