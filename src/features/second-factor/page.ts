import type { Problem } from '../../kernel/problem.ts'

/** `options` (JSON text) is for the browser, `sealed` comes back with its answer. */
interface Question {
  options: string
  sealed: string
}

/** The second factor of a member of staff who has one. */
export interface VerifyPage {
  kind: 'verify'
  name: string
  has_app: boolean
  passkey: Question | null
  /** A form that waits for it, sealed. */
  kept?: string | undefined
  problem?: Problem | undefined
}

/** A second factor to be set up; `first` is true when there is none yet. `secret` is base32, `address` its QR code's text. */
export interface EnrolPage {
  kind: 'enrol'
  name: string
  first: boolean
  app: { secret: string; address: string; sealed: string }
  passkey: Question
  problem?: Problem | undefined
}

/** The second factor was given; what was typed before is sent on by one more press. */
export interface ResumePage {
  kind: 'resume'
  path: string
  fields: [name: string, value: string][]
}

export type SecondFactorPages = VerifyPage | EnrolPage | ResumePage
