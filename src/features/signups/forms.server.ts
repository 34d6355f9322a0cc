import { Hono } from 'hono'
import type { RequestContext } from '../../kernel/context.ts'
import { DatabaseUnavailable } from '../../kernel/database.ts'
import { type AppContext, type AppEnv, fieldCodes, numberField, readForm } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import type { Problem } from '../../kernel/problem.ts'
import { availabilityOf } from './availability.ts'
import { cancelHeldSignup, changeHeldSignup, type HeldSignup, lookUpSignup, takeSignup } from './commands.server.ts'
import type { HeldPage, SignupPage } from './page.ts'
import { givePass, keepsCookies, offerCookies, readPass, takePassBack } from './pass.server.ts'
import { inputInvalid, signupProblem } from './problem.ts'
import { partySizeInput, type SignupRefusal, signupInput, signupKey } from './schema.ts'
import { readPool } from './store.server.ts'
import { signupWindow } from './window.ts'

const problemOf = (context: RequestContext, refusal: SignupRefusal) => signupProblem(refusal, context.catalogue.site)

const takenAddress = '/signups/current/?done=taken'

const unreadable = (c: AppContext, code: 'body_unreadable' | 'content_type_unsupported') =>
  c.var.problem(httpProblem(code, c.var.context.catalogue.site.phone))

const outageProblem = (c: AppContext) => httpProblem('database_unavailable', c.var.context.catalogue.site.phone)

/** What `load` gives, or null when the database does not answer: the page is still drawn, with what was typed. */
const unlessOutage = async <Value>(load: () => Promise<Value>): Promise<Value | null> => {
  try {
    return await load()
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return null
    throw error
  }
}

/** A page's own script asks for data instead of a page, so that nothing typed is lost when the network is. */
const wantsData = (c: AppContext) => c.req.header('accept')?.startsWith('application/json') ?? false

const heldPage = ({ catalogue, now }: RequestContext, { view }: HeldSignup): HeldPage => {
  const activity = catalogue.activities[view.activity]
  const occurrence = activity?.occurrences.find(({ id }) => id === view.occurrence)
  return {
    kind: 'held',
    signup: view,
    activity_title: activity?.title ?? '活动',
    place: activity?.place ?? null,
    largest_party: activity?.signup?.largest_party ?? view.party_size,
    occurrence_status: activity?.cancelled ? 'cancelled' : (occurrence?.status ?? 'scheduled'),
    reason: activity?.cancelled?.reason ?? occurrence?.reason,
    started: Date.parse(view.starts_at) <= now,
  }
}

/** The signup page of one occurrence; a refusal is drawn on it with what was typed. */
const drawSignup = async (c: AppContext, typed: SignupPage['typed'], problem?: Problem, request_key = c.var.context.newId()) => {
  const { catalogue, database, now } = c.var.context
  const found = signupWindow(catalogue.activities, c.req.param('slug') ?? '', c.req.param('occurrence') ?? '')
  offerCookies(c)
  if (!found.ok) {
    const why = problemOf(c.var.context, found.refusal)
    const missing = found.refusal.code.endsWith('_unknown')
    return c.var.page(
      { kind: 'signup', window: null, availability: null, typed, request_key: '', problem: why },
      problem ?? (missing ? why : undefined),
    )
  }
  const window = found.value
  const availability = await unlessOutage(async () =>
    availabilityOf(window, await readPool(database, window.activity.slug, window.occurrence.id), now, catalogue.site),
  )
  const shown = problem ?? (availability ? undefined : outageProblem(c))
  const page: SignupPage = { kind: 'signup', window, availability, typed, request_key, problem: shown }
  return c.var.page(page, shown)
}

const takeFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadable(c, form.refusal.code)
  const { name = '', phone = '', party_size = '', notice_version, request_key } = form.value
  const typed = { name: name.slice(0, 200), phone: phone.slice(0, 40), party_size: party_size.slice(0, 2) }
  const again = (problem: Problem, sameKey?: string) => (wantsData(c) ? c.var.problem(problem) : drawSignup(c, typed, problem, sameKey))
  const parsed = signupInput.safeParse({
    occurrence: c.req.param('occurrence'),
    name,
    phone,
    party_size: numberField(party_size),
    notice_version,
    request_key,
  })
  if (!parsed.success) return again(problemOf(c.var.context, inputInvalid(fieldCodes(parsed.error))))
  const taken = await unlessOutage(() => takeSignup(c.var.context, c.req.param('slug') ?? '', parsed.data))
  // Only the answer may have been lost: under the same key, pressing again finds the places that were taken.
  if (!taken) return again(outageProblem(c), parsed.data.request_key)
  if (!taken.ok) return again(problemOf(c.var.context, taken.refusal))
  await givePass(c, c.var.context, taken.value.key)
  if (wantsData(c)) return c.json({ location: keepsCookies(c) ? takenAddress : null })
  if (!keepsCookies(c)) return c.var.page({ ...heldPage(c.var.context, taken.value), done: 'taken' })
  return c.redirect(takenAddress, 303)
}

const lookUpFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadable(c, form.refusal.code)
  const typed = { code: (form.value['code'] ?? '').slice(0, 40), phone: (form.value['phone'] ?? '').slice(0, 40) }
  const again = (refusal: SignupRefusal) => {
    const problem = problemOf(c.var.context, refusal)
    return c.var.page({ kind: 'lookup', typed, problem }, problem)
  }
  const parsed = signupKey.safeParse(typed)
  if (!parsed.success) return again(inputInvalid(fieldCodes(parsed.error)))
  const found = await lookUpSignup(c.var.context, parsed.data)
  if (!found.ok) return again(found.refusal)
  await givePass(c, c.var.context, found.value.key)
  if (keepsCookies(c)) return c.redirect('/signups/current/', 303)
  return c.var.page(heldPage(c.var.context, found.value))
}

const doneWords = ['taken', 'changed', 'cancelled'] as const

/** The holder's page, or the look-up form for someone without a valid pass. */
const drawHeld = async (c: AppContext, problem?: Problem) => {
  const key = await readPass(c, c.var.context)
  if (!key) return c.redirect('/signups/', 303)
  const found = await lookUpSignup(c.var.context, key)
  if (!found.ok) {
    const missing = problemOf(c.var.context, found.refusal)
    return c.var.page({ kind: 'lookup', typed: { code: '', phone: '' }, problem: missing }, missing)
  }
  const done = doneWords.find((word) => word === c.req.query('done'))
  return c.var.page({ ...heldPage(c.var.context, found.value), done: problem ? undefined : done, problem }, problem)
}

const actOnHeld = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadable(c, form.refusal.code)
  const key = await readPass(c, c.var.context)
  if (!key) return c.redirect('/signups/', 303)
  if (form.value['act'] === 'cancel') {
    const cancelled = await cancelHeldSignup(c.var.context, key)
    return cancelled.ok ? c.redirect('/signups/current/?done=cancelled', 303) : drawHeld(c, problemOf(c.var.context, cancelled.refusal))
  }
  const parsed = partySizeInput.safeParse({ party_size: numberField(form.value['party_size']) })
  if (!parsed.success) return drawHeld(c, problemOf(c.var.context, inputInvalid(fieldCodes(parsed.error))))
  const changed = await changeHeldSignup(c.var.context, { ...key, ...parsed.data })
  return changed.ok ? c.redirect('/signups/current/?done=changed', 303) : drawHeld(c, problemOf(c.var.context, changed.refusal))
}

/** The plain forms of signups: post, then 303 to what came of it; a refusal draws the same page again. */
export const signupForms = new Hono<AppEnv>({ strict: false })
  .get('/activities/:slug/:occurrence/signup', (c) => drawSignup(c, { name: '', phone: '', party_size: '1' }))
  .post('/activities/:slug/:occurrence/signup', takeFromForm)
  .get('/signups', (c) => {
    offerCookies(c)
    return c.var.page({ kind: 'lookup', typed: { code: '', phone: '' } })
  })
  .post('/signups', lookUpFromForm)
  .get('/signups/current', (c) => drawHeld(c))
  .post('/signups/current', actOnHeld)
  .post('/signups/leave', (c) => {
    takePassBack(c)
    return c.redirect('/signups/', 303)
  })
