import { dayOf, momentOf, msPerDay } from '../../kernel/calendar.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { CatalogueActivity, Occurrence } from '../activities/schema.ts'
import { freePlaces, keptPlaces, type Pool } from '../signups/capacity.ts'
import { untouchedPool } from '../signups/definition.ts'
import type { SignupRefusal } from '../signups/schema.ts'
import { type SignupWindow, signupWindow } from '../signups/window.ts'
import type { DeskOccurrence, Numbers } from './page.ts'

type Activities = Record<string, CatalogueActivity>

/** How far ahead the desk looks. */
const daysAhead = 14

export const deskOccurrence = (activity: CatalogueActivity, occurrence: Occurrence, now: number): DeskOccurrence => ({
  slug: activity.slug,
  title: activity.title,
  phone: activity.phone,
  place: activity.place,
  occurrence,
  cancelled: activity.cancelled !== null || occurrence.status === 'cancelled',
  started: occurrence.starts_at <= now,
  largest_party: activity.signup?.largest_party ?? 0,
})

/** The occurrence of an address, whether or not it is still on. */
export const occurrenceAt = (activities: Activities, slug: string, id: string): Result<[CatalogueActivity, Occurrence], SignupRefusal> => {
  const activity = Object.hasOwn(activities, slug) ? activities[slug] : undefined
  if (!activity) return refuse({ code: 'activity_unknown' })
  const occurrence = activity.occurrences.find((one) => one.id === id)
  return occurrence ? success([activity, occurrence]) : refuse({ code: 'occurrence_unknown' })
}

/** What is on from the beginning of today on, for two weeks, by its beginning. */
export const comingOccurrences = (activities: Activities, now: number, timeZone: string): DeskOccurrence[] => {
  const from = momentOf(`${dayOf(now, timeZone)} 00:00`, timeZone)
  return Object.values(activities)
    .flatMap((activity) =>
      activity.occurrences
        .filter(({ ends_at, starts_at }) => ends_at > from && starts_at < from + daysAhead * msPerDay)
        .map((occurrence) => deskOccurrence(activity, occurrence, now)),
    )
    .sort((a, b) => a.occurrence.starts_at - b.occurrence.starts_at || (a.slug < b.slug ? -1 : 1))
}

/** The window of an occurrence that takes signups, as if it were not cancelled: its roster stays to be read. */
export const rosterWindow = (activities: Activities, slug: string, id: string): Result<SignupWindow, SignupRefusal> => {
  const found = occurrenceAt(activities, slug, id)
  if (!found.ok) return found
  const [activity, occurrence] = found.value
  const on: CatalogueActivity = { ...activity, cancelled: null, occurrences: [{ ...occurrence, status: 'scheduled' }] }
  return signupWindow({ [slug]: on }, slug, id)
}

/** Why the desk cannot sign up at this moment; it may after the window has closed online, until the beginning. */
export const deskRefusal = (window: SignupWindow, now: number): SignupRefusal | null => {
  if (now >= window.occurrence.starts_at) return { code: 'occurrence_started' }
  return now < window.opens_at ? { code: 'signup_not_open', at: window.opens_at } : null
}

export const numbersOf = (window: SignupWindow, stored: Pool | null, now: number): Numbers => {
  const pool = stored ?? untouchedPool(window)
  return {
    capacity: pool.capacity_places,
    confirmed: pool.confirmed_places,
    waiting: pool.waiting_places,
    kept: Math.min(keptPlaces(pool, now), freePlaces(pool, 'desk', now)),
  }
}

/** Who came can be written down from the beginning of the day on. */
export const takesMarks = ({ occurrence }: Pick<DeskOccurrence, 'occurrence'>, now: number, timeZone: string) =>
  dayOf(occurrence.starts_at, timeZone) <= dayOf(now, timeZone)
