import { Buffer } from 'node:buffer'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { secondsUntilNextWindow } from '../../kernel/attempts.ts'
import { type AppContext, type AppEnv, fieldCodes, isSecure, readForm } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import { staffOf, staffRead } from '../staff/store.server.ts'
import { feedbackProblem } from './copy.ts'
import { feedbackByClient, receiptSeconds } from './limits.ts'
import type { FeedbackDeskPage, FeedbackPage } from './page.ts'
import { rankPages } from './ranking.ts'
import { type Answer, answers, feedbackInput, type PageVersions } from './schema.ts'
import { countsQuery, countVote, readCounts } from './store.server.ts'

const versionsFile = '/policies/versions.json'
const cookieName = 'feedback'

/** `POST /policies/:slug/feedback`: counts whether a page is helpful; nothing of who says so is kept. */
export const feedbackForms = new Hono<AppEnv>({ strict: false })
  .get('/policies/:slug/feedback', async (c) => {
    const page = await pageOf(c)
    if (page.title === null) return refused(c, page, { code: 'policy_unknown' })
    const said = answers.find((answer) => answer === c.req.query('said')) ?? null
    return c.var.page({ ...page, said })
  })
  .post('/policies/:slug/feedback', async (c) => {
    const page = await pageOf(c)
    if (page.title === null) return refused(c, page, { code: 'policy_unknown' })
    const form = await readForm(c)
    if (!form.ok) {
      const problem = httpProblem(form.refusal.code, c.var.context.catalogue.site.phone)
      return c.var.page({ ...page, problem }, problem)
    }
    const parsed = feedbackInput.safeParse(form.value)
    if (!parsed.success) return refused(c, page, { code: 'feedback_input_invalid', fields: fieldCodes(parsed.error) })
    if (parsed.data.version !== page.version) return refused(c, page, { code: 'version_unknown' })
    const wait = await count(c, page, parsed.data.helpful)
    if (wait !== null) return refused(c, page, { code: 'too_many_feedbacks', retry_after_seconds: wait })
    return c.redirect(`/policies/${page.slug}/feedback/?said=${parsed.data.helpful}`, 303)
  })
  .get('/desk/feedback', async (c) => {
    const { context } = c.var
    const [counts] = await staffRead(context, [countsQuery])
    const ranked = rankPages(readCounts(counts?.rows ?? []), await versionsOf(c))
    const page: FeedbackDeskPage = { kind: 'feedback_desk', actor: staffOf(context), ...ranked }
    return c.var.page(page)
  })

const versionsOf = async (c: AppContext): Promise<PageVersions> => JSON.parse((await c.var.context.servedFile(versionsFile)) ?? '{}')

const pageOf = async (c: AppContext): Promise<FeedbackPage> => {
  const slug = c.req.param('slug') ?? ''
  const versions = await versionsOf(c)
  const known = Object.hasOwn(versions, slug) ? versions[slug] : undefined
  return { kind: 'feedback', slug: known ? slug : '', title: known?.title ?? null, version: known?.version ?? '', said: null }
}

const refused = (c: AppContext, page: FeedbackPage, refusal: Parameters<typeof feedbackProblem>[0]) => {
  const problem = feedbackProblem(refusal, c.var.context.catalogue.site.phone)
  return c.var.page({ ...page, problem }, problem)
}

/** Counts, and gives the browser a receipt that only this address gets to see; seconds to wait when there were too many. */
const count = async (c: AppContext, { slug, version }: FeedbackPage, helpful: Answer) => {
  const { database, vault, now, random, client } = c.var.context
  const key = Buffer.from(random(16)).toString('base64url')
  const receiptOf = (secret: string, answer: Answer) => vault.fingerprint('feedback receipt', [slug, version, answer, secret].join(' '))
  const [heldKey, heldVersion, heldAnswer] = (getCookie(c, cookieName) ?? '').split('.')
  const before = answers.find((answer) => answer === heldAnswer)
  const earlier = heldKey && before && heldVersion === version ? { helpful: before, receipt: await receiptOf(heldKey, before) } : null
  const vote = { page: slug, version, helpful, receipt: await receiptOf(key, helpful), earlier }
  const tries = await countVote(database, vote, await client(), now)
  if (tries > feedbackByClient.tries) return secondsUntilNextWindow(feedbackByClient, now)
  setCookie(c, cookieName, `${key}.${version}.${helpful}`, {
    path: `/policies/${slug}/feedback`,
    maxAge: receiptSeconds,
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
  })
  return null
}
