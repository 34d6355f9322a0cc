import jsqr from 'jsqr'

/** The boxes of a path as rows of light (false) and dark (true) modules; throws on anything but whole boxes one module high. */
export const modulesOf = (path: string, size: number): boolean[][] => {
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const rest = path.replace(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g, (box, ...numbers: unknown[]) => {
    const [x = 0, y = 0, width = 0, back = 0] = numbers.slice(0, 4).map(Number)
    if (back !== x) throw new Error(`not a box: ${box}`)
    rows[y]?.fill(true, x, x + width)
    return ''
  })
  if (rest !== '') throw new Error(`not a box: ${rest}`)
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

/** What a phone reads in a code drawn as `qrPath` draws it; undefined if it finds none. */
export const readCode = (path: string, size: number): string | undefined => {
  const { pixels, side } = pixelsOf(modulesOf(path, size), 4)
  return jsqr(pixels, side, side)?.data
}
