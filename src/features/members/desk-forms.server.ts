import type { z } from 'zod'
import { monthOf } from '../../kernel/calendar.ts'
import { todayOf } from '../../kernel/context.ts'
import { type AppContext, fieldCodes } from '../../kernel/http.server.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { isUnder14, under14Until } from './child.ts'
import type { Door } from './door.ts'
import type { Typed } from './page.ts'
import { inputInvalid } from './problem.ts'
import type { MemberFieldErrorCode, MembersRefusal } from './schema.ts'

const typedMaxCharacters = 200

/** A form's fields as typed, cut short; boxes of one name are joined by commas. Null when the body cannot be read. */
export const readTyped = async (c: AppContext): Promise<Typed | null> => {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return null
  const fields = await c.req.parseBody({ all: true }).catch(() => null)
  if (!fields) return null
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, typedMaxCharacters) : '')
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.map(text).join(',') : text(value)]),
  )
}

export const listOf = (typed: string | undefined) => (typed ? typed.split(',').filter((one) => one !== '') : [])

/** An id as it stands in an address or a form; anything else is nobody's, and is not written down anywhere. */
export const idOf = (typed: string | undefined) => (typed && /^[0-9a-f-]{36}$/.test(typed) ? typed : '')

/** What every form about a person has. */
export const personFields = (typed: Typed) => ({
  name: typed['name'],
  relation: typed['relation'],
  birth_month: typed['birth_month'] ?? '',
  tags: listOf(typed['tags']),
  consent: typed['consent'] === 'yes',
  phone: typed['phone'] ?? '',
})

export const fieldWrong = (field: string, code: MemberFieldErrorCode): MembersRefusal => ({
  code: 'input_invalid',
  fields: [{ field, code }],
})

/** The input, or the refusal that says what to mend. Tags without consent are mended by asking for it. */
export const check = <Schema extends z.ZodType>(schema: Schema, input: unknown): Result<z.infer<Schema>, MembersRefusal> => {
  const parsed = schema.safeParse(input)
  if (!parsed.success) return refuse(inputInvalid(fieldCodes(parsed.error)))
  const { tags, consent } = parsed.data as { tags?: string[]; consent?: boolean }
  return tags && tags.length > 0 && !consent ? refuse(fieldWrong('consent', 'consent_missing')) : success(parsed.data)
}

const isChildsMonth = (month: string, today: string) => month <= monthOf(today) && isUnder14(under14Until(month), today)

/** The same of a person, whose month of birth is kept only as long as a child is meant. */
export const checkPerson = <Schema extends z.ZodType>(
  c: AppContext,
  schema: Schema,
  input: unknown,
): Result<z.infer<Schema>, MembersRefusal> => {
  const checked = check(schema, input)
  if (!checked.ok) return checked
  const { birth_month } = checked.value as { birth_month: string | null }
  if (birth_month === null || isChildsMonth(birth_month, todayOf(c.var.context))) return checked
  return refuse(fieldWrong('birth_month', 'birth_month_unreadable'))
}

/** A door of the community: one of the buildings that content knows. */
export const checkBuilding = (c: AppContext, door: Door): MembersRefusal | null =>
  c.var.context.catalogue.site.grids.some(({ buildings }) => buildings.includes(door.building))
    ? null
    : fieldWrong('door', 'building_unknown')
