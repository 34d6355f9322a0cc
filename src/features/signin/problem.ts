import type { Problem } from '../../kernel/problem.ts'
import { type Locality, signinFieldSentence, signinSentence } from './copy.ts'
import type { SigninFieldErrorCode, SigninRefusal } from './schema.ts'

/** A refusal with the sentences a person reads. */
export const signinProblem = (refusal: SigninRefusal, locality: Locality): Problem => ({
  code: refusal.code,
  sentence: signinSentence(refusal, locality),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: signinFieldSentence[code] })),
  retry_after_seconds: refusal.retry_after_seconds,
})

/** The refusal for input that does not fit its schema, whose messages are field codes. */
export const signinInputInvalid = (fields: { field: string; code: string }[]): SigninRefusal => ({
  code: 'input_invalid',
  fields: fields.map(({ field, code }) => ({ field, code: code as SigninFieldErrorCode })),
})
