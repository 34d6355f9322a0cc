import { expect, test } from 'vitest'
import { readTree } from './tree.ts'

const text = readTree().get('docs/security.md') ?? ''

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are always its first ones. */
const sections: Record<string, number[]> = {
  1: [2, 9, 11, 3, 2],
  2: [3, 3, 4, 1],
  3: [0, 2, 4, 6, 5, 0, 2],
  4: [3, 1, 2, 4],
  5: [1, 3, 2, 3],
  6: [3, 12, 4, 4, 5, 3, 0, 4],
  7: [3, 4, 2, 5, 2, 2],
  8: [2, 3, 1, 1],
  9: [3, 4],
  10: [2, 2, 4, 11, 5, 2, 3],
  11: [2, 3, 3, 4, 1, 1],
  12: [3, 2, 4],
  13: [1, 5, 2, 5],
  14: [2, 4, 3],
  15: [3, 3, 7],
  16: [1, 5, 4, 3, 3],
  17: [1, 4, 2],
}
const required = Object.entries(sections).flatMap(([chapter, counts]) =>
  counts.flatMap((count, section) => Array.from({ length: count }, (_, place) => `${chapter}.${section + 1}.${place + 1}`)),
)

const rankOf = (id: string) => id.split('.').reduce((rank, part) => rank * 100 + Number(part), 0)

interface Row {
  ids: string
  mark: string
  shown: string
}
const rows = text.split('\n').flatMap((line): Row[] => {
  const [, ids = '', , mark = '', shown = ''] = line.split('|').map((cell) => cell.trim())
  return /^\d+\.\d+\.\d+/.test(ids) ? [{ ids, mark, shown }] : []
})
const covers = ({ ids }: Row, id: string) =>
  ids.split(', ').some((part) => {
    const [from = '', to = from] = part.split('–')
    return rankOf(from) <= rankOf(id) && rankOf(id) <= rankOf(to)
  })

test('ASVS 5.0.0 has 253 requirements of levels 1 and 2, and each has one line', () => {
  expect(required).toHaveLength(253)
  expect(required.filter((id) => rows.filter((row) => covers(row, id)).length !== 1)).toEqual([])
})

test('every line is marked, and says what shows it or why it is not needed', () => {
  expect(rows.filter(({ mark, shown }) => !['✓', '◐', '–'].includes(mark) || shown.length < 5).map(({ ids }) => ids)).toEqual([])
})

test('what is kept in part stands among the gaps', () => {
  expect(rows.some(({ mark }) => mark === '◐')).toBe(true)
  expect(text).toContain('## Honest gaps')
})
