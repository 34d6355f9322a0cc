import type { Problem } from '../../kernel/problem.ts'
import { faultSentence, fieldSentence, refusalSentence } from './copy.ts'
import { controlOf } from './page.ts'
import type { Fault } from './progress.ts'
import type { AnswerFault, CatalogueSurvey, Question, SurveyFieldErrorCode, SurveyRefusal } from './schema.ts'

const sentenceOf = (code: AnswerFault | SurveyFieldErrorCode, question: Question | undefined) =>
  question && !(code in fieldSentence) ? faultSentence(code as AnswerFault, question) : fieldSentence[code as SurveyFieldErrorCode]

/** A refusal with the sentences a person reads. */
export const surveyProblem = (refusal: SurveyRefusal, survey: CatalogueSurvey | null, phone: string): Problem => ({
  code: refusal.code,
  sentence: refusalSentence(refusal, survey, phone),
  fields: refusal.fields?.map(({ field, code, question }) => ({ field, code, sentence: sentenceOf(code, question) })),
  retry_after_seconds: refusal.retry_after_seconds,
})

/** Faults by the question's id, as the API names them. */
export const faultsRefusal = (faults: Fault[]): SurveyRefusal => ({
  code: 'survey_answers_invalid',
  fields: faults.map(({ question, fault }) => ({ field: question.id, code: fault, question })),
})

/** Faults on a page: each leads to the control of its question. */
export const faultsOnPage = (faults: Fault[], survey: CatalogueSurvey, phone: string): Problem => {
  const problem = surveyProblem(faultsRefusal(faults), survey, phone)
  return { ...problem, fields: problem.fields?.map((one) => ({ ...one, field: controlOf(one.field) })) }
}

/** Codes of a request that does not fit its schema. */
export const inputRefusal = (fields: { field: string; code: string }[]): SurveyRefusal => ({
  code: 'survey_answers_invalid',
  fields: fields.map(({ field, code }) => ({
    field,
    code: code in fieldSentence ? (code as SurveyFieldErrorCode) : 'answer_misshapen',
  })),
})
