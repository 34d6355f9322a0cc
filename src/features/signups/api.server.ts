import { Hono } from 'hono'
import type { z } from 'zod'
import { type AppContext, type AppEnv, fieldCodes, readJson } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { availabilityOf } from './availability.ts'
import { cancelHeldSignup, changeHeldSignup, type HeldSignup, lookUpSignup } from './commands.server.ts'
import { inputInvalid, signupProblem } from './problem.ts'
import { residentSignupInput, type SignupRefusal, signupChange, signupInput, signupKey } from './schema.ts'
import { readPool } from './store.server.ts'
import { takeOwnSignup, takeSignup } from './take.server.ts'
import { nextChange, signupWindow } from './window.ts'

const answerRefusal = (c: AppContext, refusal: SignupRefusal) => c.var.problem(signupProblem(refusal, c.var.context.catalogue.site))

const readInput = async <Schema extends z.ZodType>(c: AppContext, schema: Schema): Promise<Result<z.infer<Schema>, Response>> => {
  const body = await readJson(c)
  if (!body.ok) return refuse(c.var.problem(httpProblem(body.refusal.code, c.var.context.catalogue.site.phone)))
  const parsed = schema.safeParse(body.value)
  return parsed.success ? success(parsed.data) : refuse(answerRefusal(c, inputInvalid(fieldCodes(parsed.error))))
}

/** One JSON act: parse, run the command, answer the view or the problem. */
const act = async <Schema extends z.ZodType>(
  c: AppContext,
  schema: Schema,
  command: (input: z.infer<Schema>) => Promise<Result<HeldSignup, SignupRefusal>>,
  status: 200 | 201,
) => {
  const input = await readInput(c, schema)
  if (!input.ok) return input.refusal
  const outcome = await command(input.value)
  return outcome.ok ? c.json(outcome.value.view, status, { 'cache-control': 'no-store' }) : answerRefusal(c, outcome.refusal)
}

const namesResident = (body: unknown) => typeof body === 'object' && body !== null && 'for' in body

/** Places for a resident by who is signed in, if the body says `for` whom; else for a guest. */
const take = async (c: AppContext) => {
  const { context } = c.var
  const { actor, catalogue } = context
  const slug = c.req.param('slug') ?? ''
  const body = await readJson(c)
  if (!body.ok || !namesResident(body.value)) return act(c, signupInput, (input) => takeSignup(context, slug, input), 201)
  if (actor.kind !== 'resident') return c.var.problem(httpProblem('signin_needed', catalogue.site.phone))
  return act(c, residentSignupInput, (input) => takeOwnSignup(context, slug, input, actor), 201)
}

/** The JSON side of signups; the same commands as the forms. Codes and phone numbers travel in bodies, never in addresses. */
export const signupsApi = new Hono<AppEnv>()
  .post('/activities/:slug/signups', take)
  .post('/signup-lookups', (c) => act(c, signupKey, (key) => lookUpSignup(c.var.context, key), 200))
  .post('/signup-changes', (c) => act(c, signupChange, (change) => changeHeldSignup(c.var.context, change), 200))
  .post('/signup-cancellations', (c) => act(c, signupKey, (key) => cancelHeldSignup(c.var.context, key), 200))
  .get('/activities/:slug/occurrences/:occurrence/availability', async (c) => {
    const { catalogue, database, now } = c.get('context')
    const window = signupWindow(catalogue.activities, c.req.param('slug'), c.req.param('occurrence'))
    if (!window.ok) return answerRefusal(c, window.refusal)
    c.set('changes_at', nextChange(window.value, now))
    const pool = await readPool(database, window.value.activity.slug, window.value.occurrence.id)
    return c.json(availabilityOf(window.value, pool, now, catalogue.site))
  })
