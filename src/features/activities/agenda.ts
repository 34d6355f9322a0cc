import type { Activity } from '../../content-schemas/activity.ts'
import { dayOf } from '../../kernel/calendar.ts'
import type { Occurrence } from './schema.ts'
import { occurrencesBetween, type Window } from './series.ts'

/** An activity as its file describes it, with its slug. */
export interface NamedActivity {
  slug: string
  data: Activity
}

/** One line of an agenda. `day` is the day it takes place now. */
export interface AgendaItem<Named extends NamedActivity = NamedActivity> {
  activity: Named
  occurrence: Occurrence
  day: string
}

/** Everything that is on in the window, by its beginning, then by slug. A wholly cancelled activity is cancelled each time. */
export const agendaBetween = <Named extends NamedActivity>(activities: Named[], window: Window): AgendaItem<Named>[] =>
  activities
    .flatMap((activity) =>
      activityOccurrences(activity.data, window).map((occurrence) => ({
        activity,
        occurrence,
        day: dayOf(occurrence.starts_at, window.timeZone),
      })),
    )
    .sort((a, b) => a.occurrence.starts_at - b.occurrence.starts_at || a.activity.slug.localeCompare(b.activity.slug))

/** An activity's occurrences, all of them cancelled when the whole activity is. */
export const activityOccurrences = (activity: Activity, window: Window): Occurrence[] => {
  const occurrences = occurrencesBetween(activity.schedule, window)
  const { cancelled } = activity
  if (!cancelled) return occurrences
  return occurrences.map((occurrence) => ({ ...occurrence, status: 'cancelled', reason: cancelled.reason }))
}
