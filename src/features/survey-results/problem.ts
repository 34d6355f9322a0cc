import type { Problem } from '../../kernel/problem.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { fieldSentence, refusalSentence } from './copy.ts'
import type { ResultsFieldErrorCode, ResultsRefusal } from './schema.ts'

/** A refusal with the sentences a person reads. */
export const resultsProblem = ({ code, fields }: ResultsRefusal, survey: CatalogueSurvey): Problem => ({
  code,
  sentence: refusalSentence(code, survey),
  ...(fields && { fields: fields.map((one) => ({ ...one, sentence: fieldSentence[one.code] })) }),
})

export const inputInvalid = (...fields: { field: string; code: string }[]): ResultsRefusal => ({
  code: 'result_input_invalid',
  fields: fields.map(({ field, code }) => ({ field, code: code in fieldSentence ? (code as ResultsFieldErrorCode) : 'field_unknown' })),
})
