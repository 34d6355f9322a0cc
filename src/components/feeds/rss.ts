import { escapeXml } from './xml.ts'

export interface RssItem {
  url: string
  /** Changes when there is news: a policy compared again, another date of an activity. */
  id: string
  title: string
  text: string
  published_at?: number
}

/** An RSS 2.0 feed. */
export const rss = (channel: { title: string; link: string; description: string }, items: RssItem[]): string =>
  `<rss version="2.0"><channel><title>${escapeXml(channel.title)}</title><link>${channel.link}</link><description>${escapeXml(channel.description)}</description><language>zh-CN</language>${items.map(rssItem).join('')}</channel></rss>`

export const rssItem = ({ url, id, title, text, published_at }: RssItem) =>
  `<item><title>${escapeXml(title)}</title><link>${url}</link><guid isPermaLink="false">${id}</guid>${
    published_at === undefined ? '' : `<pubDate>${new Date(published_at).toUTCString()}</pubDate>`
  }<description>${escapeXml(text)}</description></item>`
