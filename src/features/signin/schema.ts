import { z } from 'zod'
import { normalizePhone } from '../../kernel/phone.ts'
import { canReceiveSms } from '../../kernel/sms.ts'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import { messageCodeDigits, slipCodeLength } from './limits.ts'

/** What can be wrong with one field. */
export const signinFieldErrorCodes = [
  'slip_missing',
  'slip_invalid',
  'number_missing',
  'number_invalid',
  'number_is_landline',
  'digits_missing',
  'digits_invalid',
] as const
export type SigninFieldErrorCode = (typeof signinFieldErrorCodes)[number]

/** Why nobody was signed in or sent a message. */
export const signinRefusalCodes = [
  'input_invalid',
  'slip_not_good',
  'digits_not_good',
  'too_many_signin_guesses',
  'too_many_digits_guesses',
  'too_many_messages',
  'messages_off',
  'cookies_not_kept',
] as const
export type SigninRefusalCode = (typeof signinRefusalCodes)[number]

export interface SigninRefusal {
  code: SigninRefusalCode
  fields?: { field: string; code: SigninFieldErrorCode }[]
  retry_after_seconds?: number
}

const fieldError = (code: SigninFieldErrorCode) => code

/** A typed text that `read` understands. */
const understood = (read: (typed: string) => string | null, missing: SigninFieldErrorCode, invalid: SigninFieldErrorCode) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(60, invalid)
    .transform((typed, context) => {
      const value = read(typed)
      if (value !== null) return value
      context.addIssue({ code: 'custom', message: invalid })
      return z.NEVER
    })

/** Six digits as typed or dictated: spaces and dashes dropped, full-width digits made plain; null when they are not six digits. */
const readDigits = (typed: string) => {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return digits.length === messageCodeDigits && /^[0-9]+$/.test(digits) ? digits : null
}

/** 登录码: the eight signs of a slip. */
export const slipInput = z.object({
  code: understood((typed) => readSpokenCode(typed, slipCodeLength), fieldError('slip_missing'), fieldError('slip_invalid')),
})

/** 发验证码: to which mobile. */
export const messageInput = z.object({
  phone: understood(normalizePhone, fieldError('number_missing'), fieldError('number_invalid')).refine(
    canReceiveSms,
    fieldError('number_is_landline'),
  ),
})

/** 验证码: the six digits of a message. */
export const digitsInput = z.object({
  digits: understood(readDigits, fieldError('digits_missing'), fieldError('digits_invalid')),
})
