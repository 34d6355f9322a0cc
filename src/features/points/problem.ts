import type { Problem } from '../../kernel/problem.ts'
import { pointsFieldSentence, pointsRefusalSentence } from './copy.ts'
import type { PointsFieldErrorCode, PointsFormRefusal } from './schema.ts'

/** A refusal with the sentences a person reads; `phone` is the community's. */
export const pointsProblem = (refusal: PointsFormRefusal, { phone }: { phone: string }): Problem => ({
  code: refusal.code,
  sentence: pointsRefusalSentence(refusal, phone),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: pointsFieldSentence[code] })),
})

/** The refusal for input that does not fit. */
export const pointsInputInvalid = (...fields: { field: string; code: PointsFieldErrorCode }[]): PointsFormRefusal => ({
  code: 'points_input_invalid',
  fields,
})
