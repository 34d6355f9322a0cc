import { expect, test } from 'vitest'
import { standingOn } from './in-force.ts'

test.each([
  ['2026-06-30', 'later'],
  ['2026-07-01', 'now'],
  ['2026-12-31', 'now'],
  ['2027-01-01', 'over'],
])('both ends of a span belong to it: %s is %s', (day, standing) => {
  expect(standingOn({ from: '2026-07-01', until: '2026-12-31' }, day)).toBe(standing)
})

test('a span without an end goes on', () => {
  expect(standingOn({ from: '2026-07-01' }, '2126-07-01')).toBe('now')
  expect(standingOn({ from: '2026-07-01', until: null }, '2126-07-01')).toBe('now')
})
