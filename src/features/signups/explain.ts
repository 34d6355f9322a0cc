import { secondsUntilNextWindow } from '../../kernel/attempts.ts'
import { type Channel, changeFits, freePlaces, type Pool } from './capacity.ts'
import { guessesByCode, signupsByClient } from './limits.ts'
import type { SignupRefusal } from './schema.ts'

/** The facts a command's transaction read back, as far as a sentence needs them. */
interface Facts {
  signup: { channel: Channel; party_size: number; confirmed_at: number | null; cancelled_at: number | null } | null
  pool: (Pool & { starts_at: number; largest_party: number }) | null
  phone_is_signed_up: boolean
  resident_is_signed_up: boolean
  party_is_known: boolean
  unseen_change: { kind: string; reason: string } | null
  tries: number
}

/** Why no places were taken. */
export const whyNotTaken = (facts: Facts, now: number, channel: Channel = 'online'): SignupRefusal => {
  if (facts.tries > signupsByClient.tries)
    return { code: 'too_many_signups', retry_after_seconds: secondsUntilNextWindow(signupsByClient, now) }
  if (facts.unseen_change?.kind === 'cancelled') return { code: 'occurrence_cancelled', reason: facts.unseen_change.reason }
  if (facts.unseen_change) return { code: 'occurrence_changed' }
  if (!facts.party_is_known) return { code: channel === 'desk' ? 'resident_unknown' : 'resident_not_represented' }
  if (facts.resident_is_signed_up) return { code: 'already_signed_up', registered: true }
  if (facts.phone_is_signed_up) return { code: 'already_signed_up' }
  return { code: 'places_taken', places: facts.pool ? freePlaces(facts.pool, channel, now) : 0 }
}

/** Why there is nothing to show to someone with this code and phone number. */
export const whyNotFound = (facts: Facts, now: number): SignupRefusal =>
  facts.tries > 0
    ? { code: 'too_many_guesses', retry_after_seconds: secondsUntilNextWindow(guessesByCode, now) }
    : { code: 'signup_not_found' }

/** Why a found signup was not cancelled, or null if it already is: to cancel twice is to cancel. */
export const whyNotCancelled = (facts: Facts, now: number): SignupRefusal | null => {
  if (!facts.signup) return whyNotFound(facts, now)
  if (facts.signup.cancelled_at !== null) return null
  return { code: 'occurrence_started' }
}

/** Why a found signup was not changed, or null if it already has that many people. */
export const whyNotChanged = (facts: Facts, partySize: number, now: number): SignupRefusal | null => {
  const { signup, pool } = facts
  if (!signup || !pool) return whyNotFound(facts, now)
  if (signup.cancelled_at !== null) return { code: 'signup_cancelled' }
  if (signup.party_size === partySize) return null
  if (pool.starts_at <= now) return { code: 'occurrence_started' }
  if (partySize > pool.largest_party) return { code: 'party_too_large', places: pool.largest_party }
  const state = signup.confirmed_at === null ? 'waiting' : 'confirmed'
  if (!changeFits(pool, { ...signup, state }, partySize, now)) {
    return { code: 'change_does_not_fit', places: state === 'confirmed' ? freePlaces(pool, signup.channel, now) : 0 }
  }
  throw new Error('a change that fits was not written')
}
