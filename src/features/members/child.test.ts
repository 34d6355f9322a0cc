import { expect, test } from 'vitest'
import { birthMonthOf, isUnder14, under14Until } from './child.ts'

test('who is born in a month is 14 for certain from the first of the month after the birthday, and the month can be told from it', () => {
  expect(under14Until('2012-11')).toBe('2026-12-01')
  expect(under14Until('2012-12')).toBe('2027-01-01')
  expect(['2026-12-01', '2027-01-01'].map(birthMonthOf)).toEqual(['2012-11', '2012-12'])
})

test('is a child until the day before, and nobody is of whom no month was told', () => {
  expect(['2026-11-30', '2026-12-01', '2026-12-02'].map((today) => isUnder14('2026-12-01', today))).toEqual([true, false, false])
  expect(isUnder14(null, '2026-11-30')).toBe(false)
})
