import { activityKinds, audiences, keyOf } from '../../content-schemas/vocabulary.ts'
import type { NamedActivity } from '../../features/activities/agenda.ts'
import { isWished } from '../../features/activities/filter.ts'
import { audienceLinks, kindLinks } from './links.ts'

/** A way to narrow the activities, with its own list, months and calendar. */
export interface AgendaFilter {
  by: 'kind' | 'audience'
  key: string
  /** What the list is called. */
  title: string
  /** The address of its list, without the `/` at its end. */
  path: string
  wished: NamedActivity[]
}

/** Every kind and every audience that has an activity. */
export const agendaFilters = (activities: NamedActivity[]): AgendaFilter[] => [
  ...kindLinks(activities).map(({ word }) => ({
    by: 'kind' as const,
    key: keyOf(activityKinds, word),
    title: word,
    path: `/activities/kind/${keyOf(activityKinds, word)}`,
    wished: activities.filter(({ data }) => isWished(data, { kind: word })),
  })),
  ...audienceLinks(activities).map(({ word }) => ({
    by: 'audience' as const,
    key: keyOf(audiences, word),
    title: `适合${word}的活动`,
    path: `/activities/audience/${keyOf(audiences, word)}`,
    wished: activities.filter(({ data }) => isWished(data, { audience: word })),
  })),
]
