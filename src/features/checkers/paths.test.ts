import { describe, expect, test } from 'vitest'
import { writtenChecker, writtenCheckers } from '../../../tests/support/checkers.ts'
import { pathsOf } from './paths.ts'
import { viewOf } from './view.ts'

const today = '2026-11-23'

describe.each(Object.keys(writtenCheckers))('every way through %s', (slug) => {
  const checker = writtenChecker(slug)
  const paths = pathsOf(checker)
  const viewFor = (fields: Record<string, string>) => {
    const view = viewOf(checker, fields, today)
    if (!view.ok) throw new Error(view.refusal)
    return view.value
  }

  test('asks its questions one by one, and ends with something to read', () => {
    const odd = paths.filter((answers) => {
      const { step, findings, problem, answered } = viewFor(answers)
      const told = findings.flatMap(({ title, text, lines }) => [title, text, ...lines.flatMap(({ name, value }) => [name, value])])
      const whole = told.every((words) => words.trim() !== '' && !/undefined|NaN|null/.test(words))
      return step || problem || findings.length === 0 || !whole || answered.some(({ words }) => words === '')
    })
    expect(paths.length).toBeGreaterThan(5)
    expect(odd).toEqual([])
  })

  test('lets the last answer be taken back, and the first be changed', () => {
    for (const answers of paths.slice(0, 300)) {
      const [first = ''] = Object.keys(answers)
      const last = Object.keys(answers).at(-1) ?? ''
      const { [last]: taken = '', ...rest } = answers
      expect(viewFor(rest).step?.question.id).toBe(last)
      expect(viewFor({ ...answers, edit: first }).step).toMatchObject({ question: { id: first }, typed: answers[first] })
      expect(taken).not.toBe('')
    }
  })
})
