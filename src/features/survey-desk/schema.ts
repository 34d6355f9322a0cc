import { z } from 'zod'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import { printedCodeLength } from '../surveys/code-limits.ts'
import { type AnswerFault, type CatalogueSurvey, type Question, requestKeySchema, type SurveyFieldErrorCode } from '../surveys/schema.ts'

/** Slips printed in one go: as many as a building has doors, and few enough for a page. */
export const slipsMost = 400

/** A paper that nobody has typed in twice after so many days is not kept any longer. */
export const paperKeptDays = 90

export const deskFieldErrorCodes = ['booth_unknown', 'where_unknown', 'paper_missing', 'paper_unreadable', 'pick_missing'] as const
export type DeskFieldErrorCode = (typeof deskFieldErrorCodes)[number]

export const surveyDeskRefusalCodes = [
  'survey_household_unknown',
  'survey_child',
  'survey_without_codes',
  'no_slips_left',
  'slips_too_many',
  'slips_replaced',
  'paper_unknown',
  'paper_revoked',
  'paper_of_another_survey',
  'paper_answered',
  'paper_counted',
  'paper_yours',
  'paper_not_yours',
  'paper_empty',
  'paper_gone',
  'paper_too_late',
] as const
export type SurveyDeskRefusalCode = (typeof surveyDeskRefusalCodes)[number]

/** Refusals of answering that the desk says in its own words. */
type SharedRefusalCode =
  | 'survey_unknown'
  | 'survey_not_open'
  | 'survey_closed'
  | 'survey_changed'
  | 'survey_answers_invalid'
  | 'survey_answered'

export interface DeskRefusal {
  code: SurveyDeskRefusalCode | SharedRefusalCode
  fields?: { field: string; code: AnswerFault | SurveyFieldErrorCode | DeskFieldErrorCode; question?: Question }[]
  /** The title of the survey a code belongs to, if not to this one. */
  title?: string
}

/** For whom codes are printed: everybody, a grid, or a building. */
export const slipsInput = z.object({
  where: z.string().regex(/^(all|(grid|building):.{1,40})$/, 'where_unknown' satisfies DeskFieldErrorCode),
  again: z.literal('yes').optional(),
  request_key: requestKeySchema,
})
export type SlipsWish = z.infer<typeof slipsInput>

/** What tells a paper from others: its printed code, or the number staff stamped on it where a survey is open to all. */
export const readPaperKey = ({ respondents }: Pick<CatalogueSurvey, 'respondents'>, typed: string): string | null => {
  if (respondents !== '谁都可以') return readSpokenCode(typed, printedCodeLength)
  const digits = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
  return /^\d{4,6}$/.test(digits) ? digits : null
}
