/** One line of the verdict: what was asked for, what was found. */
export interface Line {
  what: string
  wanted: string
  found: string
  good: boolean
}

const zero = (count: number, of: string): Pick<Line, 'wanted' | 'found' | 'good'> => ({
  wanted: '0',
  found: `${count} of ${of}`,
  good: count === 0,
})

export const none = (what: string, count: number, of: string): Line => ({ what, ...zero(count, of) })

export const atMost = (what: string, found: number, most: number, unit: string): Line => ({
  what,
  wanted: `≤ ${most} ${unit}`,
  found: `${found} ${unit}`,
  good: found <= most,
})

/** Width as a terminal shows it. */
const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - text.length))

/** The table that is printed last; the last line is PASS or MISS. */
export const verdictOf = (lines: Line[]): string => {
  const rows = lines.map(({ what, wanted, found, good }) => [what, wanted, found, good ? 'PASS' : 'MISS'])
  const all = [['what', 'wanted', 'found', ''], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const table = all.map((row) =>
    row
      .map((text, column) => pad(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [...table, '', lines.every(({ good }) => good) ? 'PASS' : 'MISS'].join('\n')
}
