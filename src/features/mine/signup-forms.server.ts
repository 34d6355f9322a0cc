import { type AppContext, fieldCodes, numberField, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { meOf } from '../sessions/reads.server.ts'
import { inputInvalid, signupProblem } from '../signups/problem.ts'
import { cancelOwnSignup, changeOwnSignup, readOwnSignup } from '../signups/reads.server.ts'
import { partySizeInput, type SignupRefusal } from '../signups/schema.ts'
import { mineProblem } from './problem.ts'

const idOf = (c: AppContext) => c.req.param('id') ?? ''

/** Signed in, nobody has typed a code that could be wrong. */
const problemOf = (c: AppContext, refusal: SignupRefusal) =>
  refusal.code === 'signup_not_found'
    ? mineProblem({ code: 'own_signup_unknown' }, c.var.context.catalogue.site.phone)
    : signupProblem(refusal, c.var.context.catalogue.site)

const doneWords = ['changed', 'cancelled'] as const

/** 回执 of a signup one holds by being signed in; somebody else's is not there. */
export const drawOwnSignup = async (c: AppContext, problem?: Problem): Promise<Response> => {
  const found = await readOwnSignup(c.var.context, meOf(c.var.context), idOf(c))
  if (!found.ok) {
    const missing = problemOf(c, found.refusal)
    return c.var.page({ kind: 'me-signup', held: null, address: '', problem: missing }, missing)
  }
  const done = problem ? undefined : doneWords.find((word) => word === c.req.query('done'))
  const address = `/me/signups/${idOf(c)}/`
  return c.var.page({ kind: 'me-signup', held: { ...found.value, done, problem }, address, problem }, problem)
}

/** 改人数 and 取消, without a code. */
export const actOnOwnSignup = async (c: AppContext): Promise<Response> => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const me = meOf(context)
  const id = idOf(c)
  if (form.value['act'] === 'cancel') {
    const cancelled = await cancelOwnSignup(context, me, id)
    return cancelled.ok ? c.redirect(`/me/signups/${id}/?done=cancelled`, 303) : drawOwnSignup(c, problemOf(c, cancelled.refusal))
  }
  const parsed = partySizeInput.safeParse({ party_size: numberField(form.value['party_size']) })
  if (!parsed.success) return drawOwnSignup(c, problemOf(c, inputInvalid(fieldCodes(parsed.error))))
  const changed = await changeOwnSignup(context, me, id, parsed.data.party_size)
  return changed.ok ? c.redirect(`/me/signups/${id}/?done=changed`, 303) : drawOwnSignup(c, problemOf(c, changed.refusal))
}
