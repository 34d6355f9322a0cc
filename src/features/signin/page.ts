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

export type SigninPages = SigninPage | DigitsPage
