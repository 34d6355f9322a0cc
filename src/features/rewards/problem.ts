import type { Problem } from '../../kernel/problem.ts'
import { type Locality, rewardsFieldSentence, rewardsRefusalSentence } from './copy.ts'
import type { RewardsFieldErrorCode, RewardsRefusal } from './schema.ts'

/** A refusal with the sentences a person reads. */
export const rewardsProblem = (refusal: RewardsRefusal, site: Locality): Problem => ({
  code: refusal.code,
  sentence: rewardsRefusalSentence(refusal, site),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: rewardsFieldSentence[code] })),
})

/** The refusal for input that does not fit its schema. */
export const redeemInputInvalid = (fields: { field: string; code: string }[]): RewardsRefusal => ({
  code: 'redeem_input_invalid',
  fields: fields.flatMap(({ field, code }) =>
    Object.hasOwn(rewardsFieldSentence, code) ? [{ field, code: code as RewardsFieldErrorCode }] : [],
  ),
})
