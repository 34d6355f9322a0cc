import type { SurveyDeskRefusalCode } from '../src/features/survey-desk/schema.ts'
import type { ResultsRefusalCode } from '../src/features/survey-results/schema.ts'
import type { SurveyRefusalCode } from '../src/features/surveys/schema.ts'

/** The HTTP status of each refusal of surveys (RFC 9110). */
export const surveyStatus = {
  survey_unknown: 404,
  survey_not_open: 409,
  survey_closed: 410,
  survey_changed: 409,
  survey_answers_invalid: 422,
  survey_answered: 409,
  respondent_needed: 401,
  respondent_not_allowed: 403,
  printed_code_wrong: 422,
  draft_unknown: 410,
  too_many_code_guesses: 429,
  too_many_responses: 429,
} as const satisfies Record<SurveyRefusalCode, number>

/** Of what is made of their answers. */
export const surveyResultStatus = {
  survey_still_open: 409,
  result_unpublished: 404,
  papers_waiting: 409,
  result_overtaken: 409,
  result_input_invalid: 422,
} as const satisfies Record<ResultsRefusalCode, number>

/** Of what staff do with codes and papers. */
export const surveyDeskStatus = {
  survey_household_unknown: 404,
  survey_child: 409,
  survey_without_codes: 409,
  no_slips_left: 409,
  slips_too_many: 409,
  slips_replaced: 409,
  paper_unknown: 404,
  paper_revoked: 409,
  paper_of_another_survey: 409,
  paper_answered: 409,
  paper_counted: 409,
  paper_yours: 409,
  paper_not_yours: 403,
  paper_empty: 422,
  paper_gone: 409,
  paper_too_late: 409,
} as const satisfies Record<SurveyDeskRefusalCode, number>
