import { describe, expect, test } from 'vitest'
import type { Cell } from './cells.ts'
import { type About, choicesTable, sumTable, tellsAll } from './table.ts'

const about = (base: number): About => ({ question: 'q', row: null, base, of: 'all' })
const choices = (...counts: number[]): Cell[] =>
  counts.map((count, place) => ({ label: 'ABCDE'.charAt(place), is: 'ABCDE'.charAt(place), count }))
/** A cell for each score from 1. */
const scores = (...counts: number[]): Cell[] =>
  counts.map((count, place) => ({ label: `${place + 1}`, count, from: place + 1, until: place + 1 }))
const silent = (count: number): Cell => ({ label: '没有答', count })

describe('a table whose cells make its base', () => {
  test('tells small cells together, with the labels of all of them', () => {
    expect(sumTable(about(20), choices(9, 2, 3, 6)).table).toEqual({
      ...about(20),
      adds_up: true,
      lines: [
        { labels: ['A'], count: 9 },
        { labels: ['B', 'C'], count: 5 },
        { labels: ['D'], count: 6 },
      ],
      mean: null,
    })
  })

  test('is told whole only when every cell has a line of its own', () => {
    expect([choices(9, 6), choices(9, 2, 3), choices(2, 3)].map((cells) => tellsAll(sumTable(about(20), cells)))).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('the mean of a score', () => {
  const mean = (cells: Cell[]) => sumTable(about(20), cells).table.mean

  test('is told to one place, of those who gave one', () => {
    expect(mean(scores(5, 5, 10))).toBe(2.3)
    expect(mean([...scores(5, 15), silent(7)])).toBe(1.8)
  })
  test('is not told when a score is told together with another', () => expect(mean(scores(5, 3, 12))).toBeNull())
  test('is not told of bands', () =>
    expect(
      mean([
        { label: '1—10', count: 9, from: 1, until: 10 },
        { label: '11', count: 9, from: 11, until: 11 },
      ]),
    ).toBeNull())
  test('is none of nobody, nor of choices', () => {
    expect(mean(scores(0))).toBeNull()
    expect(mean(choices(9, 9))).toBeNull()
  })
})

describe('a table of several choices', () => {
  const any = { least: 1, most: 3 }

  test('leaves out few who chose or did not, never one alone, and has no mean', () => {
    const { table, told } = choicesTable(about(20), choices(9, 12, 17), any)
    expect(table).toEqual({
      ...about(20),
      adds_up: false,
      lines: [
        { labels: ['A'], count: 9 },
        { labels: ['B'], count: null },
        { labels: ['C'], count: null },
      ],
      mean: null,
    })
    expect(told).toEqual([[0]])
  })

  test('is told whole when nothing is left out', () => {
    expect([choices(9, 12), choices(9, 4)].map((cells) => tellsAll(choicesTable(about(20), cells, any)))).toEqual([true, false])
  })
})
