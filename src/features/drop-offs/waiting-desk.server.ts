import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { isKey } from '../points/key.ts'
import { actorOf } from '../staff/store.server.ts'
import type { WaitingPage } from './page.ts'
import { dropOffInputInvalid, dropOffProblem } from './problem.ts'
import type { DropOffRefusal } from './schema.ts'
import { readWaiting, settle } from './waiting.server.ts'

const doneWords = ['confirmed', 'rejected'] as const

export const drawWaiting = async (c: AppContext, refusal?: DropOffRefusal) => {
  const { context } = c.var
  const problem = refusal && dropOffProblem(refusal, context.catalogue.site)
  const page: WaitingPage = {
    kind: 'drop-offs-waiting',
    actor: actorOf(c),
    waiting: await readWaiting(context),
    done: problem ? null : (doneWords.find((word) => word === c.req.query('done')) ?? null),
    request_key: context.newId(),
    problem,
  }
  return c.var.page(page, problem)
}

/** A key of a drop-off, as a form or a device has chosen it. */
const isAward = (key: string | undefined): key is string => /^[\w:-]{8,120}$/.test(key ?? '')

export const settleFromForm = async (c: AppContext) => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const { award, decision, request_key } = form.value
  if (!isKey(request_key)) return drawWaiting(c, dropOffInputInvalid({ field: 'request_key', code: 'page_too_old' }))
  const word = doneWords.find((one) => one === decision)
  if (!isAward(award) || !word) return drawWaiting(c, { code: 'award_unknown' })
  const settled = await settle(context, award, word === 'confirmed', request_key)
  return settled.ok ? c.redirect(`/desk/drop-offs/waiting/?done=${word}`, 303) : drawWaiting(c, settled.refusal)
}
