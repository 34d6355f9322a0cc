import type { CheckersRefusalCode } from '../src/features/checkers/schema.ts'
import type { DropOffRefusalCode } from '../src/features/drop-offs/schema.ts'
import type { FeedbackRefusalCode } from '../src/features/feedback/schema.ts'
import type { ImportRefusalCode } from '../src/features/member-sheets/schema.ts'
import type { MembersRefusalCode } from '../src/features/members/schema.ts'
import type { MineRefusalCode } from '../src/features/mine/schema.ts'
import type { PointsRefusalCode } from '../src/features/points/schema.ts'
import type { RewardsRefusalCode } from '../src/features/rewards/schema.ts'
import type { SecondFactorRefusalCode } from '../src/features/second-factor/schema.ts'
import type { SigninRefusalCode } from '../src/features/signin/schema.ts'
import type { DeskRefusalCode } from '../src/features/signup-desk/schema.ts'
import type { SignupRefusalCode } from '../src/features/signups/schema.ts'
import type { StaffRefusalCode } from '../src/features/staff/schema.ts'
import type { SurveyDeskRefusalCode } from '../src/features/survey-desk/schema.ts'
import type { ResultsRefusalCode } from '../src/features/survey-results/schema.ts'
import type { SurveyRefusalCode } from '../src/features/surveys/schema.ts'
import type { HttpRefusalCode } from '../src/kernel/http-problem.ts'
import { pointsStatus } from './points-status.ts'
import { surveyDeskStatus, surveyResultStatus, surveyStatus } from './survey-status.ts'

/** Every code a caller can be refused with. */
export type ErrorCode =
  | HttpRefusalCode
  | SignupRefusalCode
  | CheckersRefusalCode
  | DeskRefusalCode
  | FeedbackRefusalCode
  | StaffRefusalCode
  | SigninRefusalCode
  | SecondFactorRefusalCode
  | MineRefusalCode
  | MembersRefusalCode
  | ImportRefusalCode
  | PointsRefusalCode
  | DropOffRefusalCode
  | RewardsRefusalCode
  | SurveyRefusalCode
  | SurveyDeskRefusalCode
  | ResultsRefusalCode

/** The HTTP status of each refusal (RFC 9110). A new code without a line here does not compile. */
export const status = {
  body_too_large: 413,
  body_unreadable: 400,
  content_type_unsupported: 415,
  origin_foreign: 403,
  route_unknown: 404,
  signin_needed: 401,
  second_factor_needed: 401,
  role_insufficient: 403,
  database_unavailable: 503,
  unexpected: 500,
  input_invalid: 422,
  activity_unknown: 404,
  occurrence_unknown: 404,
  signup_not_needed: 409,
  activity_cancelled: 409,
  occurrence_cancelled: 409,
  occurrence_changed: 409,
  // Whoever is asked for is not let in by signing in alone: only residents of the register are, so this is no 401.
  signin_needed_for_activity: 403,
  resident_not_represented: 403,
  resident_unknown: 404,
  signup_not_open: 409,
  signup_closed: 409,
  occurrence_started: 409,
  party_too_large: 422,
  attendance_not_yet: 409,
  came_too_many: 422,
  occurrence_over: 409,
  already_signed_up: 409,
  places_taken: 409,
  notice_changed: 409,
  request_key_reused: 409,
  signup_not_found: 404,
  signup_cancelled: 409,
  change_does_not_fit: 409,
  too_many_signups: 429,
  too_many_guesses: 429,
  checker_unknown: 404,
  answers_too_long: 414,
  answers_unreadable: 422,
  answer_invalid: 422,
  feedback_input_invalid: 422,
  policy_unknown: 404,
  version_unknown: 409,
  too_many_feedbacks: 429,
  colleague_unknown: 404,
  colleague_ended: 409,
  oneself_stays: 409,
  last_steward_stays: 409,
  slip_overtaken: 409,
  slip_not_good: 422,
  digits_not_good: 422,
  too_many_signin_guesses: 429,
  too_many_digits_guesses: 429,
  too_many_messages: 429,
  messages_off: 409,
  cookies_not_kept: 409,
  second_factor_wrong: 422,
  too_many_second_factors: 429,
  enrolment_stale: 422,
  own_input_invalid: 422,
  act_unknown: 422,
  guardian_needed: 403,
  name_taken: 409,
  phone_taken: 409,
  too_many_phones: 429,
  too_many_number_messages: 429,
  too_many_number_guesses: 429,
  phone_needs_desk: 409,
  phone_code_over: 409,
  member_notice_changed: 409,
  own_signup_unknown: 404,
  resident_not_there: 404,
  device_unknown: 404,
  relative_unknown: 404,
  child_unknown: 404,
  representation_unknown: 404,
  too_many_invitations: 429,
  household_unknown: 404,
  member_unknown: 404,
  door_unregistered: 404,
  surname_unknown: 404,
  card_unknown: 404,
  door_taken: 409,
  same_door: 409,
  name_twice: 409,
  nobody_left: 409,
  representative_unknown: 404,
  representation_unfit: 409,
  child_needs_guardian: 409,
  paper_overtaken: 409,
  sheet_unreadable: 422,
  sheet_empty: 422,
  sheet_encoding: 422,
  sheet_too_large: 413,
  sheet_rows_bad: 422,
  import_overtaken: 409,
  ...pointsStatus,
  ...surveyStatus,
  ...surveyResultStatus,
  ...surveyDeskStatus,
} as const satisfies Record<ErrorCode, number>
