import { cpus } from 'node:os'
import { median } from './rounds.ts'

/** One line of the table. `met` is null where there is nothing to aim at. */
export interface Figure {
  name: string
  value: string
  control?: string
  ratio?: string
  aim?: string
  met: boolean | null
}

/** Numbers of each round, subject and control. */
export type Pairs = (readonly [subject: number, control: number])[]

/** An aim for the median of the rounds' ratios: neighbours in time are compared, never the best of one with the worst of another. */
interface Aim {
  sign: '>=' | '<='
  ratio: number
}

const short = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))

/** A ratio whose subject has an aim of its own: at most so many of its unit. */
export const boundedFigure = (name: string, unit: string, pairs: Pairs, most: number): Figure => ({
  ...ratioFigure(name, unit, pairs),
  aim: `<= ${most} ${unit}`,
  met: median(pairs.map(([subject]) => subject)) <= most,
})

export const ratioFigure = (name: string, unit: string, pairs: Pairs, aim?: Aim): Figure => {
  const ratios = pairs.map(([subject, control]) => subject / control)
  const ratio = median(ratios)
  return {
    name,
    value: `${short(median(pairs.map(([subject]) => subject)))} ${unit}`,
    control: `${short(median(pairs.map(([, control]) => control)))} ${unit}`,
    ratio: `${ratio.toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
    ...(aim && { aim: `${aim.sign} ${aim.ratio}` }),
    met: aim ? (aim.sign === '>=' ? ratio >= aim.ratio : ratio <= aim.ratio) : null,
  }
}

/** A number that must not be larger. */
export const atMostFigure = (name: string, value: number, unit: string, most: number): Figure => ({
  name,
  value: `${value.toLocaleString('en')} ${unit}`.trim(),
  aim: `<= ${most.toLocaleString('en')} ${unit}`.trim(),
  met: value <= most,
})

/** What has no aim and no control. */
export const measuredFigure = (name: string, value: string): Figure => ({ name, value, met: null })

export const countFigure = (name: string, count: number, expected: number): Figure => ({
  name,
  value: count.toLocaleString('en'),
  aim: `= ${expected.toLocaleString('en')}`,
  met: count === expected,
})

export const verdict = ({ met }: Figure) => (met === null ? '' : met ? 'PASS' : 'MISS')

export const machineFacts = () => {
  const processors = cpus()
  return `${processors.length} cores (${processors[0]?.model.trim() ?? 'unknown'}), Node ${process.version}, ${process.platform} ${process.arch}`
}

/** The table as text, the verdict in its last column. */
export const drawTable = (figures: Figure[]) => {
  const rows = [
    ['figure', 'measured', 'control', 'ratio (range)', 'aim', 'verdict'],
    ...figures.map((figure) => [figure.name, figure.value, figure.control ?? '', figure.ratio ?? '', figure.aim ?? '', verdict(figure)]),
  ]
  const widths = rows.reduce<number[]>((found, row) => row.map((cell, column) => Math.max(found[column] ?? 0, cell.length)), [])
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return rows.map(line).join('\n')
}
