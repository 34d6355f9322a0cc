import { z } from 'zod'
import { ballotSchema, surveySchema, surveySectionSchema } from '../../content-schemas/survey.ts'

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
