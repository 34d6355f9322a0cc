import { addDays } from '../../kernel/calendar.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { limitsOf, numberIn } from './limits.ts'
import type { Answer, AnswerFault, Answers, Fields, Question, Section } from './schema.ts'

/**
 * What a form sent for a question, as the one way of writing it; null when it was passed over. Field names: the question's id;
 * `id.option` = `on` (多选), `id.option` = place from 1 (排序), `id.row` = option (表格).
 */
export const readAnswer = (question: Question, fields: Fields): Result<Answer | null, AnswerFault> =>
  readers[question.kind](question, fields)

type Reader = (question: Question, fields: Fields) => Result<Answer | null, AnswerFault>

const typed = ({ id }: Question, fields: Fields) => (fields[id] ?? '').normalize('NFKC').trim()
const optionIds = ({ options }: Question) => (options ?? []).map(({ id }) => id)
const passedOver = success(null)

const readChoice: Reader = (question, fields) => {
  const chosen = typed(question, fields)
  if (chosen === '') return passedOver
  return optionIds(question).includes(chosen) ? success(chosen) : refuse('option_unknown')
}

/** Fields of a question that name an option which is not there were made by hand or belong to another wording. */
const strangeFields = ({ id, rows, kind }: Question, known: string[], fields: Fields) => {
  const parts = kind === '表格' ? (rows ?? []).map((row) => row.id) : known
  return Object.entries(fields).some(
    ([name, value]) => name.startsWith(`${id}.`) && value.trim() !== '' && !parts.includes(name.slice(id.length + 1)),
  )
}

const readMultiple: Reader = (question, fields) => {
  const known = optionIds(question)
  if (strangeFields(question, known, fields)) return refuse('option_unknown')
  const chosen = known.filter((option) => (fields[`${question.id}.${option}`] ?? '') !== '')
  if (chosen.length === 0) return passedOver
  const alone = (question.options ?? []).some(({ id, exclusive }) => exclusive && chosen.includes(id))
  if (alone) return chosen.length === 1 ? success(chosen) : refuse('exclusive_mixed')
  const { least, most } = limitsOf(question)
  if (chosen.length < least) return refuse('too_few')
  return chosen.length > most ? refuse('too_many') : success(chosen)
}

const readNumber: Reader = (question, fields) => {
  const value = typed(question, fields)
  if (/^[\s,]*$/.test(value)) return passedOver
  const number = numberIn(value)
  if (number === null) return refuse('number_unreadable')
  const { least, most } = limitsOf(question)
  return number >= least && number <= most ? success(number) : refuse('number_out_of_range')
}

/** Whether a text is a day that there is: neither `2026-02-29` nor `2026-13-01` is. */
const isDay = (text: string) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text

const readDate: Reader = (question, fields) => {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed(question, fields)) ?? []
  if (typed(question, fields) === '') return passedOver
  const value = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  if (!isDay(value)) return refuse('date_unreadable')
  return value >= (question.from ?? value) && value <= (question.until ?? value) ? success(value) : refuse('date_out_of_range')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/

const readText: Reader = (question, fields) => {
  const value = (fields[question.id] ?? '').normalize('NFC').replaceAll('\r\n', '\n').trim()
  if (value === '') return passedOver
  if ([...value].length > limitsOf(question).most) return refuse('text_too_long')
  return control.test(value) || !value.isWellFormed() ? refuse('text_unreadable') : success(value)
}

/** Places 1, 2, 3 … without a gap, as many as one likes up to the most. A place given twice leaves a gap. */
const readRanking: Reader = (question, fields) => {
  const known = optionIds(question)
  if (strangeFields(question, known, fields)) return refuse('option_unknown')
  const places = known.flatMap((option): [string, string][] => {
    const place = (fields[`${question.id}.${option}`] ?? '').normalize('NFKC').trim()
    return place === '' ? [] : [[place, option]]
  })
  if (places.length === 0) return passedOver
  const byPlace = new Map(places)
  const ranked = places.map((_, place) => byPlace.get(String(place + 1)))
  if (ranked.some((option) => option === undefined)) return refuse('rank_unclear')
  const { least, most } = limitsOf(question)
  if (ranked.length < least) return refuse('too_few')
  return ranked.length > most ? refuse('too_many') : success(ranked as string[])
}

const readMatrix: Reader = (question, fields) => {
  const known = optionIds(question)
  if (strangeFields(question, known, fields)) return refuse('option_unknown')
  const rows = (question.rows ?? []).flatMap(({ id }): [string, string][] => {
    const chosen = (fields[`${question.id}.${id}`] ?? '').trim()
    return chosen === '' ? [] : [[id, chosen]]
  })
  if (rows.length === 0) return passedOver
  if (rows.some(([, chosen]) => !known.includes(chosen))) return refuse('option_unknown')
  if (question.required && rows.length < (question.rows ?? []).length) return refuse('row_missing')
  return success(Object.fromEntries(rows))
}

const readers: Record<Question['kind'], Reader> = {
  单选: readChoice,
  看图选: readChoice,
  多选: readMultiple,
  打分: readNumber,
  数字: readNumber,
  日期: readDate,
  短文字: readText,
  长文字: readText,
  排序: readRanking,
  表格: readMatrix,
}

/** An answer as the fields of a form: what `readAnswer` reads it from. */
export const fieldsOf = ({ id, kind }: Question, answer: Answer | undefined): Fields => {
  if (answer === undefined) return {}
  if (typeof answer === 'string' || typeof answer === 'number') return { [id]: String(answer) }
  if (!Array.isArray(answer)) return Object.fromEntries(Object.entries(answer).map(([row, option]) => [`${id}.${row}`, option]))
  return Object.fromEntries(answer.map((option, place) => [`${id}.${option}`, kind === '排序' ? String(place + 1) : 'on']))
}

/** What was read of some questions: the good answers, and the fault of each other one. A question that must be answered has one when it was passed over. */
export const readAnswers = (questions: Section['questions'], fields: Fields) => {
  const answers: Answers = {}
  const faults: { question: Question; fault: AnswerFault }[] = []
  for (const question of questions) {
    const read = readAnswer(question, fields)
    if (!read.ok) faults.push({ question, fault: read.refusal })
    else if (read.value !== null) answers[question.id] = read.value
    else if (question.required) faults.push({ question, fault: 'answer_missing' })
  }
  return { answers, faults }
}
