import { describe, expect, test } from 'vitest'
import { type Kind, of, told } from '../../../tests/support/surveys/told.ts'
import { choice, surveyOf, when } from '../../../tests/support/surveys/worked-out.ts'
import type { Question } from '../surveys/schema.ts'

const score = (id: string, more: Partial<Question> = {}) => choice(id, '', { kind: '打分', least: 1, most: 3, ...more })

describe('a question everybody is asked is told', () => {
  const plain = surveyOf(choice('q', 'ab'))
  test('over all, from five on', () => {
    expect(
      told(plain, [
        [{ q: 'a' }, 6],
        [{ q: 'b' }, 7],
      ]),
    ).toEqual(['q all 13: A 6, B 7'])
    expect(
      told(plain, [
        [{ q: 'a' }, 2],
        [{ q: 'b' }, 3],
      ]),
    ).toEqual(['q all 5: A+B 5'])
  })

  test('with how many passed it over, where they may', () => {
    const free = surveyOf(choice('q', 'ab', { required: false }))
    expect(
      told(free, [
        [{ q: 'a' }, 6],
        [{ q: 'b' }, 7],
        [{}, 8],
      ]),
    ).toEqual(['q all 21: A 6, B 7, 没有答这道题 8'])
    expect(
      told(free, [
        [{ q: 'a' }, 6],
        [{ q: 'b' }, 7],
      ]),
    ).toEqual(['q all 13: A 6, B+没有答这道题 7'])
  })

  test('with how many left it blank, once some came on paper', () => {
    expect(
      told(
        plain,
        [
          [{ q: 'a' }, 6],
          [{ q: 'b' }, 7],
        ],
        [[{}, 5]],
      ),
    ).toEqual(['q all 18: A 6, B 7, 没有答这道题 5'])
  })

  test('with what an earlier wording asked, told apart', () => {
    const earlier: Kind[] = [
      [{ q: 'a' }, 6],
      [{ q: 'b' }, 7],
      [{ q: 'z' }, 5],
      [{}, 8],
    ]
    expect(told(plain, earlier, [], 'an earlier one')).toEqual(['q all 26: A 6, B 7, 改题以前的选项 5, 没有答这道题 8'])
  })
})

describe('a question that waits for one choice is told over those who made it', () => {
  const survey = surveyOf(choice('q', 'abc'), choice('r', 'xy', { when: when('q', 'a') }))
  const answered = (a: number, b: number): Kind[] => [
    [{ q: 'a', r: 'x' }, a],
    [{ q: 'a', r: 'y' }, b],
  ]

  test('where that count is told', () => {
    expect(of('r', told(survey, [...answered(6, 7), [{ q: 'b' }, 5], [{ q: 'c' }, 9]]))).toEqual(['r asked 13: X 6, Y 7'])
  })

  test('not where that count is told together with another', () => {
    expect(told(survey, [...answered(2, 2), [{ q: 'b' }, 5], [{ q: 'c' }, 9]])).toEqual(['q all 18: A+B 9, C 9'])
    const free = surveyOf(choice('q', 'abc'), choice('r', 'xy', { required: false, when: when('q', 'a') }))
    expect(told(free, [...answered(2, 2), [{ q: 'b' }, 5], [{ q: 'c' }, 9]])).toEqual(['q all 18: A+B 9, C 9'])
  })

  test('not where so few made it that they are told with nobody, nor where nobody can be told at all', () => {
    const two = surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'a') }))
    expect(of('r', told(two, [...answered(2, 1), [{ q: 'b' }, 9]]))).toEqual([])
  })

  test('and over any of several that are told together, if all of them do', () => {
    const any = surveyOf(choice('q', 'abc'), choice('r', 'xy', { when: when('q', 'ab') }))
    const kinds: Kind[] = [
      [{ q: 'a', r: 'x' }, 3],
      [{ q: 'b', r: 'x' }, 3],
      [{ q: 'b', r: 'y' }, 5],
      [{ q: 'c' }, 9],
    ]
    expect(told(any, kinds)).toEqual(['q all 20: A+B 11, C 9', 'r asked 11: X 6, Y 5'])
  })

  test('with whoever left that one blank, where they are told as one and it came on paper', () => {
    const last = surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'b') }))
    const kinds: Kind[] = [
      [{ q: 'a' }, 6],
      [{ q: 'b', r: 'x' }, 7],
      [{ q: 'b', r: 'y' }, 8],
    ]
    expect(told(last, kinds, [[{}, 1]])).toEqual(['q all 22: A 6, B+没有答这道题 16', 'r asked 16: X 7, Y+没有答这道题 9'])
  })

  test('not where more have answered it than are asked by now, nor fewer, if all must answer', () => {
    const kinds: Kind[] = [...answered(6, 7), [{ q: 'b', r: 'x' }, 5], [{ q: 'c' }, 9]]
    expect(of('r', told(survey, kinds, [], 'an earlier one'))).toEqual([])
    expect(of('r', told(survey, [...answered(6, 7), [{ q: 'a' }, 5], [{ q: 'b' }, 6], [{ q: 'c' }, 9]]))).toEqual([])
  })
})

