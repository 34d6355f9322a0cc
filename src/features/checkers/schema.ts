import { z } from 'zod'
import { type Checker, checkerSchema } from '../../content-schemas/checker.ts'
import { policySchema } from '../../content-schemas/policy.ts'

/** A checker as the server knows it: the file's content, and where its policies send people. */
export const catalogueCheckerSchema = checkerSchema.extend({
  slug: z.string(),
  policies: z.array(
    z.strictObject({
      slug: z.string(),
      title: z.string(),
      effective_from: policySchema.shape.effective_from,
      expires_on: policySchema.shape.expires_on,
      replaced_by: policySchema.shape.replaced_by,
    }),
  ),
  place: z.strictObject({ slug: z.string(), title: z.string(), address: z.string() }),
  phone: z.string(),
})
export type CatalogueChecker = z.infer<typeof catalogueCheckerSchema>

export type Question = Checker['questions'][number]
export type Rate = Checker['rates'][number]
export type Outcome = Checker['outcomes'][number]

/** What the rules need of a checker. */
export type Asked = Pick<Checker, 'questions'>
export type Judged = Pick<Checker, 'questions' | 'rates' | 'outcomes'>

/** Answers by the question's id: an option's value, `yes` or `no`, `YYYY-MM`, or digits. */
export type Answers = Record<string, string>

/** The most characters an address may carry; all answers of a long checker fill less than a quarter of it. */
export const queryMaxLength = 2000

/** Numbers without a limit of their own stay below ten million. */
export const numberMost = 9_999_999

export const checkersRefusalCodes = ['checker_unknown', 'answers_too_long', 'answers_unreadable', 'answer_invalid'] as const
export type CheckersRefusalCode = (typeof checkersRefusalCodes)[number]

/** Why an answer to the question on the page does not do. */
export type AnswerFault = 'choice_missing' | 'number_missing' | 'number_out_of_range' | 'month_missing' | 'month_out_of_range'
