import type { Problem } from '../../kernel/problem.ts'
import { fieldSentence, type Locality, refusalSentence } from './copy.ts'
import type { FieldError, FieldErrorCode, SignupRefusal } from './schema.ts'

/** A refusal with the sentences a person reads. */
export const signupProblem = (refusal: SignupRefusal, locality: Locality): Problem => ({
  code: refusal.code,
  sentence: refusalSentence(refusal, locality),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: fieldSentence[code] })),
  retry_after_seconds: refusal.retry_after_seconds,
  ...(refusal.code === 'signin_needed_for_activity' && { next: { href: '/signin/', word: '去登录' } }),
})

/** The refusal for input that does not fit its schema. */
export const inputInvalid = (fields: { field: string; code: string }[]): SignupRefusal => ({
  code: 'input_invalid',
  fields: fields.map(
    ({ field, code }): FieldError => ({ field, code: code in fieldSentence ? (code as FieldErrorCode) : 'field_unknown' }),
  ),
})
