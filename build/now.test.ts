import { afterEach, expect, test, vi } from 'vitest'
import { buildNow } from './now.ts'

afterEach(() => vi.unstubAllEnvs())

test('MULIN_NOW is the moment of the build', () => {
  vi.stubEnv('MULIN_NOW', '2026-11-23T09:00:00+08:00')
  expect(buildNow()).toBe(Date.UTC(2026, 10, 23, 1))
})

test('without it, the clock is', () => {
  vi.stubEnv('MULIN_NOW', undefined)
  expect(Math.abs(buildNow() - Date.now())).toBeLessThan(60_000)
})

test.each(['2026-11-23', '2026-11-23T09:00:00', '2026-13-23T09:00:00Z', 'tomorrow'])(
  '%s is refused, because it is not one instant',
  (value) => {
    vi.stubEnv('MULIN_NOW', value)
    expect(buildNow).toThrow(`MULIN_NOW is not an instant such as 2026-11-23T09:00:00+08:00: ${value}`)
  },
)
