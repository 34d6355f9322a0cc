import { type Result, refuse, success } from '../../kernel/result.ts'
import { type AnswerFault, numberMost, type Question } from './schema.ts'

/** The least and the most a number, or the year of a month, may be. */
export const limitsOf = ({ least = 0, most = numberMost }: Question) => ({ least, most })

const yesNo = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
]

/** What can be chosen; nothing for a number or a month. */
export const optionsOf = ({ kind, options = [] }: Question) => (kind === '是否' ? yesNo : kind === '单选' ? options : [])

/** An answer as it was typed, as the one way of writing it: full-width digits, spaces, commas, leading zeros and the unit behind a number do not count. */
export const readAnswer = (question: Question, typed: string | undefined): Result<string, AnswerFault> => {
  const value = (typed ?? '').normalize('NFKC').replaceAll(/[\s,]/g, '')
  if (question.kind === '数字') return readNumber(question, withoutEnd(value, question.unit ?? ''))
  if (question.kind === '月份') return readMonth(question, value.replaceAll(/[年月]/g, ''))
  return optionsOf(question).some((option) => option.value === value) ? success(value) : refuse('choice_missing')
}

const withoutEnd = (value: string, end: string) => (end !== '' && value.endsWith(end) ? value.slice(0, -end.length) : value)

const readNumber = (question: Question, value: string): Result<string, AnswerFault> => {
  if (!/^\d+$/.test(value)) return refuse('number_missing')
  const { least, most } = limitsOf(question)
  const number = Number(value)
  return number >= least && number <= most ? success(String(number)) : refuse('number_out_of_range')
}

/** `1970-06`, as two fields of a form make it: `1970-6`. */
const readMonth = (question: Question, value: string): Result<string, AnswerFault> => {
  const [, year, month] = /^(\d{4})-(\d{1,2})$/.exec(value) ?? []
  if (!year || !month || Number(month) < 1 || Number(month) > 12) return refuse('month_missing')
  const { least, most } = limitsOf(question)
  return Number(year) >= least && Number(year) <= most ? success(`${year}-${month.padStart(2, '0')}`) : refuse('month_out_of_range')
}
