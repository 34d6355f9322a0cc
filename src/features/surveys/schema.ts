import { z } from 'zod'
import { ballotSchema, surveySchema, surveySectionSchema } from '../../content-schemas/survey.ts'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import { draftCodeLength, printedCodeLength } from './code-limits.ts'

/**
 * A survey as the server knows it: the file's content, a ballot written out as one question, and a name for this very wording.
 * `version` is made of what is asked and of whom (12 hexadecimal digits), so that a corrected phone number does not change it.
 * `reply` is null until what became of it is published (反馈).
 */
export const catalogueSurveySchema = surveySchema.omit({ sections: true, ballot: true, place: true }).extend({
  slug: z.string(),
  version: z.string(),
  place: z.strictObject({ slug: z.string(), title: z.string(), address: z.string() }),
  sections: z.array(surveySectionSchema),
  ballot: ballotSchema.nullable(),
  reply: z.strictObject({ title: z.string(), published_on: z.string() }).nullable(),
})
export type CatalogueSurvey = z.infer<typeof catalogueSurveySchema>

export type Section = z.infer<typeof surveySectionSchema>
export type Question = Section['questions'][number]
/** One thing that a section or a question waits for. */
export type Condition = NonNullable<Question['when']>[number]
export type Ballot = z.infer<typeof ballotSchema>

/** What is asked, and of whom: all that a stored answer needs to be understood later. */
export type Definition = Pick<CatalogueSurvey, 'title' | 'respondents' | 'naming' | 'sections'>

/**
 * An answer by the kind of its question: an option's id (单选, 看图选), a day or a text; a number (打分, 数字); ids of options (多选;
 * 排序 with the first first); an option's id by row (表格).
 */
export type Answer = string | number | string[] | Record<string, string>

/** Answers by the question's id. A question that was passed over has none. */
export type Answers = Record<string, Answer>

/** What a form sent, by the name of the field. */
export type Fields = Record<string, string>

/** What can be wrong with one part of a request, besides an answer itself (`answerFaults`). */
export const surveyFieldErrorCodes = [
  'question_unknown',
  'answer_not_asked',
  'answer_misshapen',
  'version_missing',
  'answers_missing',
  'request_key_invalid',
  'printed_code_missing',
  'printed_code_invalid',
  'draft_code_missing',
  'draft_code_invalid',
  'field_unknown',
] as const
export type SurveyFieldErrorCode = (typeof surveyFieldErrorCodes)[number]

/** Why a set of answers is not counted, or not gone on with. */
export const surveyRefusalCodes = [
  'survey_unknown',
  'survey_not_open',
  'survey_closed',
  'survey_changed',
  'survey_answers_invalid',
  'survey_answered',
  'respondent_needed',
  'respondent_not_allowed',
  'printed_code_wrong',
  'draft_unknown',
  'too_many_code_guesses',
  'too_many_responses',
] as const
export type SurveyRefusalCode = (typeof surveyRefusalCodes)[number]

/** An expected no. `fields` are named by the question's id, or by the field of the request. */
export interface SurveyRefusal {
  code: SurveyRefusalCode
  fields?: { field: string; code: AnswerFault | SurveyFieldErrorCode; question?: Question }[]
  retry_after_seconds?: number
}

const fieldError = (code: SurveyFieldErrorCode) => code

/** A printed code as typed: its signs, or the fault. */
const codeOf = (length: number, missing: SurveyFieldErrorCode, invalid: SurveyFieldErrorCode) =>
  z
    .string({ error: missing })
    .min(1, missing)
    .max(40, invalid)
    .transform((typed, context) => {
      const signs = readSpokenCode(typed, length)
      if (signs) return signs
      context.addIssue({ code: 'custom', message: invalid })
      return z.NEVER
    })

const printedCode = codeOf(printedCodeLength, 'printed_code_missing', 'printed_code_invalid').meta({
  description: `纸上印的答题码，${printedCodeLength} 位`,
  examples: ['K7M4TPXW'],
})

export const printedCodeInput = z.strictObject({ code: printedCode })
export const draftCodeInput = z.strictObject({ code: codeOf(draftCodeLength, 'draft_code_missing', 'draft_code_invalid') })

const answerSchema = z
  .union([z.string(), z.number(), z.array(z.string()).max(100), z.record(z.string(), z.string())], {
    error: fieldError('answer_misshapen'),
  })
  .meta({
    description:
      '单选、看图选：选项代号；多选、排序：选项代号的列表，排序的第一个在前；打分、数字：数；表格：每行一个选项代号；日期和文字：文字',
  })

export const requestKeySchema = z
  .string({ error: fieldError('request_key_invalid') })
  .regex(/^[A-Za-z0-9_-]{16,64}$/, fieldError('request_key_invalid'))
  .meta({ description: '发来的一方自己定的幂等键，重试时不变', examples: ['0a1b2c3d-4e5f-6789-abcd-ef0123456789'] })

/** One set of answers, as the API takes it. Questions that are not asked of somebody who answers like this have none. */
export const responseInput = z.strictObject({
  version: z
    .string({ error: fieldError('version_missing') })
    .min(1, fieldError('version_missing'))
    .max(40, fieldError('version_missing'))
    .meta({ description: '看到的是哪一版，见 GET /api/surveys/{slug}', examples: ['1f0c2a4e8d1b'] }),
  answers: z.record(z.string().max(40, fieldError('question_unknown')), answerSchema, { error: fieldError('answers_missing') }),
  request_key: requestKeySchema,
  code: printedCode.optional(),
})
export type ResponseInput = z.infer<typeof responseInput>

/** Where an answer was given: on the resident's own device, spoken at the window or a booth, or on paper. */
export const channels = ['online', 'desk', 'paper'] as const
export type Channel = (typeof channels)[number]

/** Why an answer to one question does not do. */
export const answerFaults = [
  'answer_missing',
  'option_unknown',
  'too_few',
  'too_many',
  'exclusive_mixed',
  'number_unreadable',
  'number_out_of_range',
  'date_unreadable',
  'date_out_of_range',
  'text_too_long',
  'text_unreadable',
  'rank_unclear',
  'row_missing',
] as const
export type AnswerFault = (typeof answerFaults)[number]
