import { addMonths, monthInWords } from '../../kernel/calendar.ts'
import { limitsOf } from '../surveys/limits.ts'
import type { Question } from '../surveys/schema.ts'
import { tellTogether, toldChoices } from './suppression.ts'
import type { Times } from './tally.ts'

/** One line: what it is about, and how many; null when that is not told. Several labels are told together. */
export interface Line {
  labels: string[]
  count: number | null
}

/**
 * What is published of one question, or of one row of a 表格, about all `base` sets of answers. Lines of a table that `adds_up` make the base;
 * who did not answer is a line too, so that nobody is found by subtracting. `mean` (打分, 数字; of those who answered) is told only when
 * every cell is.
 */
export interface Table {
  question: string
  row: string | null
  base: number
  adds_up: boolean
  lines: Line[]
  mean: number | null
}

/** The tables of a question over `base` sets of answers, at least five; none for a text. */
export const tablesOf = (question: Question, answers: Times[], base: number): Table[] => {
  const own = answers.filter((one) => one.question === question.id)
  switch (question.kind) {
    case '短文字':
    case '长文字':
      return []
    case '多选':
      return [choicesTable(question, own, base)]
    case '排序':
      return [
        sumTable(
          question,
          null,
          cellsOf(
            question,
            own.filter(({ part }) => part === '0'),
          ),
          base,
        ),
      ]
    case '表格':
      return (question.rows ?? []).map(({ id, label }) => {
        const inRow = own.filter(({ part }) => part === id)
        return sumTable(question, label, cellsOf(question, inRow), base)
      })
    case '打分':
    case '数字':
      return [withMean(sumTable(question, null, numberCells(question, own), base), own)]
    case '日期':
      return [sumTable(question, null, monthCells(own), base)]
    default:
      return [sumTable(question, null, cellsOf(question, own), base)]
  }
}

interface Cell {
  label: string
  count: number
}

const sumOf = (times: Times[]) => times.reduce((sum, one) => sum + one.times, 0)

/** A cell for each option, then for each that earlier wordings had. */
const cellsOf = ({ options = [] }: Question, own: Times[]): Cell[] => {
  const known = options.map(({ id, label }) => ({ label, count: sumOf(own.filter(({ value }) => value === id)) }))
  const gone = sumOf(own.filter(({ value }) => !options.some(({ id }) => id === value)))
  return gone > 0 ? [...known, { label: '改题以前的选项', count: gone }] : known
}

/** Who did not answer, or was not asked. A question that everybody must answer has no such cell. */
const withSilent = ({ required, when }: Question, cells: Cell[], silent: number): Cell[] =>
  silent > 0 || !required || when ? [...cells, { label: '没有答这道题', count: silent }] : cells

const sumTable = (question: Question, row: string | null, answered: Cell[], base: number): Table => {
  const cells = withSilent(question, answered, base - answered.reduce((sum, { count }) => sum + count, 0))
  const lines = tellTogether(cells.map(({ count }) => count)).map((places) => ({
    labels: places.map((place) => cells[place]?.label ?? ''),
    count: places.reduce((sum, place) => sum + (cells[place]?.count ?? 0), 0),
  }))
  return { question: question.id, row, base, adds_up: true, lines, mean: null }
}

/** Everybody who answered has a first choice; who did not is like somebody with a choice that goes with no other. */
const choicesTable = (question: Question, own: Times[], base: number): Table => {
  const cells = withSilent(question, cellsOf(question, own), base - sumOf(own.filter(({ part }) => part === '0')))
  const told = toldChoices(
    cells.map(({ count }) => count),
    base,
  )
  const lines = cells.map(({ label, count }, place) => ({ labels: [label], count: told[place] ? count : null }))
  return { question: question.id, row: null, base, adds_up: false, lines, mean: null }
}

const mostBands = 10

/** A cell for each number, or for equal bands where there would be too many. What an earlier wording allowed beyond is in the outer ones. */
const numberCells = (question: Question, own: Times[]): Cell[] => {
  const { least: low, most: high } = limitsOf(question)
  const width = Math.ceil((high - low + 1) / mostBands)
  const bands = Math.ceil((high - low + 1) / width)
  return Array.from({ length: bands }, (_, band) => {
    const from = low + band * width
    const until = Math.min(high, from + width - 1)
    const within = ({ value }: Times) => (band === 0 || Number(value) >= from) && (band === bands - 1 || Number(value) <= until)
    return { label: from === until ? String(from) : `${from}—${until}`, count: sumOf(own.filter(within)) }
  })
}

const mostMonths = 36

/** A cell for each month from the first to the last, or for each year. */
const monthCells = (own: Times[]): Cell[] => {
  const months = [...new Set(own.map(({ value }) => value.slice(0, 7)))].sort()
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return []
  const all = [first]
  for (let month = first; month < last && all.length <= mostMonths; ) {
    month = addMonths(month, 1)
    all.push(month)
  }
  const begins = (start: string) => sumOf(own.filter(({ value }) => value.startsWith(start)))
  if (all.length <= mostMonths) return all.map((month) => ({ label: monthInWords(month), count: begins(month) }))
  const years = Array.from(
    { length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1 },
    (_, year) => Number(first.slice(0, 4)) + year,
  )
  return years.map((year) => ({ label: `${year}年`, count: begins(String(year)) }))
}

/** A mean would tell what cells told together hold, so it is told only when none are. */
const withMean = (table: Table, own: Times[]): Table => {
  const answered = sumOf(own)
  if (answered === 0 || table.lines.some(({ labels }) => labels.length > 1)) return table
  const total = own.reduce((sum, { value, times }) => sum + Number(value) * times, 0)
  return { ...table, mean: Math.round((total / answered) * 10) / 10 }
}
