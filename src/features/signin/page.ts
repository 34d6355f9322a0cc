import type { Problem } from '../../kernel/problem.ts'

/** 登录: by a slip, and by a message where they are sent. */
export interface SigninPage {
  kind: 'signin'
  typed: { code: string; phone: string }
  request_key: string
  sends_messages: boolean
  /** This device is signed in already. */
  signed_in: boolean
  said?: 'left' | 'over' | undefined
  problem?: Problem | undefined
}

/** After a message was asked for: its six digits. `phone` is masked. */
export interface DigitsPage {
  kind: 'digits'
  phone: string
  request_key: string
  problem?: Problem | undefined
}

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

export type SigninPages = SigninPage | DigitsPage | VerifyPage | EnrolPage | ResumePage
