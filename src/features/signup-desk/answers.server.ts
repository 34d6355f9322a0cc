import type { AppContext } from '../../kernel/http.server.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { CatalogueActivity, Occurrence } from '../activities/schema.ts'
import type { SignupWindow } from '../signups/window.ts'
import { actorOf } from '../staff/store.server.ts'
import { deskProblem } from './copy.ts'
import { deskOccurrence, occurrenceAt, rosterWindow } from './occurrence.ts'
import type { DeskMissingPage, DeskOccurrence } from './page.ts'

/** The occurrence of this address, and the window of its signups. */
export interface AtDesk {
  at: DeskOccurrence
  activity: CatalogueActivity
  occurrence: Occurrence
  window: SignupWindow
}

export const siteOf = (c: AppContext) => c.var.context.catalogue.site

const placeOf = (c: AppContext) => ({ slug: c.req.param('slug') ?? '', id: c.req.param('occurrence') ?? '' })

export const addressOf = (c: AppContext, page = '') => {
  const { slug, id } = placeOf(c)
  return `/desk/activities/${encodeURIComponent(slug)}/${encodeURIComponent(id)}/${page}`
}

/** The page that says there is nothing here. */
export const drawMissing = (c: AppContext, refusal: Parameters<typeof deskProblem>[0]) => {
  const problem = { ...deskProblem(refusal, siteOf(c)), next: { href: '/desk/activities/', word: '回活动名册' } }
  return c.var.page({ kind: 'desk-missing', actor: actorOf(c), problem } satisfies DeskMissingPage, problem)
}

/** The occurrence, or the answer that there is none. */
export const occurrenceOf = (c: AppContext): Result<Omit<AtDesk, 'window'>, () => Promise<Response>> => {
  const { slug, id } = placeOf(c)
  const { catalogue, now } = c.var.context
  const found = occurrenceAt(catalogue.activities, slug, id)
  if (!found.ok) return refuse(() => drawMissing(c, found.refusal))
  const [activity, occurrence] = found.value
  return success({ activity, occurrence, at: deskOccurrence(activity, occurrence, now) })
}

/** The same with the window of its signups, or the answer that there is none. */
export const rosterAt = (c: AppContext): Result<AtDesk, () => Promise<Response>> => {
  const { slug, id } = placeOf(c)
  const found = occurrenceOf(c)
  if (!found.ok) return found
  const window = rosterWindow(c.var.context.catalogue.activities, slug, id)
  return window.ok ? success({ ...found.value, window: window.value }) : refuse(() => drawMissing(c, window.refusal))
}
