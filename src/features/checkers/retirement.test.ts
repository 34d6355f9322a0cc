import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ageInWords, yearsInWords } from './copy.ts'
import { contributionMonths, type RetirementKind, retirementOf } from './retirement.ts'

/**
 * The comparison tables published with the decision (延迟法定退休年龄对照表, one for men and two for women) have a row for each
 * birth month from the first who retire later to December of the year that retires in 2039. They are not copied here but
 * written anew from the decision's own words, by counting: so many rows have the same age, then the next month begins. No
 * division is used, so that a slip in the rule is not made twice. Rows as others print them are in
 * tests/content/retirement-rows.yml.
 */
const rowsOf = (first: { year: number; age: number }, rowsOfOneAge: number, last: { year: number; age: number }) => {
  const rows: { born: string; age: string; month: string }[] = []
  let months = 1
  let left = rowsOfOneAge
  for (let year = first.year; year <= last.year; year++) {
    for (let month = 1; month <= 12; month++) {
      const whole = first.age + Math.floor(months / 12)
      const more = months % 12
      const over = month + more > 12
      rows.push({
        born: `${year}-${String(month).padStart(2, '0')}`,
        age: `${whole}岁${more ? `${more}个月` : ''}`,
        month: `${year + whole + (over ? 1 : 0)}-${String(over ? month + more - 12 : month + more).padStart(2, '0')}`,
      })
      left -= 1
      if (left > 0 || months === (last.age - first.age) * 12) continue
      months += 1
      left = rowsOfOneAge
    }
  }
  return rows
}

const tables: [RetirementKind, number, ReturnType<typeof rowsOf>][] = [
  ['man', 144, rowsOf({ year: 1965, age: 60 }, 4, { year: 1976, age: 63 })],
  ['woman55', 144, rowsOf({ year: 1970, age: 55 }, 4, { year: 1981, age: 58 })],
  ['woman50', 120, rowsOf({ year: 1975, age: 50 }, 2, { year: 1984, age: 55 })],
]

describe.each(tables)('the table of %s', (kind, length, rows) => {
  test('has its rows', () => expect(rows).toHaveLength(length))

  test.each(rows)('born $born: $age, in $month', ({ born, age, month }) => {
    const retirement = retirementOf(kind, born)
    expect(ageInWords(retirement.age_months)).toBe(age)
    expect(retirement.month).toBe(month)
  })
})

/** Rows at the edges of the tables and where the age changes, worked out by hand. */
const worked: [RetirementKind, string, string, string, number][] = [
  ['man', '1965-01', '60岁1个月', '2025-02', 1],
  ['man', '1965-04', '60岁1个月', '2025-05', 1],
  ['man', '1965-05', '60岁2个月', '2025-07', 2],
  ['man', '1976-08', '62岁11个月', '2039-07', 35],
  ['man', '1976-09', '63岁', '2039-09', 36],
  ['man', '1976-12', '63岁', '2039-12', 36],
  ['woman55', '1970-01', '55岁1个月', '2025-02', 1],
  ['woman55', '1971-04', '55岁4个月', '2026-08', 4],
  ['woman55', '1981-09', '58岁', '2039-09', 36],
  ['woman50', '1975-01', '50岁1个月', '2025-02', 1],
  ['woman50', '1975-03', '50岁2个月', '2025-05', 2],
  ['woman50', '1984-10', '54岁11个月', '2039-09', 59],
  ['woman50', '1984-11', '55岁', '2039-11', 60],
]

test.each(worked)('%s born %s: %s, in %s, %i months later', (kind, born, age, month, delay) => {
  const retirement = retirementOf(kind, born)
  expect([ageInWords(retirement.age_months), retirement.month, retirement.delay_months]).toEqual([age, month, delay])
})

const published = parse(readFileSync(new URL('../../../tests/content/retirement-rows.yml', import.meta.url), 'utf8')) as Published[]
const kinds = ['man', 'woman55', 'woman50'] as const
type Published = { source: string; contribution?: Record<string, string> } & Partial<Record<RetirementKind, Record<string, string>>>

describe.each(published)('what $source prints', ({ contribution = {}, ...tables }) => {
  const rows = kinds.flatMap((kind) => Object.entries(tables[kind] ?? {}).map(([born, row]) => ({ kind, born, row })))

  test.each(rows)('$kind born $born: $row', ({ kind, born, row }) => {
    const { age_months, month, delay_months } = retirementOf(kind, born)
    const ours = [ageInWords(age_months), month, String(delay_months)]
    expect(ours).toEqual(row.split(' ').map((told, index) => (told === '-' ? ours[index] : told)))
  })

  test.each(Object.entries(contribution))('to be paid in by %s: %s', (year, years) => {
    expect(yearsInWords(contributionMonths(Number(year)))).toBe(years)
  })
})

test.each<[RetirementKind, string, string]>([
  ['man', '1964-12', '2024-12'],
  ['woman55', '1969-12', '2024-12'],
  ['woman50', '1974-12', '2024-12'],
  ['man', '1940-01', '2000-01'],
])('%s born %s had reached the old age before, in %s', (kind, born, month) => {
  const { delay_months, month: reached } = retirementOf(kind, born)
  expect([delay_months, reached]).toEqual([0, month])
})

test('whoever is born after the tables retires at the last age', () => {
  expect(retirementOf('man', '1977-01').month).toBe('2040-01')
  expect(retirementOf('woman55', '1990-06').month).toBe('2048-06')
  expect(retirementOf('woman50', '1985-01').month).toBe('2040-01')
})

test('retiring early goes back three years at most, and not before the old age', () => {
  expect(retirementOf('man', '1970-06')).toMatchObject({ month: '2031-11', earliest_month: '2030-06', latest_month: '2034-11' })
  expect(retirementOf('man', '1980-01')).toMatchObject({ month: '2043-01', earliest_month: '2040-01', latest_month: '2046-01' })
  expect(retirementOf('woman50', '1984-11')).toMatchObject({ month: '2039-11', earliest_month: '2036-11' })
})

test('what must be paid in rises by half a year each year from 2030 to 2039', () => {
  const years = [2025, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036, 2037, 2038, 2039, 2050]
  expect(years.map((year) => yearsInWords(contributionMonths(year)))).toEqual([
    '15年',
    '15年',
    '15年6个月',
    '16年',
    '16年6个月',
    '17年',
    '17年6个月',
    '18年',
    '18年6个月',
    '19年',
    '19年6个月',
    '20年',
    '20年',
  ])
})
