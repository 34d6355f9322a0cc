import type { Site } from '../../content-schemas/site.ts'
import type { NamedPolicy } from '../../features/policies/schema.ts'
import { momentOf } from '../../kernel/calendar.ts'
import { rss } from '../feeds/rss.ts'

/** One day on which one policy became another for residents. */
export interface PolicyChange {
  on: string
  text: string
  slug: string
  title: string
}

/** The changes of all policies, the latest first; those still to come are among them. */
export const changesOf = (policies: NamedPolicy[]): PolicyChange[] =>
  policies
    .flatMap(({ slug, data }) => data.changes.map(({ on, text }) => ({ on, text, slug, title: data.title })))
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.slug < b.slug ? -1 : 1))

export const changesFeed = (changes: PolicyChange[], { name, url, time_zone }: Pick<Site, 'name' | 'url' | 'time_zone'>): string =>
  rss(
    { title: `${name}：政策最近的变化`, link: `${url}/policies/changes/`, description: '哪天起改了什么，对居民有什么不一样' },
    changes.map(({ on, text, slug, title }) => ({
      url: `${url}/policies/${slug}/`,
      id: `${url}/policies/${slug}/#changed-${on}`,
      title,
      text,
      published_at: momentOf(`${on} 00:00`, time_zone),
    })),
  )
