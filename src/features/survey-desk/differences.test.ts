import { describe, expect, test } from 'vitest'
import { sampleBallot, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import type { Fields } from '../surveys/schema.ts'
import { differencesOf, type PaperEntry, settled } from './differences.ts'

const survey = sampleSurvey()
const entry = (fields: Fields, booth: string | null = null): PaperEntry => ({ fields, booth, version: survey.version })
const whole = { lives: 'family', persons: '3', 'wants.meals': 'on', words: '谢谢大家' }

test('two entries that say the same have nothing to settle', () => {
  expect(differencesOf(survey, entry(whole), entry({ ...whole, persons: ' 3 ' }))).toEqual([])
  expect(settled(survey, entry(whole), entry(whole), {})).toEqual({
    ok: true,
    value: { answers: { lives: 'family', persons: 3, wants: ['meals'], words: '谢谢大家' }, booth: null },
  })
})

test('a text typed with other spaces and signs is the same, with another word it is not', () => {
  expect(differencesOf(survey, entry(whole), entry({ ...whole, words: '谢谢，大家！' }))).toEqual([])
  expect(differencesOf(survey, entry(whole), entry({ ...whole, words: '谢谢各位' }))).toEqual([
    { id: 'words', ask: '还有什么想说的？', one: '谢谢大家', other: '谢谢各位' },
  ])
})

test('each question is settled by itself, and what is not settled is named', () => {
  const other = entry({ lives: 'family', persons: '4', 'wants.lift': 'on' })
  expect(differencesOf(survey, entry(whole), other).map(({ id, one, other: second }) => [id, one, second])).toEqual([
    ['persons', '3 口', '4 口'],
    ['wants', '助餐', '加装电梯'],
    ['words', '谢谢大家', null],
  ])
  expect(settled(survey, entry(whole), other, { persons: '2' })).toEqual({ ok: false, refusal: ['wants', 'words'] })
  expect(settled(survey, entry(whole), other, { persons: '2', wants: '1', words: '2' })).toEqual({
    ok: true,
    value: { answers: { lives: 'family', persons: 4, wants: ['meals'] }, booth: null },
  })
})

test('an answer that hung on what was not chosen goes with it', () => {
  const other = entry({ lives: 'alone', 'wants.meals': 'on' })
  const picks = { lives: '2', persons: '1', words: '2' } as const
  expect(settled(survey, entry(whole), other, picks)).toEqual({
    ok: true,
    value: { answers: { lives: 'alone', wants: ['meals'] }, booth: null },
  })
})

test('a question that must be answered online may stay empty, as it does on paper', () => {
  expect(settled(survey, entry({ lives: 'alone' }), entry({ lives: 'alone' }), {})).toMatchObject({
    value: { answers: { lives: 'alone' } },
  })
})

test('the booth is settled like a question', () => {
  const ballot = sampleBallot()
  const votes = { 'vote.b1': 'on' }
  const [gate, none] = [entry(votes, 'gate'), entry(votes)]
  expect(differencesOf(ballot, gate, none)).toEqual([{ id: 'booth', ask: '在哪个投票点交的', one: '东门', other: null }])
  expect(settled(ballot, gate, none, { booth: '1' })).toMatchObject({ value: { booth: 'gate' } })
})

describe('a wording that changed after the entries', () => {
  const changed = sampleSurvey({
    version: 'new',
    sections: survey.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) =>
        question.id === 'lives'
          ? {
              ...question,
              options: [
                { id: 'alone', label: '一个人' },
                { id: 'shared', label: '合租' },
              ],
            }
          : question,
      ),
    })),
  })

  test('keeps every answer that still fits', () => {
    expect(settled(changed, entry(whole), entry(whole), {})).toMatchObject({ value: { answers: { wants: ['meals'], words: '谢谢大家' } } })
  })
})
