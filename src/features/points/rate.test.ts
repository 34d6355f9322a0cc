import { describe, expect, test } from 'vitest'
import { paper } from '../../../tests/support/books/points.ts'
import { type Rate, rateOn, rateProblems } from './rate.ts'

const until = (changes: Partial<Rate> & { version: string }): Rate => ({ ...paper, ...changes })
const autumn = until({ version: 'autumn', from: '2026-09-01', until: '2026-11-30' })
const winter = until({ version: 'winter', from: '2026-12-01', until: null, points: 12 })

describe('the rate in force', () => {
  const at = (day: string, station = 'north', rates = [winter, autumn], material = '废纸') => {
    const found = rateOn(rates, material, day, station)
    return found.ok ? found.value.version : found.refusal.code
  }
  test.each([
    ['2026-08-31', 'rate_missing'],
    ['2026-09-01', 'autumn'],
    ['2026-11-30', 'autumn'],
    ['2026-12-01', 'winter'],
    ['2036-01-01', 'winter'],
  ])('on %s is %s', (day, version) => expect(at(day)).toBe(version))
  test('is none after the last one has ended', () => expect(at('2026-12-01', 'north', [autumn])).toBe('rate_missing'))
  test('of a material nobody has named is none', () => expect(at('2026-11-01', 'north', [autumn], '石头')).toBe('material_unknown'))
  test('is of the stations it names', () => {
    const only = [until({ version: 'south', stations: ['south'] })]
    expect([at('2026-11-01', 'south', only), at('2026-11-01', 'north', only)]).toEqual(['south', 'material_not_here'])
  })
})

describe('the check of dates', () => {
  const problems = (...rates: Rate[]) =>
    rateProblems(rates).map(({ kind, station, on, versions }) => [kind, station, on, versions.join(' ')].filter(Boolean).join(' '))

  test('is content with one after another, in any order', () => expect(problems(winter, autumn)).toEqual([]))
  test('finds two on one day', () => {
    expect(problems(autumn, { ...winter, from: '2026-11-30' })).toEqual(['overlap 2026-11-30 autumn winter'])
    expect(problems({ ...autumn, until: null }, winter)).toEqual(['overlap 2026-12-01 autumn winter'])
  })
  test('finds one within another, and what follows the longer one', () => {
    const inside = until({ version: 'inside', from: '2026-10-01', until: '2026-10-07' })
    expect(problems(autumn, inside, winter)).toEqual(['overlap 2026-10-01 autumn inside'])
  })
  test('finds one that outlasts an earlier one, and what follows it', () => {
    const early = until({ version: 'early', from: '2026-08-01', until: '2026-09-07' })
    expect(problems(early, autumn, winter)).toEqual(['overlap 2026-09-01 early autumn'])
    expect(problems(early, { ...autumn, until: null }, winter)).toEqual([
      'overlap 2026-09-01 early autumn',
      'overlap 2026-12-01 autumn winter',
    ])
  })
  test('names the first of two that end on the same day', () => {
    const twin = until({ version: 'twin', from: '2026-10-01', until: '2026-11-30' })
    expect(problems(autumn, twin, { ...winter, from: '2026-11-30' })).toEqual([
      'overlap 2026-10-01 autumn twin',
      'overlap 2026-11-30 autumn winter',
    ])
  })
  test('takes a rate of one day for what it is', () => {
    const fair = until({ version: 'fair', from: '2026-10-01', until: '2026-10-01' })
    expect(problems(fair)).toEqual([])
    expect(problems(autumn, fair)).toEqual(['overlap 2026-10-01 autumn fair'])
  })
  test('finds days without one', () =>
    expect(problems(autumn, { ...winter, from: '2026-12-03' })).toEqual(['gap 2026-12-01 autumn winter']))
  test('finds one that ends before it begins, and does not compare it', () =>
    expect(problems(autumn, until({ version: 'wrong', from: '2026-10-07', until: '2026-10-01' }))).toEqual(['backwards 2026-10-07 wrong']))
  test('lets two stations differ, and finds a rate of all stations beside one of its own', () => {
    const north = until({ version: 'north', from: '2026-09-01', stations: ['north'] })
    const south = until({ version: 'south', from: '2026-09-01', stations: ['south'], points: 8 })
    expect(problems(north, south)).toEqual([])
    expect(problems(autumn, north)).toEqual(['overlap north 2026-09-01 autumn north'])
  })
  test('tells a problem station by station, in the order of their names, where one of them has a rate of its own', () => {
    const both = until({ version: 'both', from: '2026-09-01', stations: ['south', 'north'] })
    expect(problems(autumn, both)).toEqual(['overlap north 2026-09-01 autumn both', 'overlap south 2026-09-01 autumn both'])
  })
  test('does not mix up stations of one material with those of another', () => {
    const metal = until({ version: 'metal', material: '金属', stations: ['north'] })
    expect(problems(autumn, { ...winter, from: '2026-11-30' }, metal)).toEqual(['overlap 2026-11-30 autumn winter'])
  })
  test('lets two materials be', () =>
    expect(problems(autumn, until({ version: 'metal', material: '金属', from: '2027-01-01' }))).toEqual([]))
})
