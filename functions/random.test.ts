import { expect, test } from 'vitest'
import { randomBytes } from './random.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('no bytes are given out twice, also over many refills', () => {
  const given = Array.from({ length: 2000 }, () => hex(randomBytes(32)))
  expect(new Set(given).size).toBe(2000)
})

test('what was asked for has its length and is random to the last byte, whatever the order of small and large', () => {
  for (const length of [0, 1, 12, 4095, 4096, 4097, 10_000, 32]) expect(randomBytes(length)).toHaveLength(length)
  const ends = Array.from({ length: 64 }, () => randomBytes(100).at(-1))
  expect(new Set(ends).size).toBeGreaterThan(8)
})

test('what was given out stays as it is when more is asked for', () => {
  const first = randomBytes(32)
  const before = hex(first)
  for (let turn = 0; turn < 500; turn++) randomBytes(32)
  expect(hex(first)).toBe(before)
  expect(before).not.toBe('00'.repeat(32))
})
