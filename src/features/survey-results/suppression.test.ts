import { describe, expect, test } from 'vitest'
import { timesChosen, whatMayBe } from '../../../tests/support/surveys/several.ts'
import { least, type Several, tellTogether, toldChoices } from './suppression.ts'

/** Every way of sharing `base` among `cells`. */
const shares = (cells: number, base: number): number[][] =>
  cells === 1
    ? [[base]]
    : Array.from({ length: base + 1 }, (_, first) => shares(cells - 1, base - first).map((rest) => [first, ...rest])).flat()

/** All that a reader sees of a table. */
const told = (counts: number[]) =>
  JSON.stringify(tellTogether(counts).map((group) => [group, group.reduce((sum, place) => sum + (counts[place] ?? 0), 0)]))

/** Cells below the least that a reader who knows the rule, the base and everything told can work out. */
const workedOut = (tables: number[][], tell: (counts: number[]) => string) => {
  const seen = whatMayBe(tables, tell)
  return tables.filter((counts) => counts.some((count, place) => count < least && seen.get(tell(counts))?.[place]?.size === 1))
}

describe('a table whose cells add up to its base', () => {
  test.each([
    [2, 40],
    [3, 24],
    [4, 18],
    [5, 14],
    [6, 11],
  ])('of %i cells: no cell below five can be worked out, for any base up to %i', (cells, most) => {
    for (let base = least; base <= most; base++) expect(workedOut(shares(cells, base), told)).toEqual([])
  })

  test('tells every cell as it is when none is below five', () => {
    expect(tellTogether([5, 9, 30])).toEqual([[0], [1], [2]])
  })

  test('tells a small cell together with what follows, and a small last one with what is before it', () => {
    expect(tellTogether([20, 3, 12, 7])).toEqual([[0], [1, 2], [3]])
    expect(tellTogether([20, 12, 3])).toEqual([[0], [1, 2]])
    expect(tellTogether([0, 0, 0, 9, 8])).toEqual([[0, 1, 2, 3], [4]])
  })

  test('tells all cells together when they are few altogether, and nothing of none', () => {
    expect(tellTogether([2, 1])).toEqual([[0, 1]])
    expect(tellTogether([])).toEqual([])
  })

  test('would be worked out if only the small cells were hidden', () => {
    const naive = (counts: number[]) => JSON.stringify(counts.map((count) => (count < least ? '-' : count)))
    expect(workedOut(shares(3, 20), naive).length).toBeGreaterThan(0)
  })
})

describe('a table of several choices', () => {
  /** What one person may choose, by the places of the options. */
  const ways = {
    'one or two of two, or none of these': [[0], [1], [0, 1], [2]],
    'one or two of three': [[0], [1], [2], [0, 1], [0, 2], [1, 2]],
    'any of three': [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]],
    'one or two of three, or none of these': [[0], [1], [2], [0, 1], [0, 2], [1, 2], [3]],
    'one or two of four, or none of these': [[0], [1], [2], [3], [0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3], [4]],
    'two of three': [
      [0, 1],
      [0, 2],
      [1, 2],
    ],
    'two or three of three, or none of these': [[0, 1], [0, 2], [1, 2], [0, 1, 2], [3]],
    'three of four': [
      [0, 1, 2],
      [0, 1, 3],
      [0, 2, 3],
      [1, 2, 3],
    ],
  }

  /** What the content check refuses, because it can add up to the base. */
  const refused = {
    'one of four': [[0], [1], [2], [3]],
    'one or two of two, or one of two that go with none': [[0], [1], [0, 1], [2], [3]],
  }

  /** Every table that `base` people can make. */
  const tables = (choices: number[][], base: number) => {
    const options = Math.max(...choices.flat()) + 1
    const times = (option: number, shared: number[]) =>
      shared.reduce((sum, time, place) => sum + (choices[place]?.includes(option) ? time : 0), 0)
    return shares(choices.length, base).map((shared) => Array.from({ length: options }, (_, option) => times(option, shared)))
  }

  const severalOf = (choices: number[][]): Several => {
    const options = [...new Set(choices.flat())].sort((a, b) => a - b)
    const together = choices.filter((chosen) => chosen.length > 1).flat()
    if (together.length === 0) return { least: 1, most: 1, alone: options.map(() => false) }
    const sizes = choices.filter((chosen) => chosen.some((option) => together.includes(option))).map(({ length }) => length)
    return { least: Math.min(...sizes), most: Math.max(...sizes), alone: options.map((option) => !together.includes(option)) }
  }

  const givenAway = (all: number[][], base: number, several: Several) => {
    const tell = (counts: number[]) => JSON.stringify(toldChoices(counts, base, several).map((one, place) => (one ? counts[place] : '-')))
    const seen = whatMayBe(all, tell)
    const small = (count: number) => count < least || base - count < least
    return all.filter((counts) => counts.some((one, place) => small(one) && seen.get(tell(counts))?.[place]?.size === 1))
  }

  test.each(Object.entries(ways))('of %s: neither few who chose nor few who did not can be worked out', (_, choices) => {
    for (let base = 2 * least; base <= (choices.length > 5 ? 11 : 18); base++)
      expect(givenAway(tables(choices, base), base, severalOf(choices))).toEqual([])
  })

  test('of one to three of three, and of one or two of six', () => {
    const without = (options: number, most: number) => ({ least: 1, most, alone: Array.from({ length: options }, () => false) })
    expect(timesChosen(3, 3, 7)).toHaveLength(new Set(tables(ways['any of three'], 7).map(String)).size)
    expect(givenAway(timesChosen(6, 2, 10), 10, without(6, 2))).toEqual([])
    expect(givenAway(timesChosen(5, 3, 10), 10, without(5, 3))).toEqual([])
  })

  test.each(Object.entries(refused))('of %s, something would be worked out', (_, choices) => {
    const leaking = [10, 17].filter((base) => givenAway(tables(choices, base), base, severalOf(choices)).length > 0)
    expect(leaking).not.toEqual([])
  })

  test('leaves out more where nearly everybody chose as many as they may, and all where everybody must choose two', () => {
    const two = { least: 1, most: 2, alone: [false, false, false, false, false, true] }
    expect(toldChoices([10, 10, 11, 3, 2, 6], 24, two)).toEqual([true, true, true, false, false, true])
    expect(toldChoices([10, 10, 12, 3, 1, 6], 24, two)).toEqual([true, true, true, false, false, false])
    expect(toldChoices([10, 10, 12, 12, 3, 1], 24, two)).toEqual([true, true, true, false, false, false])
    expect(toldChoices([10, 10, 12, 3, 1, 6], 24, { ...two, least: 2 })).toEqual([false, false, false, false, false, false])
  })

  test('tells every count when none is small, and never leaves out one alone', () => {
    const any = { least: 1, most: 3, alone: [false, false, false] }
    expect(toldChoices([5, 9, 12], 20, any)).toEqual([true, true, true])
    expect(toldChoices([5, 15], 20, any)).toEqual([true, true])
    expect(toldChoices([4, 9, 12], 20, any)).toEqual([false, false, true])
    expect(toldChoices([9, 12, 17], 20, any)).toEqual([true, false, false])
    expect(toldChoices([2, 9, 3], 20, any)).toEqual([false, true, false])
  })
})
