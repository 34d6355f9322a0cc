import { z } from 'zod'
import { roles } from '../../kernel/actor.ts'

/** What can be wrong with one field of the forms about staff. */
export const staffFieldErrorCodes = [
  'name_missing',
  'name_unreadable',
  'role_missing',
  'grid_missing',
  'programme_missing',
  'request_key_invalid',
  'field_unknown',
  'person_unknown',
  'act_unknown',
  'day_invalid',
  'days_reversed',
  'subject_invalid',
  'page_invalid',
] as const
export type StaffFieldErrorCode = (typeof staffFieldErrorCodes)[number]

/** Why something about staff is not done. */
export const staffRefusalCodes = [
  'input_invalid',
  'colleague_unknown',
  'colleague_ended',
  'oneself_stays',
  'last_steward_stays',
  'slip_overtaken',
  'request_key_reused',
] as const
export type StaffRefusalCode = (typeof staffRefusalCodes)[number]

export interface StaffFieldError {
  field: string
  code: StaffFieldErrorCode
}

export interface StaffRefusal {
  code: StaffRefusalCode
  fields?: StaffFieldError[]
}

const fieldError = (code: StaffFieldErrorCode) => code

const nameMaxCharacters = 20

export const colleagueName = z
  .string({ error: fieldError('name_missing') })
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, fieldError('name_missing'))
      .max(nameMaxCharacters, fieldError('name_unreadable'))
      .regex(/^\p{L}[\p{L}\p{M}· ]*$/u, fieldError('name_unreadable')),
  )

/** 新增工作人员. `request_key` (a UUID chosen by the form) becomes the new one's id, so that pressing twice adds one. */
export const newColleagueInput = z.strictObject({
  name: colleagueName,
  role: z.enum(roles, fieldError('role_missing')),
  grid: z.string().max(40).default(''),
  programme: z.string().max(100).default(''),
  request_key: z.uuid(fieldError('request_key_invalid')),
})
export type NewColleagueInput = z.infer<typeof newColleagueInput>
