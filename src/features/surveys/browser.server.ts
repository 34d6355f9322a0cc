import { dayOf } from '../../kernel/calendar.ts'
import { giveCookie, heldCookie, takeCookieBack } from '../../kernel/cookies.server.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { draftDays } from './code-limits.ts'
import type { CatalogueSurvey } from './schema.ts'
import { standingOn } from './window.ts'

const draftName = 'survey_draft'
const printedName = 'survey_code'
const deviceName = 'survey_device'

const dayInSeconds = 86_400
const deviceDays = 400

/** What one survey has put into a browser stays with that survey's pages. */
const pathOf = (slug: string) => `/surveys/${slug}`
const kind = (slug: string, days: number) => ({ path: pathOf(slug), sameSite: 'Lax' as const, maxAge: days * dayInSeconds })

/** 接着填的号码 on this device, sealed. */
export const giveDraftCode = async (c: AppContext, slug: string, code: string) =>
  giveCookie(c, draftName, await c.var.context.vault.seal(code, `${draftName} ${slug}`), kind(slug, draftDays))

export const giveDevice = async (c: AppContext, slug: string, token: string) =>
  giveCookie(c, deviceName, await c.var.context.vault.seal(token, `${deviceName} ${slug}`), kind(slug, deviceDays))

/** A printed code is kept for a day: whoever typed it is about to answer. */
export const givePrintedCode = async (c: AppContext, slug: string, code: string) =>
  giveCookie(c, printedName, await c.var.context.vault.seal(code, `${printedName} ${slug}`), kind(slug, 1))

const held = async (c: AppContext, name: string, slug: string) => {
  const sealed = heldCookie(c, name, pathOf(slug))
  return sealed ? c.var.context.vault.open(sealed, `${name} ${slug}`) : null
}

/** What this browser holds of a survey; null for what it does not hold or what was not made here. */
export const heldOf = async (c: AppContext, slug: string) => {
  const [draft, code, device] = await Promise.all([draftName, printedName, deviceName].map((name) => held(c, name, slug)))
  return { draft: draft ?? null, code: code ?? null, device: device ?? null }
}
export type Held = Awaited<ReturnType<typeof heldOf>>

/** A code that is good no more. */
export const takePrintedCodeBack = (c: AppContext, slug: string) => takeCookieBack(c, printedName, pathOf(slug))

/** After handing in: the device stays known, so that it is counted once. */
export const takeAnswersBack = (c: AppContext, slug: string) => {
  for (const name of [draftName, printedName]) takeCookieBack(c, name, pathOf(slug))
}

/** 换一个人填. */
export const takeAllBack = (c: AppContext, slug: string) => {
  takeAnswersBack(c, slug)
  takeCookieBack(c, deviceName, pathOf(slug))
}

const isOpen = (survey: CatalogueSurvey, today: string) => standingOn(survey, today).state === 'open'

/** Whoever signs out at a computer that others use leaves no answers open in it. */
export const takeAllAnswersBack = (c: AppContext) => {
  const { catalogue, now } = c.var.context
  const today = dayOf(now, catalogue.site.time_zone)
  for (const survey of Object.values(catalogue.surveys)) if (isOpen(survey, today)) takeAnswersBack(c, survey.slug)
}
