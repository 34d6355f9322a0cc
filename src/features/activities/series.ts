import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import type { Schedule } from '../../content-schemas/activity.ts'
import { addDays, dayOf, momentOf } from '../../kernel/calendar.ts'
import type { Occurrence } from './schema.ts'

/** A stretch of time (epoch ms): from its first moment up to, but without, `until`. */
export interface Window {
  from: number
  until: number
  timeZone: string
}

/**
 * The days on which the rule itself puts an activity, before anything was cancelled or moved; both ends included. Without
 * a rule, the one day of `starts_at`, wherever it lies in the window. The rule must have been read by `readRule`.
 */
export const ruleDays = (schedule: Schedule, fromDay: string, untilDay: string): string[] => {
  const firstDay = schedule.starts_at.slice(0, 10)
  if (!schedule.rule) return firstDay >= fromDay && firstDay <= untilDay ? [firstDay] : []
  return daysOfRule(schedule.rule, firstDay, fromDay, untilDay)
}

/**
 * Days are counted in UTC: every occurrence is at the same time of day on the wall, so the rule only has to find the days,
 * and a clock change can neither drop an occurrence nor shift the ones after it.
 */
const daysOfRule = (rule: string, firstDay: string, fromDay: string, untilDay: string) => {
  const midnight = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime('UTC')
  const series = new RRuleTemporal({ rruleString: rule, dtstart: midnight(firstDay) })
  return series.between(midnight(fromDay), midnight(untilDay), true).map((moment) => moment.toString().slice(0, 10))
}

/**
 * The occurrences that are on at some time in the window, by their beginning. A moved one counts where it is now; a
 * cancelled one where it would have been.
 */
export const occurrencesBetween = (schedule: Schedule, window: Window): Occurrence[] => {
  const { from, until, timeZone } = window
  const duration = schedule.duration_minutes * 60_000
  const days = new Set(ruleDays(schedule, addDays(dayOf(from - duration, timeZone), -1), dayOf(until, timeZone)))
  for (const { on } of schedule.moved) days.add(on)
  return [...days]
    .map((day) => occurrenceOn(schedule, day, timeZone))
    .filter(({ starts_at, ends_at }) => ends_at > from && starts_at < until)
    .sort((a, b) => a.starts_at - b.starts_at || a.id.localeCompare(b.id))
}

/** The occurrence the rule puts on a day, as it stands now. */
const occurrenceOn = (schedule: Schedule, day: string, timeZone: string): Occurrence => {
  const duration = schedule.duration_minutes * 60_000
  const planned = momentOf(`${day} ${schedule.starts_at.slice(11)}`, timeZone)
  const cancelled = schedule.cancelled.find(({ on }) => on === day)
  if (cancelled) return { id: day, starts_at: planned, ends_at: planned + duration, status: 'cancelled', reason: cancelled.reason }
  const moved = schedule.moved.find(({ on }) => on === day)
  if (!moved) return { id: day, starts_at: planned, ends_at: planned + duration, status: 'scheduled' }
  const startsAt = momentOf(moved.to, timeZone)
  return { id: day, starts_at: startsAt, ends_at: startsAt + duration, status: 'moved', reason: moved.reason, moved_from: planned }
}
