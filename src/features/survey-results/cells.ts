import { addMonths, monthInWords, monthOf } from '../../kernel/calendar.ts'
import { limitsOf } from '../surveys/limits.ts'
import type { Question } from '../surveys/schema.ts'
import { answerWords } from '../surveys/words.ts'
import type { Times } from './tally.ts'

/** One thing that can be answered, and how often it was. `is` or `from`—`until` say for which condition it counts (`when`). */
export interface Cell {
  label: string
  count: number
  is?: string
  /** Goes with no other choice. */
  exclusive?: true
  from?: number
  until?: number
}

export const sumOf = (times: { times: number }[]) => times.reduce((sum, one) => sum + one.times, 0)
export const countsOf = (cells: Cell[]) => cells.map(({ count }) => count)

/**
 * The cells of a question, or of one row of a 表格. Which there are depends on the question alone, not on what was answered, but for what
 * an earlier wording may have had (`reworded`). Who gave no answer, on paper too, is no cell of these (`tables.ts`). `opens_on` is the first day of the survey.
 */
export const cellsOf = (question: Question, own: Times[], { opens_on, reworded }: { opens_on: string; reworded: boolean }): Cell[] => {
  switch (question.kind) {
    case '打分':
    case '数字':
      return numberCells(question, own)
    case '日期':
      return monthCells(question, own, opens_on)
    default:
      return optionCells(question, own, reworded)
  }
}

const optionCells = ({ options = [] }: Question, own: Times[], reworded: boolean): Cell[] => {
  const known = options.map(({ id, label, exclusive }) => ({
    label,
    is: id,
    count: sumOf(own.filter(({ value }) => value === id)),
    ...(exclusive && { exclusive: true as const }),
  }))
  const gone = sumOf(own.filter(({ value }) => !options.some(({ id }) => id === value)))
  return reworded ? [...known, { label: '改题以前的选项', count: gone }] : known
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
    const label = from === until ? answerWords(question, from) : `${from}—${until}${question.unit ? ` ${question.unit}` : ''}`
    return { label, from, until, count: sumOf(own.filter(within)) }
  })
}

const mostMonths = 36
const monthsAround = 12

/**
 * A cell for each month that may be answered, or for each year. Where the file sets no bound, a year around the survey's first day is told
 * by months and what lies beyond in one: the earliest answer itself would tell of somebody.
 */
const monthCells = ({ from, until }: Question, own: Times[], opens_on: string): Cell[] => {
  const first = from ? monthOf(from) : addMonths(monthOf(opens_on), -monthsAround)
  const last = until ? monthOf(until) : addMonths(monthOf(opens_on), monthsAround)
  const byYear = last >= addMonths(first, mostMonths)
  const starts = [byYear ? first.slice(0, 4) : first]
  while ((starts.at(-1) ?? '') < last.slice(0, byYear ? 4 : 7)) {
    const before = starts.at(-1) ?? last
    starts.push(byYear ? String(Number(before) + 1) : addMonths(before, 1))
  }
  return starts.map((start, place) => {
    const [isFirst, isLast] = [place === 0, place === starts.length - 1]
    const beyond = isFirst && !from ? '及以前' : isLast && !until ? '及以后' : ''
    const within = ({ value }: Times) => {
      const at = value.slice(0, start.length)
      return at === start || (isFirst && at < start) || (isLast && at > start)
    }
    return { label: `${byYear ? `${start}年` : monthInWords(start)}${beyond}`, count: sumOf(own.filter(within)) }
  })
}
