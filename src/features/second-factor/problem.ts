import type { Problem } from '../../kernel/problem.ts'
import { secondFactorFieldSentence, secondFactorSentence } from './copy.ts'
import type { SecondFactorRefusal } from './schema.ts'

/** A refusal with the sentences a person reads. */
export const secondFactorProblem = (refusal: SecondFactorRefusal): Problem => ({
  code: refusal.code,
  sentence: secondFactorSentence(refusal),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: secondFactorFieldSentence[code] })),
  retry_after_seconds: refusal.retry_after_seconds,
})
