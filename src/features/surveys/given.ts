import { type Result, refuse, success } from '../../kernel/result.ts'
import { fieldsOf } from './answer.ts'
import { faultsRefusal } from './problem.ts'
import { everyQuestion, progressOf } from './progress.ts'
import type { Answer, Answers, Definition, Fields, Question, SurveyFieldErrorCode, SurveyRefusal } from './schema.ts'

/** Whether an answer has the shape its kind of question wants. */
const fits = ({ kind }: Question, answer: Answer) => {
  if (kind === '打分' || kind === '数字') return typeof answer === 'number'
  if (kind === '多选' || kind === '排序') return Array.isArray(answer) && new Set(answer).size === answer.length
  if (kind === '表格') return typeof answer === 'object' && !Array.isArray(answer)
  return typeof answer === 'string'
}

/** Answers as a program sends them, read by the same rules as a form; those to questions that are not asked are refused. */
export const readGiven = (definition: Pick<Definition, 'sections'>, given: Answers): Result<Answers, SurveyRefusal> => {
  const questions = new Map(everyQuestion(definition).map((question) => [question.id, question]))
  const faults: { field: string; code: SurveyFieldErrorCode }[] = []
  const fields: Fields = {}
  for (const [id, answer] of Object.entries(given)) {
    const question = questions.get(id)
    if (!question) faults.push({ field: id, code: 'question_unknown' })
    else if (fits(question, answer)) Object.assign(fields, fieldsOf(question, answer))
    else faults.push({ field: id, code: 'answer_misshapen' })
  }
  if (faults.length > 0) return refuse({ code: 'survey_answers_invalid', fields: faults })
  const progress = progressOf(definition, fields)
  if (progress.faults.length > 0) return refuse(faultsRefusal(progress.faults))
  const unasked = Object.keys(given).filter((id) => progress.course.answers[id] === undefined)
  if (unasked.length === 0) return success(progress.course.answers)
  return refuse({ code: 'survey_answers_invalid', fields: unasked.map((field) => ({ field, code: 'answer_not_asked' })) })
}
