import { z } from 'zod'
import { reasonMaxCharacters } from '../activities/limits.ts'
import { residentSignupInput, signupInput } from '../signups/schema.ts'

/** What can be wrong with a field of the desk's forms, besides those of signups. */
export const deskFieldErrorCodes = [
  'came_invalid',
  'change_missing',
  'reason_missing',
  'reason_too_long',
  'day_invalid',
  'time_invalid',
  'moment_past',
] as const
export type DeskFieldErrorCode = (typeof deskFieldErrorCodes)[number]

/** Why an act at the desk is not possible, besides the reasons of signups. */
export const deskRefusalCodes = ['attendance_not_yet', 'came_too_many', 'occurrence_over'] as const
export type DeskRefusalCode = (typeof deskRefusalCodes)[number]

const { name, phone, party_size, request_key } = signupInput.shape

/** 代报名 for a resident of the register. */
export const deskResidentInput = z.strictObject({ for: residentSignupInput.shape.for, party_size, request_key })

/** 代报名 for somebody who called or came by; without a phone number the desk cannot call back. */
export const deskGuestInput = z.strictObject({ name, phone: phone.optional(), party_size, request_key })

const fieldError = (code: DeskFieldErrorCode) => code

const reason = z
  .string({ error: fieldError('reason_missing') })
  .trim()
  .min(1, fieldError('reason_missing'))
  .max(reasonMaxCharacters, fieldError('reason_too_long'))

const whatever = z.string().optional()

/** 停办, 改期 or taking that back. `day` and `time` are of the site's time zone. */
export const changeInput = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('cancelled'), reason, request_key, day: whatever, time: whatever }),
    z.strictObject({ kind: z.literal('restored'), reason, request_key, day: whatever, time: whatever }),
    z.strictObject({
      kind: z.literal('moved'),
      reason,
      request_key,
      day: z.iso.date({ error: fieldError('day_invalid') }),
      time: z.string({ error: fieldError('time_invalid') }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, fieldError('time_invalid')),
    }),
  ],
  { error: fieldError('change_missing') },
)
export type ChangeInput = z.infer<typeof changeInput>
