/** What can be wrong with one field. */
export const secondFactorFieldErrorCodes = ['app_code_wrong'] as const
export type SecondFactorFieldErrorCode = (typeof secondFactorFieldErrorCodes)[number]

/** Why a second factor was not taken. */
export const secondFactorRefusalCodes = ['input_invalid', 'second_factor_wrong', 'too_many_second_factors', 'enrolment_stale'] as const
export type SecondFactorRefusalCode = (typeof secondFactorRefusalCodes)[number]

/** What staff do with it, as the audit log has it. */
export type SecondFactorAct = 'second_factor.enrolled' | 'second_factor.given' | 'second_factor.failed'

export interface SecondFactorRefusal {
  code: SecondFactorRefusalCode
  fields?: { field: string; code: SecondFactorFieldErrorCode }[]
  retry_after_seconds?: number
}
