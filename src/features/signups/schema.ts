import { z } from 'zod'
import { normalizePhone } from '../../kernel/phone.ts'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import { codeLength, largestParty } from './limits.ts'
import { nameError, tidyName } from './name.ts'

/** What can be wrong with one field. */
export const fieldErrorCodes = [
  'name_missing',
  'name_too_long',
  'name_unreadable',
  'phone_missing',
  'phone_invalid',
  'party_size_invalid',
  'code_missing',
  'code_invalid',
  'occurrence_invalid',
  'for_missing',
  'notice_missing',
  'request_key_invalid',
  'field_unknown',
] as const
export type FieldErrorCode = (typeof fieldErrorCodes)[number]

/** Why a signup, a change or a cancellation is not possible. */
export const signupRefusalCodes = [
  'input_invalid',
  'activity_unknown',
  'occurrence_unknown',
  'signup_not_needed',
  'activity_cancelled',
  'occurrence_cancelled',
  'occurrence_changed',
  'signin_needed_for_activity',
  'resident_not_represented',
  'resident_unknown',
  'signup_not_open',
  'signup_closed',
  'occurrence_started',
  'party_too_large',
  'already_signed_up',
  'places_taken',
  'notice_changed',
  'request_key_reused',
  'signup_not_found',
  'signup_cancelled',
  'change_does_not_fit',
  'too_many_signups',
  'too_many_guesses',
] as const
export type SignupRefusalCode = (typeof signupRefusalCodes)[number]

export interface FieldError {
  field: string
  code: FieldErrorCode
}

/** An expected no. `at` (epoch ms), `places` and `reason` are the facts its sentence needs. */
export interface SignupRefusal {
  code: SignupRefusalCode
  fields?: FieldError[]
  at?: number
  places?: number
  reason?: string
  /** It is a resident of the register who is signed up already, not just a phone number. */
  registered?: boolean
  retry_after_seconds?: number
}

const fieldError = (code: FieldErrorCode) => code

const name = z
  .string({ error: fieldError('name_missing') })
  .transform((typed, context) => {
    const wrong = nameError(typed)
    if (!wrong) return tidyName(typed)
    context.addIssue({ code: 'custom', message: wrong })
    return z.NEVER
  })
  .meta({ description: '称呼，1 到 20 个字', examples: ['王阿姨'] })

const phone = z
  .string({ error: fieldError('phone_missing') })
  .min(1, fieldError('phone_missing'))
  .max(40, fieldError('phone_invalid'))
  .transform((typed, context) => {
    const number = normalizePhone(typed)
    if (number) return number
    context.addIssue({ code: 'custom', message: fieldError('phone_invalid') })
    return z.NEVER
  })
  .meta({ description: '手机号，或带区号的座机号', examples: ['19900000001'] })

const partySize = z
  .number({ error: fieldError('party_size_invalid') })
  .int(fieldError('party_size_invalid'))
  .min(1, fieldError('party_size_invalid'))
  .max(largestParty, fieldError('party_size_invalid'))
  .meta({ description: '一共几个人，1 到 5', examples: [2] })

const code = z
  .string({ error: fieldError('code_missing') })
  .min(1, fieldError('code_missing'))
  .max(40, fieldError('code_invalid'))
  .transform((typed, context) => {
    const signs = readSpokenCode(typed, codeLength)
    if (signs) return signs
    context.addIssue({ code: 'custom', message: fieldError('code_invalid') })
    return z.NEVER
  })
  .meta({ description: '6 位报名码', examples: ['K7M4TP'] })

const occurrence = z
  .string({ error: fieldError('occurrence_invalid') })
  .regex(/^\d{4}-\d{2}-\d{2}$/, fieldError('occurrence_invalid'))
  .meta({ description: '场次，原定的日期', examples: ['2026-12-01'] })

const request = {
  party_size: partySize,
  notice_version: z
    .string({ error: fieldError('notice_missing') })
    .min(1, fieldError('notice_missing'))
    .max(20, fieldError('notice_missing'))
    .meta({ description: '同意的告知版本', examples: ['2026-11'] }),
  request_key: z
    .string({ error: fieldError('request_key_invalid') })
    .regex(/^[A-Za-z0-9_-]{16,64}$/, fieldError('request_key_invalid'))
    .meta({ description: '由客户端选定的幂等键，重试时不变', examples: ['0a1b2c3d-4e5f-6789-abcd-ef0123456789'] }),
}

/** 报名: what a party sends to take places at one occurrence. */
export const signupInput = z.strictObject({ occurrence, name, phone, ...request })
export type SignupInput = z.infer<typeof signupInput>

/** The same by a signed-in resident: for oneself or somebody one may act for; name and phone are those of the register. */
export const residentSignupInput = z.strictObject({
  occurrence,
  ...request,
  for: z
    .string({ error: fieldError('for_missing') })
    .min(1, fieldError('for_missing'))
    .max(40, fieldError('for_missing'))
    .meta({ description: '替哪位居民报名：居民的 id，登录后才能用', examples: ['3f0c2a4e-8d1b-4c55-9a77-0d6c5f1e2b34'] }),
})
export type ResidentSignupInput = z.infer<typeof residentSignupInput>

/** 查报名: who holds the code and knows the phone number may see, change and cancel. */
export const signupKey = z.strictObject({ code, phone })
export type SignupKey = z.infer<typeof signupKey>

export const signupChange = z.strictObject({ code, phone, party_size: partySize })
export type SignupChange = z.infer<typeof signupChange>

export const partySizeInput = z.strictObject({ party_size: partySize })
