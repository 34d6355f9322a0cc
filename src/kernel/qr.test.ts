import { describe, expect, test } from 'vitest'
import { modulesOf, readCode } from '../../tests/support/qr.ts'
import { qrPath } from './qr.ts'

const readBack = (text: string) => {
  const { path, size } = qrPath(text)
  return readCode(path, size)
}

describe('a phone reads back', () => {
  test.each([
    ['an address', 'https://example.org/activities/calligraphy'],
    ['an address with a fragment', 'https://example.org/signups/ticket#K7M-4TP'],
    ['Chinese', '睦邻社区 · 周三上午九点，书法班在三楼'],
    ['a sign outside the basic plane', '𠮷野家旁 🏮'],
    ['one sign', '0'],
    ['a long text', '邻里'.repeat(150)],
  ])('%s', (_, text) => expect(readBack(text)).toBe(text))
})

test.each([0, 1, 2, 3, 4, 5, 6, 7])('a phone reads a code in mask %i', (mask) => {
  const address = 'https://example.org/policies/gaoling-jintie/'
  const { path, size } = qrPath(address, mask)
  expect(readCode(path, size)).toBe(address)
})

test('four light modules surround the code on each side, and none more', () => {
  const { path, size } = qrPath('https://example.org/')
  const dark = modulesOf(path, size).flatMap((row, y) => row.flatMap((on, x) => (on ? [[x, y] as const] : [])))
  const [xs, ys] = [dark.map(([x]) => x), dark.map(([, y]) => y)]
  expect([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]).toEqual([4, 4, size - 5, size - 5])
})

test('a code takes the room that error correction M needs: 26 bytes on 25 modules, 42 on 29', () => {
  const sizes = [26, 27, 42, 43].map((bytes) => qrPath('x'.repeat(bytes)).size - 8)
  expect(sizes).toEqual([25, 29, 29, 33])
})

test('neighbouring modules are one box, so that the path stays short', () => {
  const { path, size } = qrPath('https://example.org/activities/calligraphy')
  const boxes = path.match(/M/g)?.length ?? 0
  const runs = modulesOf(path, size).flatMap((row) => row.filter((on, x) => on && !row[x - 1])).length
  expect(boxes).toBe(runs)
})

test('a text longer than a code can hold is a mistake of whoever asks', () => {
  expect(() => qrPath('x'.repeat(2331))).not.toThrow()
  expect(() => qrPath('x'.repeat(2332))).toThrow()
})
