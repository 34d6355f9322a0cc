import jsqr from 'jsqr'
import { describe, expect, test } from 'vitest'
import { qrPath } from './qr.ts'

/** The boxes of a path as rows of light (false) and dark (true) modules; fails on anything but whole boxes one module high. */
const modulesOf = (path: string, size: number) => {
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const rest = path.replace(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g, (_, ...numbers: unknown[]) => {
    const [x = 0, y = 0, width = 0, back = 0] = numbers.slice(0, 4).map(Number)
    expect(back).toBe(x)
    rows[y]?.fill(true, x, x + width)
    return ''
  })
  expect(rest).toBe('')
  return rows
}

const pixelsOf = (rows: boolean[][], scale: number) => {
  const side = rows.length * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let at = 0; at < side * side; at++) {
    const dark = rows[Math.floor(at / side / scale)]?.[Math.floor((at % side) / scale)]
    if (dark) pixels.fill(0, at * 4, at * 4 + 3)
  }
  return { pixels, side }
}

const readBack = (text: string) => {
  const { path, size } = qrPath(text)
  const { pixels, side } = pixelsOf(modulesOf(path, size), 4)
  return jsqr(pixels, side, side)?.data
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
