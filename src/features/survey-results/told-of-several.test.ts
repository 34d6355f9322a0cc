import { describe, expect, test } from 'vitest'
import { type Kind, of, told } from '../../../tests/support/surveys/told.ts'
import { choice, options, surveyOf, when } from '../../../tests/support/surveys/worked-out.ts'
import type { Question } from '../surveys/schema.ts'

describe('a question that waits for one of several choices', () => {
  const several = (more: Partial<Question> = {}) => choice('q', 'abc', { kind: '多选', ...more })
  const survey = surveyOf(several(), choice('r', 'xy', { when: when('q', 'a') }))
  const kinds = (x: number, y: number): Kind[] => [
    [{ q: ['a', 'b'], r: 'x' }, x],
    [{ q: ['a', 'c'], r: 'y' }, y],
    [{ q: ['b', 'c'] }, 8],
  ]

  test('is told over those who made it, where that is told', () => {
    expect(told(survey, kinds(6, 7))).toEqual(['q all 21: A 13, B 14, C 15', 'r asked 13: X 6, Y 7'])
    expect(told(survey, kinds(2, 2))).toEqual(['q all 12: A hidden, B hidden, C hidden'])
  })

  const noneOf = { options: [...options('ab'), { id: 'c', label: 'C', exclusive: true }] }
  const any = surveyOf(several(noneOf), choice('r', 'xy', { when: when('q', 'ab') }))

  test('or any of those that go with others: over all but those who made the one that goes with none', () => {
    const all = (none: number): Kind[] => [
      [{ q: ['a'], r: 'x' }, 9],
      [{ q: ['a', 'b'], r: 'y' }, 8],
      [{ q: ['b'], r: 'y' }, 9],
      [{ q: ['c'] }, none],
    ]
    expect(of('r', told(any, all(7)))).toEqual(['r asked 26: X 9, Y 17'])
    expect(of('r', told(any, all(2)))).toEqual([])
  })

  test('or any of those, with how many passed it over', () => {
    const free = surveyOf(several({ ...noneOf, required: false }), choice('r', 'xy', { when: when('q', 'ab') }))
    const all = (silent: number): Kind[] => [
      [{ q: ['a'], r: 'x' }, 9],
      [{ q: ['b'], r: 'y' }, 9],
      [{ q: ['c'] }, 7],
      [{}, silent],
    ]
    expect(of('r', told(free, all(6)))).toEqual(['r asked 18: X 9, Y 9'])
    expect(of('r', told(free, all(2)))).toEqual([])
  })
})

describe('a question that waits for any of several choices, some of which came on paper', () => {
  const any = (all: NonNullable<Question['options']>) =>
    surveyOf(choice('q', '', { kind: '多选', options: all }), choice('r', 'xy', { when: when('q', 'ab') }))

  test('is told over all that did not choose the one that goes with no other; whoever left both blank is told as silent', () => {
    const online: Kind[] = [
      [{ q: ['a'], r: 'x' }, 9],
      [{ q: ['a', 'b'], r: 'y' }, 8],
      [{ q: ['b'], r: 'y' }, 3],
      [{ q: ['c'] }, 7],
    ]
    const noneOf = any([...options('ab'), { id: 'c', label: 'C', exclusive: true }])
    expect(of('r', told(noneOf, online, [[{}, 2]]))).toEqual(['r asked 22: X 9, Y+没有答这道题 13'])
  })

  test('is told over those who answered, where others were not asked and at least five of those can be read from what is told', () => {
    const online = (a: number, b: number, c: number, d: number): Kind[] => [
      [{ q: ['a'], r: 'x' }, a],
      [{ q: ['b'], r: 'y' }, b],
      [{ q: ['c'] }, c],
      [{ q: ['d'] }, d],
    ]
    expect(of('r', told(any(options('abcd')), online(9, 8, 7, 7), [[{}, 2]]))).toEqual(['r answered 17: X 9, Y 8'])
    expect(of('r', told(any(options('abcd')), online(9, 8, 7, 7), [[{}, 5]]))).toEqual(['r answered 17: X 9, Y 8'])
    expect(of('r', told(any(options('abcd')), online(9, 8, 7, 2), [[{}, 2]]))).toEqual(['r answered 17: X 9, Y 8'])
    expect(of('r', told(any(options('abcd')), online(9, 4, 7, 7), [[{}, 2]]))).toEqual([])
  })

  test('is not told where that cannot be read', () => {
    const online: Kind[] = [
      [{ q: ['a', 'b'], r: 'x' }, 9],
      [{ q: ['a', 'b', 'c'], r: 'y' }, 8],
    ]
    expect(of('r', told(any(options('abc')), online, [[{ q: ['c'] }, 7]]))).toEqual([])
  })
})
