import type { Problem } from '../../kernel/problem.ts'
import { memberFieldSentence, membersSentence } from './copy.ts'
import type { MemberFieldErrorCode, MembersRefusal } from './schema.ts'

/** A refusal with the sentences a person reads. */
export const membersProblem = (refusal: MembersRefusal): Problem => ({
  code: refusal.code,
  sentence: membersSentence(refusal),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: memberFieldSentence[code] })),
})

/** The refusal for input that does not fit its schema. */
export const inputInvalid = (fields: { field: string; code: string }[]): MembersRefusal => ({
  code: 'input_invalid',
  fields: fields.map(({ field, code }) => ({
    field: field.split('.')[0] ?? field,
    code: code in memberFieldSentence ? (code as MemberFieldErrorCode) : 'page_too_old',
  })),
})
