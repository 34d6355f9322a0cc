import type { Catalogue } from '../../catalogue.ts'
import type { NamedActivity } from '../../features/activities/agenda.ts'
import type { NamedPolicy } from '../../features/policies/schema.ts'
import { stillListed } from '../../features/policies/validity.ts'
import { dayOf, momentInWords, momentOf } from '../../kernel/calendar.ts'
import { type RssItem, rss } from './rss.ts'

/** An RSS 2.0 feed: policies that have not ended, the last reviewed first, then the next date of each activity. */
export const feedOf = (
  policies: NamedPolicy[],
  activities: NamedActivity[],
  { site, activities: known }: Catalogue,
  now: number,
): string => {
  const reviewed = stillListed(policies, dayOf(now, site.time_zone)).sort((a, b) =>
    a.data.review.last_reviewed < b.data.review.last_reviewed ? 1 : -1,
  )
  const items = [
    ...reviewed.map(({ slug, data }): RssItem => {
      const url = `${site.url}/policies/${slug}/`
      const { last_reviewed } = data.review
      return {
        url,
        id: `${url}#${last_reviewed}`,
        title: data.title,
        text: data.short_answer,
        published_at: momentOf(`${last_reviewed} 09:00`, site.time_zone),
      }
    }),
    ...activities.flatMap(({ slug, data }): RssItem[] => {
      const next = known[slug]?.occurrences.find(({ starts_at, status }) => starts_at > now && status !== 'cancelled')
      if (!next) return []
      const url = `${site.url}/activities/${slug}/`
      const when = momentInWords(next.starts_at, site.time_zone)
      return [{ url, id: `${url}#${next.id}`, title: `${data.title}，${when}`, text: data.summary }]
    }),
  ]
  return rss({ title: site.name, link: `${site.url}/`, description: site.slogan }, items)
}
