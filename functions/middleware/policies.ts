import type { MiddlewareHandler } from 'hono'
import type { Catalogue } from '../../src/catalogue.ts'
import { withPaperStanding } from '../../src/components/policies/paper-standing.ts'
import { withItems, withNotices, withRows } from '../../src/components/policies/standing.ts'
import { type MovedPolicy, movedSince } from '../../src/features/policies/moved.ts'
import { dayOf } from '../../src/kernel/calendar.ts'
import type { Host } from '../host.ts'
import { askedPlainly, plainAddress, rewritePage } from './rewrite.ts'

/** How an address on which policies are named is put right; null for one on which nothing has changed. */
const mendingOf = (path: string, moved: MovedPolicy[]): ((text: string) => string) | null => {
  const address = plainAddress(path)
  const inLists = moved.filter(({ listed }) => listed)
  if (address === '/rss.xml') return inLists.length > 0 ? (xml) => withItems(xml, inLists) : null
  if (isList(address)) return inLists.length > 0 ? (html) => withRows(html, inLists, { chosen: false }) : null
  const onPaper = moved.find(({ slug }) => address === `/policies/${slug}/sheet/`)
  if (onPaper) return (html) => withPaperStanding(html, onPaper.paper.sentence, onPaper.paper.told)
  const own = moved.find(({ slug }) => address === `/policies/${slug}/`)
  const named = inLists.filter(({ named_at }) => named_at.includes(address))
  if (!own && named.length === 0) return null
  return (html) => withRows(own ? withNotices(html, own.notices) : html, named, { chosen: true })
}

const isList = (address: string) => /^\/(policies\/(a-z\/|(topic|audience)\/[^/]+\/)?)?$/.test(address)

/**
 * Puts pages of policies right on the day: pages written before a policy came into force, ended or was due for review say so, and
 * lists and the feed leave out what has ended, until the site is built again. On the day of the build, and on any other page, it
 * costs a comparison.
 */
export const policiesOnTheDay = (host: Host, { site, built_on, dated_policies }: Catalogue): MiddlewareHandler => {
  let known: { today: string; moved: MovedPolicy[] } = { today: built_on, moved: [] }

  return async (c, next) => {
    const { method, path } = c.req
    if (method !== 'GET' && method !== 'HEAD') return next()
    const today = dayOf(host.now(), site.time_zone)
    if (today !== known.today) known = { today, moved: movedSince(dated_policies, built_on, today) }
    const mend = known.moved.length > 0 ? mendingOf(path, known.moved) : null
    if (!mend) return next()
    await askedPlainly(c, next)
    if (c.res.status === 200) await rewritePage(c, mend)
  }
}
