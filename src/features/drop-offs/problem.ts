import type { Problem } from '../../kernel/problem.ts'
import { dropOffFieldSentence, dropOffRefusalSentence } from './copy.ts'
import type { DropOffFieldErrorCode, DropOffRefusal } from './schema.ts'

/** A refusal with the sentences a person reads; `phone` is the community's. */
export const dropOffProblem = (refusal: DropOffRefusal, { phone }: { phone: string }): Problem => ({
  code: refusal.code,
  sentence: dropOffRefusalSentence(refusal, phone),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: dropOffFieldSentence[code] })),
})

/** The refusal for input that does not fit. */
export const dropOffInputInvalid = (...fields: { field: string; code: DropOffFieldErrorCode }[]): DropOffRefusal => ({
  code: 'points_input_invalid',
  fields,
})
