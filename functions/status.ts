import type { SignupRefusalCode } from '../src/features/signups/schema.ts'
import type { HttpRefusalCode } from '../src/kernel/http-problem.ts'

/** Every code a caller can be refused with. */
export type ErrorCode = HttpRefusalCode | SignupRefusalCode

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
  signup_not_open: 409,
  signup_closed: 409,
  occurrence_started: 409,
  party_too_large: 422,
  already_signed_up: 409,
  places_taken: 409,
  notice_changed: 409,
  request_key_reused: 409,
  signup_not_found: 404,
  signup_cancelled: 409,
  change_does_not_fit: 409,
  too_many_signups: 429,
  too_many_guesses: 429,
} as const satisfies Record<ErrorCode, number>
