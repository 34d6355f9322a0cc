import type { CatalogueActivity, Occurrence } from './schema.ts'

/** 停办, 改期, or 恢复 what the content says; times (epoch ms) are set for a moved one only. The latest of an occurrence counts. */
export interface OccurrenceChange {
  number: number
  activity: string
  occurrence: string
  kind: 'cancelled' | 'moved' | 'restored'
  starts_at: number | null
  ends_at: number | null
  reason: string
}

type Activities = Record<string, CatalogueActivity>

/** An occurrence as the desk has left it, on top of what the content says. */
export const withChange = (occurrence: Occurrence, change: OccurrenceChange | undefined): Occurrence => {
  if (!change) return occurrence
  const { number, reason, starts_at, ends_at } = change
  if (change.kind === 'cancelled') return { ...occurrence, status: 'cancelled', reason, change: number }
  if (change.kind === 'restored' || starts_at === null || ends_at === null) return { ...occurrence, change: number }
  const moved_from = occurrence.moved_from ?? occurrence.starts_at
  return { ...occurrence, status: 'moved', reason, starts_at, ends_at, moved_from, change: number }
}

/** The activities as they stand: `changes` holds the latest of each occurrence. The very same object when there is none. */
export const withChanges = (activities: Activities, changes: OccurrenceChange[]): Activities => {
  if (changes.length === 0) return activities
  const byActivity = Map.groupBy(changes, ({ activity }) => activity)
  const changed = [...byActivity].flatMap(([slug, own]): [string, CatalogueActivity][] => {
    const activity = Object.hasOwn(activities, slug) ? activities[slug] : undefined
    if (!activity) return []
    const occurrences = activity.occurrences
      .map((occurrence) =>
        withChange(
          occurrence,
          own.find((change) => change.occurrence === occurrence.id),
        ),
      )
      .sort((a, b) => a.starts_at - b.starts_at)
    return [[slug, { ...activity, occurrences }]]
  })
  return { ...activities, ...Object.fromEntries(changed) }
}

/** One change that readers must hear of, with what the content had said. */
export interface Announcement {
  slug: string
  title: string
  occurrence: Occurrence
  /** When it would have been (epoch ms). */
  planned_at: number
}

/**
 * What a page must tell at its top: the changes that the content does not say itself, of occurrences whose day, old or new,
 * is not over. By their beginning.
 */
export const announcements = (activities: Activities, changes: OccurrenceChange[], now: number): Announcement[] =>
  changes
    .flatMap((change): Announcement[] => {
      const activity = Object.hasOwn(activities, change.activity) ? activities[change.activity] : undefined
      const planned = activity?.occurrences.find(({ id }) => id === change.occurrence)
      if (!activity || !planned || change.kind === 'restored') return []
      const occurrence = withChange(planned, change)
      const told = planned.status === occurrence.status && planned.starts_at === occurrence.starts_at
      if (told || Math.max(planned.ends_at, occurrence.ends_at) <= now) return []
      return [{ slug: activity.slug, title: activity.title, occurrence, planned_at: occurrence.moved_from ?? planned.starts_at }]
    })
    .sort((a, b) => a.occurrence.starts_at - b.occurrence.starts_at)
