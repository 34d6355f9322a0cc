import { z } from 'zod'
import { audiences } from '../../content-schemas/vocabulary.ts'
import { normalizePhone } from '../../kernel/phone.ts'
import { canReceiveSms } from '../../kernel/sms.ts'
import { personName } from '../members/person-name.ts'
import { digitsInput } from '../signin/schema.ts'

/** What can be wrong with one field. */
export const mineFieldErrorCodes = [
  'name_missing',
  'name_unreadable',
  'phone_missing',
  'phone_invalid',
  'own_phone_missing',
  'own_phone_landline',
  'digits_missing',
  'digits_invalid',
  'digits_wrong',
  'tag_missing',
  'tag_unknown',
  'member_missing',
  'child_missing',
  'consent_missing',
  'understood_missing',
] as const
export type MineFieldErrorCode = (typeof mineFieldErrorCodes)[number]

/** Why something on one's own pages is not possible. */
export const mineRefusalCodes = [
  'own_input_invalid',
  'act_unknown',
  'guardian_needed',
  'name_taken',
  'phone_taken',
  'too_many_phones',
  'too_many_number_messages',
  'too_many_number_guesses',
  'phone_needs_desk',
  'phone_code_over',
  'member_notice_changed',
  'own_signup_unknown',
  'resident_not_there',
  'device_unknown',
  'relative_unknown',
  'child_unknown',
  'representation_unknown',
  'too_many_invitations',
] as const
export type MineRefusalCode = (typeof mineRefusalCodes)[number]

export interface MineFieldError {
  field: string
  code: MineFieldErrorCode
}

/** An expected no. */
export interface MineRefusal {
  code: MineRefusalCode
  fields?: MineFieldError[]
  retry_after_seconds?: number
}

const wrong = (code: MineFieldErrorCode) => code

const typedText = (missing: MineFieldErrorCode) => z.string({ error: wrong(missing) }).transform((typed) => typed.trim())

const name = typedText('name_missing').transform((typed, context) => {
  const tidy = typed === '' ? null : personName(typed)
  if (tidy) return tidy
  context.addIssue({ code: 'custom', message: wrong(typed === '' ? 'name_missing' : 'name_unreadable') })
  return z.NEVER
})

const readPhone = (typed: string, context: z.RefinementCtx) => {
  const number = normalizePhone(typed)
  if (number) return number
  context.addIssue({ code: 'custom', message: wrong(typed === '' ? 'phone_missing' : 'phone_invalid') })
  return z.NEVER
}

const phone = typedText('phone_missing').transform(readPhone)

/** A code is sent there, which a landline cannot take. */
const mobile = typedText('own_phone_missing').pipe(
  z.string().min(1, wrong('own_phone_missing')).transform(readPhone).refine(canReceiveSms, wrong('own_phone_landline')),
)

const id = (missing: MineFieldErrorCode) =>
  z
    .string({ error: wrong(missing) })
    .min(1, wrong(missing))
    .max(64, wrong(missing))

const ticked = (missing: MineFieldErrorCode) => z.literal('yes', { error: wrong(missing) })

/** 人群 a resident may be told to belong to; everybody belongs to 全体居民. */
export const tags = (Object.keys(audiences) as (keyof typeof audiences)[]).filter((tag) => tag !== 'everyone')
export type Tag = (typeof tags)[number]

export const personInput = z.object({ name })
export const newPhoneInput = z.object({ phone: mobile })
export const phoneCodeInput = digitsInput

/** Only with consent to the notice that was shown. */
export const tagInput = z.object({
  tag: z.string({ error: wrong('tag_missing') }).refine((tag) => (tags as string[]).includes(tag), { error: wrong('tag_unknown') }),
  consent: ticked('consent_missing'),
  notice_version: z.string({ error: wrong('consent_missing') }),
})
export type TagInput = z.infer<typeof tagInput>

export const relativeInput = z.object({ member: id('member_missing') })
export const invitationInput = z.object({ phone })
export const guardianInput = z.object({
  child: id('child_missing'),
  consent: ticked('consent_missing'),
  notice_version: z.string({ error: wrong('consent_missing') }),
})
export type GuardianInput = z.infer<typeof guardianInput>

export const deletionInput = z.object({ understood: ticked('understood_missing') })
