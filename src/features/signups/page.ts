import type { Problem } from '../../kernel/problem.ts'
import type { Availability, SignupView } from './views.ts'
import type { SignupWindow } from './window.ts'

/** What was typed into the signup form, given back when something is wrong. */
export interface TypedSignup {
  name: string
  phone: string
  party_size: string
  /** Id of the resident it is for, when somebody is signed in. */
  for?: string | undefined
}

/** Somebody the signed-in resident may sign up, oneself first. */
export interface Represented {
  id: string
  name: string
  standing: 'self' | 'guardian' | 'delegate'
  has_phone: boolean
}

/** The signup page: one occurrence, what is left, the form. `window` is null when there is no such occurrence to sign up for. */
export interface SignupPage {
  kind: 'signup'
  window: SignupWindow | null
  availability: Availability | null
  typed: TypedSignup
  /** Whom a signed-in resident may sign up; null for guests. */
  people: Represented[] | null
  /** Only residents of the register may sign up, and the house does not know who asks. */
  signin_needed: boolean
  request_key: string
  problem?: Problem | undefined
}

/** 查报名: code and phone. */
export interface LookupPage {
  kind: 'lookup'
  typed: { code: string; phone: string }
  problem?: Problem | undefined
}

/** A signup as its holder sees it, with what can be done. */
export interface HeldPage {
  kind: 'held'
  signup: SignupView
  activity_title: string
  place: { slug: string; title: string; address: string } | null
  largest_party: number
  /** The occurrence's own state, which the organiser may have changed since. */
  occurrence_status: 'scheduled' | 'moved' | 'cancelled'
  reason?: string | undefined
  started: boolean
  done?: 'taken' | 'changed' | 'cancelled' | undefined
  problem?: Problem | undefined
}

export type SignupsPage = SignupPage | LookupPage | HeldPage
