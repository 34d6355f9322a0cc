import { z } from 'zod'

/** Why a result is not shown, published or changed. */
export const resultsRefusalCodes = [
  'survey_still_open',
  'result_unpublished',
  'papers_waiting',
  'result_overtaken',
  'result_input_invalid',
] as const
export type ResultsRefusalCode = (typeof resultsRefusalCodes)[number]

/** What can be wrong with one field of the desk's forms. */
export const resultsFieldErrorCodes = [
  'understood_missing',
  'decision_unknown',
  'need_title_missing',
  'need_title_too_long',
  'need_unknown',
  'act_unknown',
  'field_unknown',
] as const
export type ResultsFieldErrorCode = (typeof resultsFieldErrorCodes)[number]

export interface ResultsRefusal {
  code: ResultsRefusalCode
  fields?: { field: string; code: ResultsFieldErrorCode }[]
}

const fieldError = (code: ResultsFieldErrorCode) => code

/** 公布: nothing is changed any more afterwards. */
export const publicationInput = z.strictObject({ understood: z.literal('yes', { error: fieldError('understood_missing') }) })

/** What a steward decides of a text: let through, kept back, or kept back with its words gone. */
export const decisions = ['show', 'withhold', 'empty'] as const
export type Decision = (typeof decisions)[number]

const idOf = (prefix: string, field: string) => new RegExp(`^${prefix}_([\\w-]{1,64})$`).exec(field)?.[1]

/** `text_<id>` = a decision; what was not chosen is not sent. Null when anything else is in the form. */
export const readDecisions = (fields: Record<string, string>): { id: string; act: Decision }[] | null => {
  const found = Object.entries(fields).map(([field, value]) => {
    const id = idOf('text', field)
    const act = decisions.find((one) => one === value)
    return id !== undefined && act ? { id, act } : null
  })
  return found.includes(null) ? null : found.filter((one) => one !== null)
}

/** `text_<id>` = the id of a need, or empty for none. */
export const readSorting = (fields: Record<string, string>): { id: string; need: string }[] | null => {
  const found = Object.entries(fields).map(([field, need]) => {
    const id = idOf('text', field)
    return id !== undefined && /^[\w-]{0,64}$/.test(need) ? { id, need } : null
  })
  return found.includes(null) ? null : found.filter((one) => one !== null)
}

/** 需求, in a steward's words. */
export const needTitleMost = 30

export const needInput = z.strictObject({
  title: z
    .string({ error: fieldError('need_title_missing') })
    .trim()
    .min(1, fieldError('need_title_missing'))
    .max(needTitleMost, fieldError('need_title_too_long')),
  request_key: z.string({ error: fieldError('field_unknown') }).regex(/^[A-Za-z0-9_-]{16,64}$/, fieldError('field_unknown')),
})

export const needEndingInput = z.strictObject({ need: z.string().regex(/^[\w-]{1,64}$/, fieldError('need_unknown')) })
