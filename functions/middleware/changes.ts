import type { MiddlewareHandler } from 'hono'
import type { Catalogue } from '../../src/catalogue.ts'
import { withChangedItems } from '../../src/components/feeds/feed-changes.ts'
import { type Announcement, announcements, withChanges } from '../../src/features/activities/changes.ts'
import { announcementSentence, announcementTitle } from '../../src/features/activities/copy.ts'
import { type FileSource, withChangedEvents, withChangedLines } from '../../src/features/activities/ics-changes.ts'
import { recentChanges } from '../../src/features/activities/store.server.ts'
import type { AppEnv } from '../../src/kernel/http.server.ts'
import type { Host } from '../host.ts'
import { askedPlainly, isPage, plainAddress, rewritePage } from './rewrite.ts'

/** Every route that is served from the catalogue sees activities as the desk has left them. */
export const changedCatalogue = (): MiddlewareHandler<AppEnv> => async (c, next) => {
  const { context } = c.var
  const { catalogue } = context
  const activities = withChanges(catalogue.activities, await recentChanges(context.database, context.now))
  if (activities !== catalogue.activities) context.catalogue = { ...catalogue, activities }
  await next()
}

/** The pages that were written before a change: the front page, lists of activities, posters, and the page and the sheet of one activity. */
const toldAt = (path: string, { slug }: Announcement) => {
  const [, folder, page, deeper, form] = path.split('/')
  if (!folder) return true
  if (folder !== 'activities' || form === 'signup') return false
  if (deeper === 'sheet') return page === slug
  return !page || Boolean(deeper) || page === slug
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (text: string) => text.replace(/[&<>"']/g, (sign) => marks[sign] ?? sign)

const noticeOf = (told: Announcement[], now: number, { time_zone, phone }: Catalogue['site']) =>
  [
    `<section class="changes" aria-label="${announcementTitle}"><p><b>${announcementTitle}</b></p><ul>`,
    ...told.map(
      (one) =>
        `<li><a href="/activities/${escapeText(one.slug)}/">${escapeText(one.title)}</a>：${escapeText(announcementSentence(one, now, time_zone))}</li>`,
    ),
    `</ul><p>有事请打电话 <a href="tel:${escapeText(phone)}">${escapeText(phone)}</a>。</p></section>`,
  ].join('')

/** How a file for programs, a calendar, a text to copy or the feed, is put right; null for one that names no dates. */
const mendingOfFile = (path: string): ((text: string, told: Announcement[], source: FileSource) => string) | null => {
  if (path === '/rss.xml') return withChangedItems
  if (!path.startsWith('/activities/')) return null
  return path.endsWith('.ics') ? withChangedEvents : path.endsWith('.txt') ? withChangedLines : null
}

/**
 * Tells at the top of pages written at the build what the desk has cancelled or moved since, and puts calendars, texts to copy and the
 * feed right. Costs a read at most every half a minute; without a database all are answered as they are.
 */
export const changeNotices =
  (host: Host, catalogue: Catalogue): MiddlewareHandler =>
  async (c, next) => {
    const { method } = c.req
    const path = plainAddress(c.req.path)
    const [, folder] = path.split('/')
    const mend = mendingOfFile(path)
    if (method !== 'GET' || (folder && folder !== 'activities' && !mend)) return next()
    await host.ready()
    const now = host.now()
    const changed = announcements(catalogue.activities, await recentChanges(host.database(), now), now)
    const told = mend ? changed : changed.filter((one) => toldAt(path, one))
    if (told.length === 0) return next()
    await askedPlainly(c, next)
    if (mend && c.res.status === 200) await rewritePage(c, (text) => mend(text, told, { ...catalogue.site, now }))
    else if (isPage(c)) await rewritePage(c, (html) => html.replace(/<main\b[^>]*>/, (main) => main + noticeOf(told, now, catalogue.site)))
  }
