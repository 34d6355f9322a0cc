import { freePlaces, type Pool, waitingPlacesLeft } from './capacity.ts'
import { availabilitySentence, type Locality, refusalSentence } from './copy.ts'
import { untouchedPool } from './definition.ts'
import type { Availability } from './views.ts'
import { type SignupWindow, windowRefusal } from './window.ts'

/** What is left of an occurrence for someone who signs up online now, and the sentence that says so. */
export const availabilityOf = (window: SignupWindow, stored: Pool | null, now: number, locality: Locality): Availability => {
  const pool = stored ?? untouchedPool(window)
  const free = freePlaces(pool, 'online', now)
  const waiting = waitingPlacesLeft(pool)
  const here = { activity: window.activity.slug, occurrence: window.occurrence.id, free_places: free, waiting_places_left: waiting }
  const closed = windowRefusal(window, now)
  if (closed) return { ...here, state: 'closed', sentence: refusalSentence(closed, locality) }
  const state = free > 0 ? 'open' : waiting > 0 ? 'waiting' : 'full'
  return { ...here, state, sentence: availabilitySentence(state, free, waiting, locality) }
}
