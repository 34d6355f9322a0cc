import type { Problem } from '../../kernel/problem.ts'
import { mineFieldSentence, mineRefusalSentence } from './copy.ts'
import type { MineFieldErrorCode, MineRefusal } from './schema.ts'

/** A refusal with the sentences a person reads; `phone` is the community's. */
export const mineProblem = (refusal: MineRefusal, phone: string): Problem => ({
  code: refusal.code,
  sentence: mineRefusalSentence(refusal, phone),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: mineFieldSentence[code] })),
  retry_after_seconds: refusal.retry_after_seconds,
})

/** The refusal for input that does not fit its schema. */
export const ownInputInvalid = (fields: { field: string; code: string }[]): MineRefusal => ({
  code: 'own_input_invalid',
  fields: fields.flatMap(({ field, code }) =>
    Object.hasOwn(mineFieldSentence, code) ? [{ field, code: code as MineFieldErrorCode }] : [],
  ),
})
