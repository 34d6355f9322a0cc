import { z } from 'zod'
import { audiences } from '../../content-schemas/vocabulary.ts'
import { normalizePhone } from '../../kernel/phone.ts'
import { readDoor } from './door.ts'
import { moveMaxPeople } from './limits.ts'
import { personName } from './person-name.ts'
import { type Relation, relations } from './relation.ts'

/** What can be wrong with one field. */
export const memberFieldErrorCodes = [
  'sought_missing',
  'sought_unreadable',
  'door_missing',
  'door_unreadable',
  'building_unknown',
  'person_missing',
  'person_unreadable',
  'relation_missing',
  'phone_unreadable',
  'phone_needed',
  'birth_month_unreadable',
  'tags_unknown',
  'consent_missing',
  'people_missing',
  'representative_missing',
  'page_too_old',
] as const
export type MemberFieldErrorCode = (typeof memberFieldErrorCodes)[number]

/** Why an act on a household or a resident is not possible. */
export const membersRefusalCodes = [
  'input_invalid',
  'household_unknown',
  'member_unknown',
  'door_unregistered',
  'surname_unknown',
  'card_unknown',
  'door_taken',
  'same_door',
  'name_twice',
  'phone_taken',
  'nobody_left',
  'own_household',
  'representative_unknown',
  'representation_unfit',
  'child_needs_guardian',
  'paper_overtaken',
  'request_key_reused',
] as const
export type MembersRefusalCode = (typeof membersRefusalCodes)[number]

/** An expected no. `door` and `name` are the facts its sentence needs, `fields` what to mend. */
export interface MembersRefusal {
  code: MembersRefusalCode
  fields?: { field: string; code: MemberFieldErrorCode }[]
  door?: string
  name?: string
}

const fieldError = (code: MemberFieldErrorCode) => code

/** A text read by a rule that answers null for what it cannot read. */
const read = <Value>(rule: (typed: string) => Value | null, missing: MemberFieldErrorCode, unreadable: MemberFieldErrorCode) =>
  z
    .string({ error: fieldError(missing) })
    .trim()
    .min(1, fieldError(missing))
    .transform((typed, context) => {
      const value = rule(typed)
      if (value !== null) return value
      context.addIssue({ code: 'custom', message: fieldError(unreadable) })
      return z.NEVER
    })

const door = read(readDoor, 'door_missing', 'door_unreadable')
const name = read(personName, 'person_missing', 'person_unreadable')
const phone = read(normalizePhone, 'phone_needed', 'phone_unreadable')
const optionalPhone = z
  .string()
  .trim()
  .transform((typed, context) => {
    const number = typed === '' ? null : normalizePhone(typed)
    if (typed === '' || number !== null) return number
    context.addIssue({ code: 'custom', message: fieldError('phone_unreadable') })
    return z.NEVER
  })
const relation = z.enum(Object.keys(relations) as [Relation, ...Relation[]], { error: fieldError('relation_missing') })
const id = (code: MemberFieldErrorCode) => z.string({ error: fieldError(code) }).regex(/^[0-9a-f-]{36}$/, fieldError(code))
const requestKey = id('page_too_old')
const birthMonth = z
  .string()
  .trim()
  .regex(/^(\d{4}-(0[1-9]|1[0-2]))?$/, fieldError('birth_month_unreadable'))
  .transform((month) => month || null)
const tags = z.array(z.enum(Object.keys(audiences) as [keyof typeof audiences], { error: fieldError('tags_unknown') }))

const person = { name, relation, birth_month: birthMonth, tags, consent: z.boolean() }

/** 登记一户: a door and the first who lives there. */
export const registration = z.strictObject({ door, ...person, phone: optionalPhone, request_key: requestKey })
export const newMember = z.strictObject({ ...person, phone: optionalPhone, request_key: requestKey })
export type NewMember = z.infer<typeof newMember>

/** An empty phone changes nothing; taking it off is said on purpose. */
export const correction = z.strictObject({ ...person, phone: optionalPhone, phone_removed: z.boolean() })
export type Correction = z.infer<typeof correction>

/** 搬到另一户 and 分户. */
export const move = z.strictObject({
  residents: z
    .array(id('people_missing'), { error: fieldError('people_missing') })
    .min(1, fieldError('people_missing'))
    .max(moveMaxPeople, fieldError('people_missing')),
  door,
  request_key: requestKey,
})
export type Move = z.infer<typeof move>

/** 换门牌 and 并户. */
export const doorInput = z.strictObject({ door })

/** 监护人 is chosen from the household, 代办人 found by the phone number. */
export const representationInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('guardian'),
    beneficiary: id('people_missing'),
    representative: id('representative_missing'),
    confirmed: z.literal(true, { error: fieldError('consent_missing') }),
    request_key: requestKey,
  }),
  z.strictObject({
    kind: z.literal('delegate'),
    beneficiary: id('people_missing'),
    phone,
    confirmed: z.literal(true, { error: fieldError('consent_missing') }),
    request_key: requestKey,
  }),
])
export type RepresentationInput = z.infer<typeof representationInput>
