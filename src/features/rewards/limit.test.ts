import { expect, test } from 'vitest'
import { periodOf } from './limit.ts'

test('a limit begins anew with the calendar month, quarter or year', () => {
  expect(periodOf('2026-11-23', 'month')).toEqual({ from: '2026-11-01', next: '2026-12-01' })
  expect(periodOf('2026-11-23', 'quarter')).toEqual({ from: '2026-10-01', next: '2027-01-01' })
  expect(periodOf('2026-12-31', 'quarter')).toEqual({ from: '2026-10-01', next: '2027-01-01' })
  expect(periodOf('2026-01-01', 'quarter')).toEqual({ from: '2026-01-01', next: '2026-04-01' })
  expect(periodOf('2026-11-23', 'year')).toEqual({ from: '2026-01-01', next: '2027-01-01' })
})
