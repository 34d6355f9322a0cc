import { type Result, refuse, success } from '../../kernel/result.ts'
import { validityNotice } from '../policies/copy.ts'
import { validityOn } from '../policies/validity.ts'
import { readAnswer } from './answer.ts'
import { answerWords, faultSentence, figureLines, refusalSentence, totalSentence } from './copy.ts'
import { findingsOf, totalsOf } from './outcome.ts'
import type { CheckerPage } from './page.ts'
import type { Answers, CatalogueChecker, Question } from './schema.ts'
import { progressOf } from './walk.ts'

/** What was sent, by name: answers, the question it answers (`asked`) and the one to look at again (`edit`). */
export type Fields = Record<string, string>

const answerIn = (fields: Fields, { id, kind }: Question): string | undefined => {
  if (kind !== '月份') return fields[id]
  const { [`${id}.year`]: year, [`${id}.month`]: month } = fields
  return year === undefined && month === undefined ? fields[id] : `${year ?? ''}-${month ?? ''}`
}

/** The answers that were sent, good and bad, by question. Names nobody asks for are not read: messengers add their own to an address. */
const typedIn = (checker: CatalogueChecker, fields: Fields): Answers =>
  Object.fromEntries(
    checker.questions.flatMap((question) => {
      const typed = answerIn(fields, question) ?? (fields['asked'] === question.id ? '' : undefined)
      return typed === undefined ? [] : [[question.id, typed]]
    }),
  )

/** The page for what was sent on a day (`YYYY-MM-DD`): the question with what is wrong, the one to change, the next, or the outcome. */
export const viewOf = (checker: CatalogueChecker, fields: Fields, today: string): Result<CheckerPage, 'answers_unreadable'> => {
  const named = [fields['asked'], fields['edit']].filter((id) => id !== undefined)
  if (named.some((id) => !checker.questions.some((question) => question.id === id))) return refuse('answers_unreadable')
  const typed = typedIn(checker, fields)
  const progress = progressOf(checker, typed)
  const { answers, answered, wrong, next } = progress
  const edited = answered.find(({ id }) => id === fields['edit'])
  const question = wrong ?? edited ?? next
  const places = progress.asked.map(({ id }) => id)
  const before = progress.asked[(question ? places.indexOf(question.id) : places.length) - 1]
  const findings = question ? [] : findingsOf(checker, answers, today)
  return success({
    kind: 'checker',
    checker,
    answers,
    standing: standingOf(checker, today),
    answered: answered.map((one) => ({ id: one.id, ask: one.ask, words: answerWords(one, answers[one.id] ?? '') })),
    back: before && answers[before.id] !== undefined ? before.id : null,
    step: question && { question, typed: typed[question.id]?.slice(0, 40) ?? '', ...(wrong && { error: errorOf(wrong, typed) }) },
    findings: findings.map(({ outcome: { title, text }, figure }) => ({ title, text, lines: figure ? figureLines(figure) : [] })),
    total: totalSentence(totalsOf(findings)),
    ...(wrong && { problem: problemOf(wrong, errorOf(wrong, typed), checker.phone) }),
  })
}

const standingOf = ({ policies: [policy] }: CatalogueChecker, today: string) =>
  policy ? (validityNotice(policy, validityOn(policy, today))?.sentence ?? null) : null

const errorOf = (question: Question, typed: Answers) => {
  const read = readAnswer(question, typed[question.id])
  return read.ok ? '' : faultSentence(question, read.refusal)
}

const problemOf = ({ id }: Question, sentence: string, phone: string) => ({
  code: 'answer_invalid',
  sentence: refusalSentence('answer_invalid', phone),
  fields: [{ field: id, code: 'answer_invalid', sentence }],
})
