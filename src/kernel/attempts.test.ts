import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AttemptLimit, secondsUntilNextWindow, windowStart } from './attempts.ts'

const limit: AttemptLimit = { kind: 'knock', tries: 3, window_minutes: 15 }
const quarter = Date.parse('2026-11-23T09:15:00+08:00')

describe('a window of tries', () => {
  test('begins on the quarter of an hour and ends a millisecond before the next', () => {
    expect(windowStart(limit, quarter)).toBe(quarter)
    expect(windowStart(limit, quarter + 15 * 60_000 - 1)).toBe(quarter)
    expect(windowStart(limit, quarter + 15 * 60_000)).toBe(quarter + 15 * 60_000)
  })

  test.each([
    ['just begun', 0, 900],
    ['a millisecond later', 1, 900],
    ['a second later', 1000, 899],
    ['in its last second', 899_000, 1],
    ['in its last millisecond', 899_999, 1],
  ])('%s: the wait is told in whole seconds', (_, passed, wait) => expect(secondsUntilNextWindow(limit, quarter + passed)).toBe(wait))

  test('whoever waits as long as told meets the next window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 1440 }), (now, window_minutes) => {
        const one = { ...limit, window_minutes }
        const wait = secondsUntilNextWindow(one, now)
        expect(wait).toBeGreaterThan(0)
        expect(windowStart(one, now + wait * 1000)).toBe(windowStart(one, now) + window_minutes * 60_000)
      }),
    )
  })
})
