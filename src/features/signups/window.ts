import { type Result, refuse, success } from '../../kernel/result.ts'
import type { CatalogueActivity, Occurrence } from '../activities/schema.ts'
import type { SignupRefusal } from './schema.ts'

const hour = 3_600_000
const day = 24 * hour

/** One occurrence that takes signups, with its moments (epoch ms). */
export interface SignupWindow {
  activity: CatalogueActivity
  occurrence: Occurrence
  rules: NonNullable<CatalogueActivity['signup']>
  opens_at: number
  closes_at: number
  desk_released_at: number
}

/**
 * The occurrence someone asks for, or why it takes no signups at all (unknown, cancelled, not needed). Whether it is the
 * time for it is `windowRefusal`'s question.
 */
export const signupWindow = (
  activities: Record<string, CatalogueActivity>,
  slug: string,
  occurrenceId: string,
): Result<SignupWindow, SignupRefusal> => {
  const activity = Object.hasOwn(activities, slug) ? activities[slug] : undefined
  if (!activity) return refuse({ code: 'activity_unknown' })
  const occurrence = activity.occurrences.find(({ id }) => id === occurrenceId)
  if (!occurrence) return refuse({ code: 'occurrence_unknown' })
  if (activity.cancelled) return refuse({ code: 'activity_cancelled', reason: activity.cancelled.reason })
  if (occurrence.status === 'cancelled')
    return refuse({ code: 'occurrence_cancelled', ...(occurrence.reason && { reason: occurrence.reason }) })
  const rules = activity.signup
  if (!rules) return refuse({ code: 'signup_not_needed' })
  return success({
    activity,
    occurrence,
    rules,
    opens_at: occurrence.starts_at - rules.opens_days_before * day,
    closes_at: occurrence.starts_at - rules.closes_hours_before * hour,
    desk_released_at: occurrence.starts_at - rules.desk_release_hours_before * hour,
  })
}

/** Why one cannot sign up at this moment, or null. The window includes its opening moment and excludes its closing one. */
export const windowRefusal = (window: SignupWindow, now: number): SignupRefusal | null => {
  if (now >= window.occurrence.starts_at) return { code: 'occurrence_started' }
  if (now < window.opens_at) return { code: 'signup_not_open', at: window.opens_at }
  if (now >= window.closes_at) return { code: 'signup_closed', at: window.closes_at }
  return null
}

/** The next moment at which the window says something else by the clock alone (epoch ms); Infinity when none is to come. */
export const nextChange = ({ opens_at, closes_at, desk_released_at, occurrence }: SignupWindow, now: number) =>
  Math.min(...[opens_at, closes_at, desk_released_at, occurrence.starts_at].filter((moment) => moment > now))

const otherDatesShown = 4

/** The next occurrences one can sign up for now, other than this one. */
export const otherOpenDates = (activity: CatalogueActivity, except: string, now: number) =>
  activity.occurrences
    .filter(({ id }) => {
      if (id === except) return false
      const window = signupWindow({ [activity.slug]: activity }, activity.slug, id)
      return window.ok && windowRefusal(window.value, now) === null
    })
    .slice(0, otherDatesShown)
