import { describe, expect, test } from 'vitest'
import { dailyName, outdated } from './keep.ts'

const dayNames = (from: string, count: number) =>
  Array.from({ length: count }, (_, day) =>
    dailyName(new Date(Date.parse(`${from}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10)),
  )

const kept = (names: string[], days: number, months: number) => {
  const gone = new Set(outdated(names, { days, months }))
  return names.filter((name) => !gone.has(name)).map((name) => name.slice(6, 16))
}

describe('backups made by themselves', () => {
  test('are kept for fourteen days, and the first of each month for six months', () => {
    expect(kept(dayNames('2026-01-10', 300), 14, 6)).toEqual(
      [
        '2026-06-01',
        '2026-07-01',
        '2026-08-01',
        '2026-09-01',
        '2026-10-01',
        ...dayNames('2026-10-23', 14).map((name) => name.slice(6, 16)),
        '2026-11-01',
      ]
        .toSorted()
        .filter((day, place, all) => all.indexOf(day) === place),
    )
  })

  test('are all kept while there are few', () => {
    expect(outdated(dayNames('2026-11-01', 14), { days: 14, months: 6 })).toEqual([])
  })

  test('go with time and not in the order in which they are listed', () => {
    expect(outdated(dayNames('2026-11-01', 3).toReversed(), { days: 2, months: 0 })).toEqual([dailyName('2026-11-01')])
  })

  test('never go all, whatever was asked for', () => {
    expect(kept(dayNames('2026-11-01', 3), 0, 0)).toEqual(['2026-11-03'])
  })

  test('go alone: what somebody made by hand, or put there, stays', () => {
    expect(
      outdated(['2025-01-01-083000.ndjson.gz', 'daily-2025.txt', 'secret', ...dayNames('2026-11-01', 1)], { days: 1, months: 0 }),
    ).toEqual([])
  })
})
