import { type Cell, countsOf } from './cells.ts'
import { least, leaveRoom, type Several, tellTogether, toldChoices } from './suppression.ts'

/** One line: what it is about, and how many; null when that is not told. Several labels are told together. */
export interface Line {
  labels: string[]
  count: number | null
}

/**
 * What is published of one question, or of one row of a 表格, about `base` sets of answers: `all` of them, those that were `asked`, or those
 * that `answered` where it cannot be told how many were asked. Lines of a table that `adds_up` make the base; who was asked and did not
 * answer is a line too, so that nobody is found by subtracting. `mean` (打分) is told only when every cell is, so that it tells nothing more.
 */
export interface Table {
  question: string
  row: string | null
  base: number
  of: 'all' | 'asked' | 'answered'
  adds_up: boolean
  lines: Line[]
  mean: number | null
}

/** Whose table it is, and over whom. */
export type About = Pick<Table, 'question' | 'row' | 'base' | 'of'>

/** A table with its cells, for whoever has to know what it tells. `told`: the places of the cells by line, empty for one that is not told. */
export interface Told {
  table: Table
  cells: Cell[]
  told: number[][]
}

/** A table whose cells make the base. */
export const sumTable = (about: About, cells: Cell[]): Told => {
  const told = tellTogether(countsOf(cells))
  const groups = told.map((places) => cells.filter((_, place) => places.includes(place)))
  const lines = groups.map((group) => ({ labels: group.map(({ label }) => label), count: totalOf(group) }))
  return { table: { ...about, adds_up: true, lines, mean: meanOf(cells, lines) }, cells, told }
}

/**
 * A table of a 多选: everybody who answered has chosen something; who did not, in a last cell that is no option, is like somebody whose choice
 * goes with no other. Where that cell is told, so is how many answered, and of them the options hide who did not choose each. `may`: how many
 * one may choose.
 */
export const choicesTable = (about: About, cells: Cell[], may: Pick<Several, 'least' | 'most'>): Told => {
  const isTold = toldPlaces(cells, about.base, { ...may, alone: cells.map(goesAlone) })
  const lines = cells.map(({ label, count }, place) => ({ labels: [label], count: isTold[place] ? count : null }))
  const told = isTold.flatMap((one, place) => (one ? [[place]] : []))
  return { table: { ...about, adds_up: false, lines, mean: null }, cells, told }
}

const isSilence = ({ is }: Cell) => is === undefined
const goesAlone = (cell: Cell, place: number, { length }: Cell[]) => cell.exclusive === true || (isSilence(cell) && place === length - 1)

const toldPlaces = (cells: Cell[], base: number, several: Several): boolean[] => {
  const counts = countsOf(cells)
  const [last] = cells.slice(-1)
  if (!last || !isSilence(last)) return toldChoices(counts, base, several)
  if (last.count >= least && base - last.count >= least) return [...toldChoices(counts.slice(0, -1), base - last.count, several), true]
  return leaveRoom(besideSilence(cells, base), counts, base, several)
}

/**
 * Few gave no answer, so a choice that goes with others is always left out with them: whether few chose that one nobody knows. Those that go
 * with none make the base together with everybody else, so of the others is told what hides who did not choose each among everybody else.
 */
const besideSilence = (cells: Cell[], base: number): boolean[] => {
  const fits = (count: number, of: number) => count >= least && of - count >= least
  const alone = cells.filter(({ exclusive }) => exclusive)
  const left = base - (alone.every(({ count }) => fits(count, base)) ? totalOf(alone) : 0)
  const beside = cells.findLastIndex(({ is, exclusive }) => is !== undefined && !exclusive)
  return cells.map(({ is, exclusive, count }, place) => is !== undefined && place !== beside && fits(count, exclusive ? base : left))
}

const totalOf = (cells: Cell[]) => cells.reduce((sum, { count }) => sum + count, 0)

/** Of those who gave a number, to one place; null as well where the cells are bands. */
const meanOf = (cells: Cell[], lines: Line[]) => {
  if (lines.some(({ labels }) => labels.length > 1)) return null
  const numbers = cells.filter(({ from }) => from !== undefined)
  if (numbers.some(({ from, until }) => from !== until)) return null
  const answered = totalOf(numbers)
  const total = numbers.reduce((sum, { from = 0, count }) => sum + from * count, 0)
  return answered === 0 ? null : Math.round((total / answered) * 10) / 10
}

/** Whether every cell of a table is told as it is: then there is nothing in it that another table could give away. */
export const tellsAll = ({ cells, told }: Told) => told.length === cells.length