describe('a question that waits for a number is told over those who gave it', () => {
  const told13 = (is: (number: number) => boolean, condition: { least?: number; most?: number }) => {
    const survey = surveyOf(score('q'), choice('r', 'xy', { when: [{ question: 'q', ...condition }] }))
    const kinds = [5, 6, 7].map((times, place): Kind => [{ q: place + 1, ...(is(place + 1) && { r: 'x' }) }, times])
    return of('r', told(survey, kinds))
  }
  test('from one on, up to one, and between two', () => {
    expect(told13((number) => number >= 2, { least: 2 })).toEqual(['r asked 13: X+Y 13'])
    expect(told13((number) => number <= 2, { most: 2 })).toEqual(['r asked 11: X+Y 11'])
    expect(told13((number) => number === 2, { least: 2, most: 2 })).toEqual(['r asked 6: X+Y 6'])
    expect(told13(() => true, { least: 1, most: 3 })).toEqual(['r asked 18: X+Y 18'])
  })

  test('or, where numbers are told in bands and only a part of one counts, over those who answered', () => {
    const wide = { kind: '数字' as const, least: 0, most: 19 }
    const survey = surveyOf(choice('q', '', wide), choice('r', 'xy', { when: [{ question: 'q', least: 5 }] }))
    const kinds = Array.from({ length: 20 }, (_, q): Kind => [{ q, ...(q >= 5 && { r: q % 2 ? 'x' : 'y' }) }, 3])
    expect(of('r', told(survey, kinds))).toEqual(['r answered 45: X 24, Y 21'])
    const whole = surveyOf(choice('q', '', wide), choice('r', 'xy', { when: [{ question: 'q', least: 6 }] }))
    const sixOn = kinds.map(([answers, times]): Kind => [answers['q'] === 5 ? { q: 5 } : answers, times])
    expect(of('r', told(whole, sixOn))).toEqual(['r asked 42: X 21, Y 21'])
  })
})

describe('a question that waits for two others is told over those who answered', () => {
  const survey = surveyOf(choice('q', 'ab'), choice('r', 'xy'), choice('s', 'uv', { when: [...when('q', 'a'), ...when('r', 'x')] }))
  const kinds = (u: number, v: number, ...others: number[]): Kind[] => [
    [{ q: 'a', r: 'x', s: 'u' }, u],
    [{ q: 'a', r: 'x', s: 'v' }, v],
    [{ q: 'a', r: 'y' }, others[0] ?? 0],
    [{ q: 'b', r: 'x' }, others[1] ?? 0],
    [{ q: 'b', r: 'y' }, others[2] ?? 0],
  ]

  test('where all is told of both, and enough answered it and did not', () => {
    expect(of('s', told(survey, kinds(5, 6, 4, 4, 4)))).toEqual(['s answered 11: U 5, V 6'])
    expect(of('s', told(survey, kinds(2, 3, 4, 4, 4)))).toEqual(['s answered 5: U+V 5'])
  })

  test('not where fewer than five answered it, or fewer did not, or not all is told of one', () => {
    expect(of('s', told(survey, kinds(2, 2, 4, 4, 4)))).toEqual([])
    expect(of('s', told(survey, kinds(5, 6, 1, 1, 2)))).toEqual([])
    expect(of('s', told(survey, kinds(5, 6, 9, 3, 1)))).toEqual([])
  })
})

