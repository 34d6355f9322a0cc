import type { Catalogue } from '../../catalogue.ts'
import type { AgendaItem } from '../../features/activities/agenda.ts'
import type { OccurrenceStatus } from '../../features/activities/schema.ts'
import { datetimeOf, timeRangeInWords } from '../../kernel/calendar.ts'

/** One line of a list of what is on. */
export interface ActivityRow {
  slug: string
  title: string
  day: string
  datetime: string
  time: string
  place: string
  needs_signup: boolean
  status: OccurrenceStatus
  reason: string | undefined
}

export const activityRows = (items: AgendaItem[], { site, activities }: Catalogue): ActivityRow[] =>
  items.map(({ activity, occurrence, day }) => ({
    slug: activity.slug,
    title: activity.data.title,
    day,
    datetime: datetimeOf(occurrence.starts_at, site.time_zone),
    time: timeRangeInWords(occurrence.starts_at, occurrence.ends_at, site.time_zone),
    place: activities[activity.slug]?.place.title ?? '',
    needs_signup: activity.data.signup !== undefined,
    status: occurrence.status,
    reason: occurrence.reason,
  }))

/** The first line of each activity, at most `limit` of them: what is on soon, without a daily class crowding out the rest. */
export const firstOfEach = (rows: ActivityRow[], limit: number): ActivityRow[] => {
  const firsts = new Map<string, ActivityRow>()
  for (const row of rows) if (row.status !== 'cancelled' && !firsts.has(row.slug)) firsts.set(row.slug, row)
  return [...firsts.values()].slice(0, limit)
}

/** The last line of each activity, the latest first. */
export const lastOfEach = (rows: ActivityRow[]): ActivityRow[] => [...new Map(rows.map((row) => [row.slug, row])).values()].reverse()
