import type { Catalogue } from '../../catalogue.ts'
import { msPerDay } from '../../kernel/calendar.ts'
import type { OccurrenceStatus } from '../activities/schema.ts'

/** How far ahead the desk looks, and how many at the most. */
const daysAhead = 7
const most = 12

/** 场次 with signup that are on or come soon, with how many people have a place and how many wait. Times are epoch ms. */
export interface Occasion {
  activity: string
  title: string
  occurrence: string
  starts_at: number
  ends_at: number
  status: OccurrenceStatus
  capacity_places: number
  confirmed_places: number
  waiting_places: number
}

/** What is on from `from` (the beginning of today, epoch ms) on, by its beginning; nobody counted yet. */
export const comingOccasions = (activities: Catalogue['activities'], from: number): Occasion[] =>
  Object.values(activities)
    .flatMap(({ slug, title, signup, cancelled, occurrences }) =>
      (signup ? occurrences : [])
        .filter(({ starts_at, ends_at }) => ends_at > from && starts_at < from + daysAhead * msPerDay)
        .map(
          ({ id, starts_at, ends_at, status }): Occasion => ({
            activity: slug,
            title,
            occurrence: id,
            starts_at,
            ends_at,
            status: cancelled ? 'cancelled' : status,
            capacity_places: signup?.capacity_places ?? 0,
            confirmed_places: 0,
            waiting_places: 0,
          }),
        ),
    )
    .sort((a, b) => a.starts_at - b.starts_at || (a.activity < b.activity ? -1 : 1))
    .slice(0, most)

type Counted = Pick<Occasion, 'activity' | 'occurrence' | 'confirmed_places' | 'waiting_places'>

/** With what the database has counted; what nobody has signed up for stays at zero. */
export const withNumbers = (occasions: Occasion[], pools: Counted[]): Occasion[] =>
  occasions.map((occasion) => ({
    ...occasion,
    ...pools.find(({ activity, occurrence }) => activity === occasion.activity && occurrence === occasion.occurrence),
  }))
