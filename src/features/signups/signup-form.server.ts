import { type AppContext, fieldCodes, numberField, readForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { availabilityOf } from './availability.ts'
import { takeSignup } from './commands.server.ts'
import { heldPage, outageProblem, problemOf, unlessOutage, unreadable, wantsData } from './form-answers.server.ts'
import type { SignupPage } from './page.ts'
import { givePass, keepsCookies, offerCookies } from './pass.server.ts'
import { inputInvalid } from './problem.ts'
import { signupInput } from './schema.ts'
import { readPool } from './store.server.ts'
import { signupWindow } from './window.ts'

const takenAddress = '/signups/current/?done=taken'

/** The signup page of one occurrence; a refusal is drawn on it with what was typed. */
export const drawSignup = async (c: AppContext, typed: SignupPage['typed'], problem?: Problem, request_key = c.var.context.newId()) => {
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

/** 报名 by the plain form, or by the page's own script. */
export const takeFromForm = async (c: AppContext) => {
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
