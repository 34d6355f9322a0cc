import { readAnswer } from './answer.ts'
import type { Answers, Asked, Outcome, Question } from './schema.ts'

/** Whether all conditions hold; nothing to hold is always. */
export const holds = (when: Outcome['when'] | Question['when'], answers: Answers) =>
  (when ?? []).every(({ question, is }) => is.includes(answers[question] ?? ''))

/** How far somebody has come. `answers` are those that count: good ones, to questions that are asked of them. */
export interface Progress {
  answers: Answers
  /** Every question asked so far, in order. */
  asked: Question[]
  answered: Question[]
  /** The first question whose answer does not do. */
  wrong: Question | null
  /** The first question without a good answer; null when there is none left. */
  next: Question | null
}

/**
 * Goes through the questions in order. An answer to a question that is not asked any more is left out, one that still
 * counts stays, so that a changed answer costs only what depended on it.
 */
export const progressOf = ({ questions }: Asked, typed: Answers): Progress => {
  const progress: Progress = { answers: {}, asked: [], answered: [], wrong: null, next: null }
  for (const question of questions) {
    if (!holds(question.when, progress.answers)) continue
    progress.asked.push(question)
    const given = typed[question.id]
    const read = readAnswer(question, given)
    if (read.ok) {
      progress.answers[question.id] = read.value
      progress.answered.push(question)
      continue
    }
    progress.next ??= question
    if (given !== undefined) progress.wrong ??= question
  }
  return progress
}