describe('where all is told of what two conditions look at', () => {
  const second = { required: false, when: [...when('q', 'ab'), ...when('r', 'xy')] }
  const survey = surveyOf(choice('q', 'ab'), choice('r', 'xy'), choice('s', 'uv', second))
  const kinds = (passed: number): Kind[] => [
    [{ q: 'a', r: 'x', s: 'u' }, 6],
    [{ q: 'b', r: 'y', s: 'v' }, 7],
    [{ q: 'b', r: 'y' }, passed],
  ]

  test('few who did not answer could be worked out, and enough cannot', () => {
    expect(of('s', told(survey, kinds(4)))).toEqual([])
    expect(of('s', told(survey, kinds(5)))).toEqual(['s answered 13: U 6, V 7'])
  })

  test('that is measured by the smaller of the two', () => {
    const asked = surveyOf(choice('q', 'ab'), choice('r', 'xy', { when: when('q', 'a') }), choice('p', 'mn'), {
      ...choice('s', 'uv', { required: false, when: [...when('r', 'xy'), ...when('p', 'mn')] }),
    })
    const all = (passed: number): Kind[] => [
      [{ q: 'a', r: 'x', p: 'm', s: 'u' }, 6],
      [{ q: 'a', r: 'y', p: 'n', s: 'v' }, 7],
      [{ q: 'a', r: 'y', p: 'n' }, passed],
      [{ q: 'b', p: 'n' }, 20],
    ]
    expect(of('s', told(asked, all(4)))).toEqual([])
    expect(of('s', told(asked, all(5)))).toEqual(['s answered 13: U 6, V 7'])
  })
})

describe('what follows from another condition decides nothing', () => {
  test('as in a chain, told over those who made the last choice', () => {
    const chain = surveyOf(
      choice('q', 'ab'),
      choice('r', 'xy', { when: when('q', 'a') }),
      choice('s', 'uv', { when: [...when('q', 'a'), ...when('r', 'x')] }),
    )
    const kinds: Kind[] = [
      [{ q: 'a', r: 'x', s: 'u' }, 6],
      [{ q: 'a', r: 'x', s: 'v' }, 7],
      [{ q: 'a', r: 'y' }, 8],
      [{ q: 'b' }, 9],
    ]
    expect(told(chain, kinds)).toEqual(['q all 30: A 21, B 9', 'r asked 21: X 13, Y 8', 's asked 13: U 6, V 7'])
  })

  test('as that of a section, said again at its question', () => {
    const one = surveyOf(choice('q', 'ab'))
    const again = { id: 'two', title: 'two', when: when('q', 'a'), questions: [choice('r', 'xy', { when: when('q', 'a') })] }
    const survey = { ...one, sections: [...one.sections, again] }
    expect(
      of(
        'r',
        told(survey, [
          [{ q: 'a', r: 'x' }, 6],
          [{ q: 'a', r: 'y' }, 7],
          [{ q: 'b' }, 8],
        ]),
      ),
    ).toEqual(['r asked 13: X 6, Y 7'])
  })
})

test('of a table of rows each row is told by itself', () => {
  const rows = ['1', '2'].map((id) => ({ id, label: id }))
  const survey = surveyOf(choice('q', 'ab', { kind: '表格', rows }))
  const kinds: Kind[] = [
    [{ q: { 1: 'a', 2: 'a' } }, 6],
    [{ q: { 1: 'b', 2: 'a' } }, 7],
  ]
  expect(told(survey, kinds)).toEqual(['q all 13: A 6, B 7', 'q all 13: A+B 13'])
})
