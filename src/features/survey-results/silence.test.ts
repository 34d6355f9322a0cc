import { describe, expect, test } from 'vitest'
import { timesChosen, whatMayBe } from '../../../tests/support/surveys/several.ts'
import type { Cell } from './cells.ts'
import { least } from './suppression.ts'
import { choicesTable } from './table.ts'

const option = (is: string, count: number, exclusive = false): Cell => ({ label: is, is, count, ...(exclusive && { exclusive }) })
const silent = (count: number): Cell => ({ label: '没有答', count })
const table = (base: number, ...cells: Cell[]) => {
  const { table: published, told } = choicesTable({ question: 'q', row: null, base, of: 'all' }, cells, { least: 1, most: cells.length })
  return { counts: published.lines.map(({ count }) => count), told }
}

describe('of several choices, where enough gave no answer and enough did', () => {
  test('that is told, and each choice that enough of those who answered left out', () => {
    expect(table(20, option('a', 8), option('b', 9), silent(5))).toEqual({ counts: [8, 9, 5], told: [[0], [1], [2]] })
    expect(table(20, option('a', 5), option('b', 10), silent(5))).toEqual({ counts: [5, 10, 5], told: [[0], [1], [2]] })
    expect(table(10, option('a', 5), option('b', 0), silent(5)).counts.at(-1)).toBe(5)
  })

  test('a choice is measured by those who answered, not by all', () => {
    // 11 of the 15 who answered chose it, so that it leaves four.
    expect(table(20, option('a', 11), option('b', 7), option('c', 8), silent(5)).counts.at(0)).toBeNull()
  })
})

describe('of several choices, where few gave no answer, or few did', () => {
  test('how many is not told, and the last choice that goes with others is left out with them', () => {
    expect(table(20, option('a', 8), option('b', 9), silent(4))).toEqual({ counts: [8, null, null], told: [[0]] })
    expect(table(20, option('a', 8), option('b', 9), option('c', 10), silent(0)).counts).toEqual([8, 9, null, null])
    expect(table(9, option('a', 4), option('b', 4), silent(5)).counts).toEqual([null, null, null])
  })

  test('a choice that few made or few left out is not told either', () => {
    const counts = (...given: number[]) => table(20, ...given.map((count, place) => option('abcd'.charAt(place), count)), silent(3)).counts
    expect(counts(4, 5, 15, 9)).toEqual([null, 5, 15, null, null])
    expect(counts(16, 15, 10)).toEqual([null, 15, null, null])
  })

  test('a choice that goes with none other is told when it and the rest are enough, and others are then measured without it', () => {
    expect(table(20, option('a', 6), option('b', 9), option('none', 8, true), silent(2)).counts).toEqual([6, null, 8, null])
    expect(table(20, option('a', 8), option('b', 9), option('none', 8, true), silent(2)).counts).toEqual([null, null, 8, null])
    expect(table(20, option('a', 7), option('b', 9), option('none', 8, true), silent(2)).counts).toEqual([7, null, 8, null])
  })

  test('one that few made says nothing of how many the others are measured by', () => {
    expect(table(20, option('a', 14), option('b', 9), option('none', 4, true), silent(2)).counts).toEqual([14, null, null, null])
    const two = [option('none', 5, true), option('else', 4, true)]
    expect(table(20, option('a', 13), option('b', 9), ...two, silent(2)).counts).toEqual([13, null, 5, null, null])
  })
})

describe('of several choices that may be passed over, neither few who chose nor few who did not, nor few who gave no answer can be worked out', () => {
  const upTo = (highest: number) => Array.from({ length: highest + 1 }, (_, count) => count)

  /** Those who chose something, those who chose what goes with none where there is that, and those who passed it over. */
  const all = (options: number, most: number, none: boolean, base: number) =>
    upTo(base).flatMap((silence) =>
      upTo(none ? base - silence : 0).flatMap((alone) =>
        timesChosen(options, most, base - silence - alone).map((counts) => [...counts, ...(none ? [alone] : []), silence]),
      ),
    )

  const givenAway = (options: number, most: number, none: boolean, base: number) => {
    const tell = (counts: number[]) => {
      const cells = counts.slice(0, -1).map((count, place) => option(`${place}`, count, place === options))
      const about = { question: 'q', row: null, base, of: 'all' as const }
      const { table: published } = choicesTable(about, [...cells, silent(counts.at(-1) ?? 0)], { least: 1, most })
      return published.lines.map(({ count }) => count ?? '-').join()
    }
    const tables = all(options, most, none, base)
    /** Who did not choose each, of those who answered. */
    const notChosen = (counts: number[]) => counts.slice(0, -1).map((count) => base - (counts.at(-1) ?? 0) - count)
    const facts = tables.map((counts) => [...counts, ...notChosen(counts)])
    const cells = options + (none ? 1 : 0) + 1
    const seen = whatMayBe(facts, (fact) => tell(fact.slice(0, cells)))
    return [...seen].filter(([, known]) => known.some((may) => may.size === 1 && Math.min(...may) < least)).map(([key]) => key)
  }

  test.each([
    [2, 2, false, 14],
    [3, 2, false, 12],
    [3, 2, true, 12],
    [3, 3, true, 11],
    [4, 2, false, 11],
    [4, 2, true, 10],
  ])('%i options, at most %i, with one that goes with none: %s', (options, most, none, highest) => {
    for (let base = least; base <= highest; base++) expect(givenAway(options, most, none, base)).toEqual([])
  })
})
