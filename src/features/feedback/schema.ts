import { z } from 'zod'

/** What can be wrong with one field. */
export const feedbackFieldCodes = ['helpful_missing', 'version_missing', 'field_unknown'] as const
export type FeedbackFieldCode = (typeof feedbackFieldCodes)[number]

/** Why it is not counted whether a page is helpful. */
export const feedbackRefusalCodes = ['feedback_input_invalid', 'policy_unknown', 'version_unknown', 'too_many_feedbacks'] as const
export type FeedbackRefusalCode = (typeof feedbackRefusalCodes)[number]

const code = (value: FeedbackFieldCode) => value

export const answers = ['yes', 'no'] as const
export type Answer = (typeof answers)[number]

/** 这页有用吗: which version of the page was read, and the answer. */
export const feedbackInput = z.strictObject({
  version: z.string({ error: code('version_missing') }).regex(/^[0-9a-z]{1,12}$/, code('version_missing')),
  helpful: z.enum(answers, { error: code('helpful_missing') }),
})

/** The pages there are, by slug: `/policies/versions.json`, made at the build and served as it lies. */
export type PageVersions = Record<string, { title: string; version: string }>
