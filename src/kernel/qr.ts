import { encode } from 'uqr'

/** The light border a reader needs to find the code, in modules. Source: ISO/IEC 18004, 4 modules. */
const quietModules = 4

/** Dark modules that touch in a row, as one box: `M4 4h7v1H4z`. */
const boxesOf = (row: boolean[], y: number) => {
  let boxes = ''
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue
    const start = x
    while (row[x + 1]) x++
    boxes += `M${start} ${y}h${x + 1 - start}v1H${start}z`
  }
  return boxes
}

/**
 * A QR code of the text (UTF-8) with error correction M, to draw as one SVG path: `size` is the width in modules, the quiet
 * zone included; 1 in `path` is one module. Throws if the text has more than 2331 bytes. A reader reads each of the eight masks; to
 * look for the one with the calmest picture is nine tenths of the work, which a `mask` from 0 to 7 spares where codes are many.
 */
export const qrPath = (text: string, mask?: number): { path: string; size: number } => {
  const { data, size } = encode(text, { ecc: 'M', border: quietModules, ...(mask !== undefined && { maskPattern: mask }) })
  return { path: data.map(boxesOf).join(''), size }
}
