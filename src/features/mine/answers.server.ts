import type { z } from 'zod'
import { type AppContext, fieldCodes, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { SessionOver, whileSignedIn } from '../sessions/store.server.ts'
import type { Outcome } from './commands.server.ts'
import { type Done, doneOf } from './copy.ts'
import { mineProblem, ownInputInvalid } from './problem.ts'
import type { MineRefusal } from './schema.ts'
import { readMine } from './store.server.ts'
import type { Mine } from './views.ts'

type Form = Record<string, string>

export const phoneOf = (c: AppContext) => c.var.context.catalogue.site.phone

/** A page or an act of one's own, while signed in. */
export const own = whileSignedIn((c, problem) => c.var.page({ kind: 'me-over', problem }, problem))

/** Draws a page of everything that is kept of the resident. */
export const drawMine = async (c: AppContext, page: (mine: Mine, done: Done | undefined) => object, problem?: Problem) => {
  const mine = await readMine(c.var.context)
  if (!mine) throw new SessionOver()
  return c.var.page({ ...page(mine, problem ? undefined : doneOf(c.req.query('done'))), problem }, problem)
}

/** What a form asks for, by its button. */
export type Acts = Record<string, (form: Form) => Outcome | MineRefusal>

/** Checks what was typed, then acts. */
export const checked = <Schema extends z.ZodType>(
  schema: Schema,
  form: Form,
  act: (input: z.infer<Schema>) => Outcome,
): Outcome | MineRefusal => {
  const parsed = schema.safeParse(form)
  return parsed.success ? act(parsed.data) : ownInputInvalid(fieldCodes(parsed.error))
}

/**
 * One post of a page with several buttons: does what the button says, then shows the page with what was done; a refusal
 * draws the page again with what was typed.
 */
export const perform = async (
  c: AppContext,
  address: string,
  acts: Acts,
  done: Record<string, Done>,
  again: (form: Form, problem: Problem) => Promise<Response>,
) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const name = form.value['act'] ?? ''
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined
  const outcome = act ? await act(form.value) : ({ code: 'act_unknown' } as MineRefusal)
  if ('ok' in outcome && outcome.ok) return c.redirect(`${address}?done=${outcome.value ?? done[name]}`, 303)
  return again(form.value, mineProblem('ok' in outcome ? outcome.refusal : outcome, phoneOf(c)))
}
