import { expect, test } from 'vitest'
import { clock } from './clock.ts'

test.each([undefined, ''])('without a moment (%j) the clock is the real one', (text) => {
  const before = Date.now()
  const now = clock(text)()
  expect(now).toBeGreaterThanOrEqual(before)
  expect(now).toBeLessThanOrEqual(Date.now())
})

test('with a moment the clock stands still at it', () => {
  const now = clock('2026-11-23T09:00:00+08:00')
  expect([now(), now()]).toEqual([1_795_395_600_000, 1_795_395_600_000])
  expect(new Date(now()).toISOString()).toBe('2026-11-23T01:00:00.000Z')
})

test('something that is not a moment does not start', () => {
  expect(() => clock('明天')).toThrow('MULIN_NOW is not a moment such as 2026-11-23T09:00:00+08:00: 明天')
})
