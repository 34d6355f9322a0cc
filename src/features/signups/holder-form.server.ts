import { type AppContext, fieldCodes, numberField, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { lookUpSignup, passed } from './commands.server.ts'
import { heldPage, problemOf } from './form-answers.server.ts'
import { givePass, keepsCookies, readPass } from './pass.server.ts'
import { inputInvalid } from './problem.ts'
import { partySizeInput, type SignupRefusal, signupKey } from './schema.ts'

/** 查报名 by the plain form. */
export const lookUpFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const typed = { code: (form.value['code'] ?? '').slice(0, 40), phone: (form.value['phone'] ?? '').slice(0, 40) }
  const again = (refusal: SignupRefusal) => {
    const problem = problemOf(c.var.context, refusal)
    return c.var.page({ kind: 'lookup', typed, problem }, problem)
  }
  const parsed = signupKey.safeParse(typed)
  if (!parsed.success) return again(inputInvalid(fieldCodes(parsed.error)))
  const found = await lookUpSignup(c.var.context, parsed.data)
  if (!found.ok) return again(found.refusal)
  await givePass(c, c.var.context, found.value.id)
  if (keepsCookies(c)) return c.redirect('/signups/current/', 303)
  return c.var.page(heldPage(c.var.context, found.value))
}

const doneWords = ['taken', 'changed', 'cancelled'] as const

/** The holder's page, or the look-up form for someone without a valid pass. */
export const drawHeld = async (c: AppContext, problem?: Problem) => {
  const pass = await readPass(c, c.var.context)
  if (!pass) return c.redirect('/signups/', 303)
  const found = await passed.lookUp(c.var.context, pass)
  if (!found.ok) {
    const missing = problemOf(c.var.context, found.refusal)
    return c.var.page({ kind: 'lookup', typed: { code: '', phone: '' }, problem: missing }, missing)
  }
  const done = doneWords.find((word) => word === c.req.query('done'))
  return c.var.page({ ...heldPage(c.var.context, found.value), done: problem ? undefined : done, problem }, problem)
}

/** 改人数 and 取消 by the plain forms of the holder's page. */
export const actOnHeld = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const pass = await readPass(c, c.var.context)
  if (!pass) return c.redirect('/signups/', 303)
  if (form.value['act'] === 'cancel') {
    const cancelled = await passed.cancel(c.var.context, pass)
    return cancelled.ok ? c.redirect('/signups/current/?done=cancelled', 303) : drawHeld(c, problemOf(c.var.context, cancelled.refusal))
  }
  const parsed = partySizeInput.safeParse({ party_size: numberField(form.value['party_size']) })
  if (!parsed.success) return drawHeld(c, problemOf(c.var.context, inputInvalid(fieldCodes(parsed.error))))
  const changed = await passed.change(c.var.context, pass, parsed.data.party_size)
  return changed.ok ? c.redirect('/signups/current/?done=changed', 303) : drawHeld(c, problemOf(c.var.context, changed.refusal))
}
