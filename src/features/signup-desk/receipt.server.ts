import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { mayDo } from '../staff/permissions.ts'
import { actorOf, staffOf } from '../staff/store.server.ts'
import { drawMissing, siteOf } from './answers.server.ts'
import { deskProblem } from './copy.ts'
import { deskOccurrence, occurrenceAt } from './occurrence.ts'
import type { DeskReceiptPage } from './page.ts'
import { cancelAtDesk, readAtDesk } from './take.server.ts'

const idOf = (c: AppContext) => c.req.param('id') ?? ''

/** The receipt to be handed over, or read before cancelling; one database call. */
export const drawReceipt = async (c: AppContext, problem?: Problem) => {
  const { context } = c.var
  const read = await readAtDesk(context, idOf(c))
  if (!read.ok) return drawMissing(c, read.refusal)
  const { id, view } = read.value
  const found = occurrenceAt(context.catalogue.activities, view.activity, view.occurrence)
  const page: DeskReceiptPage = {
    kind: 'desk-receipt',
    actor: actorOf(c),
    id,
    view,
    at: found.ok ? deskOccurrence(found.value[0], found.value[1], context.now) : null,
    may_cancel: mayDo(staffOf(context).role, 'signup.cancel') && view.state !== 'cancelled' && Date.parse(view.starts_at) > context.now,
    problem,
  }
  return c.var.page(page, problem)
}

/** 代取消 by the plain form; one database call. */
export const cancelFromForm = async (c: AppContext) => {
  const cancelled = await cancelAtDesk(c.var.context, idOf(c))
  if (cancelled.ok) return c.redirect(`/desk/signups/${cancelled.value.id}/`, 303)
  if (cancelled.refusal.code === 'signup_not_found') return drawMissing(c, cancelled.refusal)
  return drawReceipt(c, deskProblem(cancelled.refusal, siteOf(c)))
}
