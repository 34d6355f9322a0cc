import type { Announcement } from '../../features/activities/changes.ts'
import { announcementSentence } from '../../features/activities/copy.ts'
import type { FileSource } from '../../features/activities/ics-changes.ts'
import { rssItem } from './rss.ts'

/**
 * The feed as it was written, with what the desk has cancelled or moved since: first, and under an id of its own, so that readers show it as
 * news; the date it is about is not announced any more.
 */
export const withChangedItems = (xml: string, told: Announcement[], { url, now, time_zone }: FileSource) => {
  const address = (slug: string) => `${url}/activities/${slug}/`
  const old = new Set(told.map(({ slug, occurrence }) => `${address(slug)}#${occurrence.id}`))
  const kept = xml.replace(/<item>.*?<\/item>/gs, (item) => (old.has(/<guid[^>]*>([^<]*)</.exec(item)?.[1] ?? '') ? '' : item))
  const news = told.map((one) => {
    const { slug, title, occurrence } = one
    const sentence = announcementSentence(one, now, time_zone)
    return rssItem({
      url: address(slug),
      id: `${address(slug)}#${occurrence.id}-${occurrence.change}`,
      title: `${title}：${sentence}`,
      text: sentence,
    })
  })
  return kept.replace('</language>', () => `</language>${news.join('')}`)
}
