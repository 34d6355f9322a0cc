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
  ...kindLinks(activities).map(({ key, word, href }) => ({
    by: 'kind' as const,
    key,
    title: word,
    path: href.slice(0, -1),
    wished: activities.filter(({ data }) => isWished(data, { kind: word })),
  })),
  ...audienceLinks(activities).map(({ key, word, href }) => ({
    by: 'audience' as const,
    key,
    title: `适合${word}的活动`,
    path: href.slice(0, -1),
    wished: activities.filter(({ data }) => isWished(data, { audience: word })),
  })),
]
