import { expect, test } from 'vitest'
import type { CatalogueRate } from '../../catalogue.ts'
import { standingOn, versionOn } from './in-force.ts'

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

test('the version of a day is the one whose span the day lies in, or none', () => {
  const version = (name: string, from: string, until: string | null) => ({ version: name, from, until }) as CatalogueRate
  const rates = [version('2026-01', '2026-01-01', '2026-06-30'), version('2026-08', '2026-08-01', null)]
  const on = (day: string) => versionOn(rates, day)?.version ?? null
  expect([on('2025-12-31'), on('2026-06-30'), on('2026-07-01'), on('2026-08-01')]).toEqual([null, '2026-01', null, '2026-08'])
})
