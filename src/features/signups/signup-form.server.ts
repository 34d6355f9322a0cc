import type { z } from 'zod'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import { type AppContext, fieldCodes, numberField, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { outageOf, unlessOutage } from '../../kernel/outage.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { refuse } from '../../kernel/result.ts'
import { actsFor, readActsFor } from '../members/reads.server.ts'
import { rememberPage } from '../sessions/store.server.ts'
import { availabilityOf } from './availability.ts'
import type { Held } from './commands.server.ts'
import { heldPage, problemOf, wantsData } from './form-answers.server.ts'
import type { Represented, SignupPage } from './page.ts'
import { givePass, keepsCookies, offerCookies } from './pass.server.ts'
import { inputInvalid } from './problem.ts'
import { residentSignupInput, signupInput } from './schema.ts'
import { poolQuery, readPoolRow } from './store.server.ts'
import { takeOwnSignup, takeSignup } from './take.server.ts'
import { signupWindow } from './window.ts'

const takenAddress = '/signups/current/?done=taken'

/** Whom the one who asks may sign up, read together with the places left: one database call. */
const readAsked = async (context: RequestContext, activity: string, occurrence: string) => {
  const { actor, database, vault } = context
  const pool = poolQuery(activity, occurrence)
  if (actor.kind !== 'resident') return { pool: readPoolRow(await database.read([pool])), people: null }
  const results = await database.read([pool, actsFor(actor.resident, todayOf(context))])
  const people = await readActsFor(vault, results[1]?.rows ?? [])
  const shown = people.map(({ id, name, standing, phone }): Represented => ({ id, name, standing, has_phone: phone !== null }))
  return { pool: readPoolRow(results), people: shown }
}

/** The signup page of one occurrence; a refusal is drawn on it with what was typed. */
export const drawSignup = async (c: AppContext, typed: SignupPage['typed'], problem?: Problem, request_key = c.var.context.newId()) => {
  const { actor, catalogue, now } = c.var.context
  const found = signupWindow(catalogue.activities, c.req.param('slug') ?? '', c.req.param('occurrence') ?? '')
  offerCookies(c)
  if (!found.ok) {
    const why = problemOf(c.var.context, found.refusal)
    const missing = found.refusal.code.endsWith('_unknown')
    const page = { window: null, availability: null, people: null, signin_needed: false, typed, request_key: '', problem: why }
    return c.var.page({ kind: 'signup', ...page } satisfies SignupPage, problem ?? (missing ? why : undefined))
  }
  const window = found.value
  const asked = await unlessOutage(() => readAsked(c.var.context, window.activity.slug, window.occurrence.id))
  const availability = asked && availabilityOf(window, asked.pool, now, catalogue.site)
  const shown = problem ?? (availability ? undefined : outageOf(c))
  const signin_needed = window.rules.open_to === '登记居民' && actor.kind !== 'resident'
  if (signin_needed) await rememberPage(c)
  const self = problem ? undefined : asked?.people?.[0]?.id
  const chosen = self === undefined ? typed : { ...typed, for: self }
  const page: SignupPage = {
    kind: 'signup',
    window,
    availability,
    people: asked?.people ?? null,
    signin_needed,
    typed: chosen,
    request_key,
    problem: shown,
  }
  return c.var.page(page, shown)
}

/** What a form asks for: places for a resident by who is signed in, else for a guest. */
const requestOf = (c: AppContext, form: Record<string, string>) => {
  const { actor } = c.var.context
  const slug = c.req.param('slug') ?? ''
  const { name = '', phone = '', party_size, notice_version, request_key } = form
  const common = { occurrence: c.req.param('occurrence'), party_size: numberField(party_size), notice_version, request_key }
  const as = <Schema extends z.ZodType>(schema: Schema, input: object, take: (parsed: z.infer<Schema>) => Held): (() => Held) => {
    const parsed = schema.safeParse(input)
    return () => (parsed.success ? take(parsed.data) : Promise.resolve(refuse(inputInvalid(fieldCodes(parsed.error)))))
  }
  if (actor.kind !== 'resident') return as(signupInput, { ...common, name, phone }, (input) => takeSignup(c.var.context, slug, input))
  const own = { ...common, for: form['for'] }
  return as(residentSignupInput, own, (input) => takeOwnSignup(c.var.context, slug, input, actor))
}

/** 报名 by the plain form, or by the page's own script. */
export const takeFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const { name = '', phone = '', party_size = '', request_key } = form.value
  const typed = {
    name: name.slice(0, 200),
    phone: phone.slice(0, 40),
    party_size: party_size.slice(0, 2),
    for: form.value['for']?.slice(0, 40),
  }
  const again = (problem: Problem, sameKey?: string) => (wantsData(c) ? c.var.problem(problem) : drawSignup(c, typed, problem, sameKey))
  const taken = await unlessOutage(requestOf(c, form.value))
  // Only the answer may have been lost: under the same key, pressing again finds the places that were taken.
  if (!taken) return again(outageOf(c), request_key)
  if (!taken.ok) return again(problemOf(c.var.context, taken.refusal))
  await givePass(c, c.var.context, taken.value.id)
  if (wantsData(c)) return c.json({ location: keepsCookies(c) ? takenAddress : null })
  if (!keepsCookies(c)) return c.var.page({ ...heldPage(c.var.context, taken.value), done: 'taken' })
  return c.redirect(takenAddress, 303)
}
