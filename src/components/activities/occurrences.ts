import type { CatalogueActivity, Occurrence } from '../../features/activities/schema.ts'
import { signupWindow, windowRefusal } from '../../features/signups/window.ts'
import { datetimeOf, dayOf, dayWithWeekday, timeInWords, timeRangeInWords } from '../../kernel/calendar.ts'

/** One occurrence on its activity's page. At most one of `signup_href` and `signup_note` is set. */
export interface OccurrenceRow {
  id: string
  day: string
  datetime: string
  time: string
  status: Occurrence['status']
  note: string | undefined
  signup_href: string | null
  signup_note: string | null
}

const shown = 6

/** The next occurrences, those that are on now included. */
export const occurrenceRows = (activity: CatalogueActivity, now: number, timeZone: string): OccurrenceRow[] =>
  activity.occurrences
    .filter(({ ends_at }) => ends_at > now)
    .slice(0, shown)
    .map((occurrence) => ({
      id: occurrence.id,
      day: dayOf(occurrence.starts_at, timeZone),
      datetime: datetimeOf(occurrence.starts_at, timeZone),
      time: timeRangeInWords(occurrence.starts_at, occurrence.ends_at, timeZone),
      status: activity.cancelled ? 'cancelled' : occurrence.status,
      note: noteOf(occurrence, now, timeZone),
      ...signupOf(activity, occurrence, now, timeZone),
    }))

/** A moment without the year it shares with now. */
const shortMoment = (moment: number, now: number, timeZone: string) =>
  `${dayWithWeekday(dayOf(moment, timeZone), dayOf(now, timeZone))}${timeInWords(moment, timeZone)}`

const noteOf = ({ reason, moved_from }: Occurrence, now: number, timeZone: string) =>
  moved_from === undefined ? reason : `原定${shortMoment(moved_from, now, timeZone)}${reason ? `，${reason}` : ''}`

const signupOf = (activity: CatalogueActivity, { id }: Occurrence, now: number, timeZone: string) => {
  const nothing = { signup_href: null, signup_note: null }
  const window = signupWindow({ [activity.slug]: activity }, activity.slug, id)
  if (!window.ok) return nothing
  const refusal = windowRefusal(window.value, now)
  if (!refusal) return { signup_href: `/activities/${activity.slug}/${id}/signup/`, signup_note: null }
  if (refusal.code === 'signup_not_open') return { ...nothing, signup_note: `${shortMoment(window.value.opens_at, now, timeZone)}开始报名` }
  return { ...nothing, signup_note: '报名已截止，请打电话问' }
}
