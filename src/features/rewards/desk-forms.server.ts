import { type AppContext, fieldCodes, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import { mayDo } from '../staff/permissions.ts'
import { actorOf, staffRead } from '../staff/store.server.ts'
import { problemOf } from './answers.server.ts'
import { findByCode, readAtDesk } from './desk-reads.server.ts'
import { cancelOnBehalf, correctHandOut, handOut } from './hand-out.server.ts'
import { pickupCodeLength } from './limits.ts'
import type { DeskCodePage, DeskRedemptionPage } from './page.ts'
import { redeemInputInvalid } from './problem.ts'
import { stateOf } from './redemption.ts'
import { actInput, correctionInput } from './schema.ts'

const idOf = (c: AppContext) => c.req.param('redemption') ?? ''

/** 核销: one field for the code, and below it what was handed out a moment ago. One call of the database. */
export const drawCode = async (c: AppContext, typed = '', problem?: Problem) => {
  const { context } = c.var
  const last = c.req.method === 'GET' ? c.req.query('done') : undefined
  const done = last ? await readAtDesk(context, last) : null
  if (!last) await staffRead(context, [])
  return c.var.page({ kind: 'desk-code', actor: actorOf(c), typed, done, problem } satisfies DeskCodePage, problem)
}

/** What became of a redemption that does not wait any more. */
const whyOver = (found: NonNullable<Awaited<ReturnType<typeof findByCode>>>, now: number) => {
  const at = found.ended_at === null ? {} : { at: found.ended_at }
  const state = stateOf(found, now)
  if (state === 'lapsed') return { code: 'redemption_overdue' } as const
  return state === 'cancelled' ? ({ code: 'redemption_ended', ...at } as const) : ({ code: 'redemption_collected', ...at } as const)
}

/** A code as typed or scanned, with Enter. */
export const findFromForm = async (c: AppContext) => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const typed = (form.value['code'] ?? '').slice(0, 60)
  if (!readSpokenCode(typed, pickupCodeLength))
    return drawCode(c, typed, problemOf(c, redeemInputInvalid([{ field: 'code', code: 'redemption_code_invalid' }])))
  const found = await findByCode(context, typed)
  if (!found) return drawCode(c, typed, problemOf(c, { code: 'redemption_unknown' }))
  if (found.waits) return c.redirect(`/desk/redemptions/${found.id}/`, 303)
  const problem = problemOf(c, whyOver(found, context.now))
  return drawCode(c, '', { ...problem, next: { href: `/desk/redemptions/${found.id}/`, word: '看这次兑换' } })
}

const doneWords = ['cancelled', 'corrected', 'table'] as const

/** One redemption: to be handed out, or its receipt. One call of the database. */
export const drawRedemption = async (c: AppContext, problem?: Problem) => {
  const { context } = c.var
  const redemption = await readAtDesk(context, idOf(c))
  const missing = redemption ? problem : (problem ?? problemOf(c, { code: 'redemption_unknown' }))
  const page: DeskRedemptionPage = {
    kind: 'desk-redemption',
    actor: actorOf(c),
    redemption,
    request_key: context.newId(),
    may_correct: mayDo(actorOf(c).role, 'redemption.correct'),
    done: problem ? undefined : doneWords.find((word) => word === c.req.query('done')),
    problem: missing,
  }
  return c.var.page(page, missing)
}

export const handOutFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const parsed = actInput.safeParse(form.value)
  if (!parsed.success) return drawRedemption(c, problemOf(c, redeemInputInvalid(fieldCodes(parsed.error))))
  const done = await handOut(c.var.context, idOf(c), parsed.data.request_key)
  return done.ok ? c.redirect(`/desk/redemptions/?done=${done.value}`, 303) : drawRedemption(c, problemOf(c, done.refusal))
}

export const cancelFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const parsed = actInput.safeParse(form.value)
  if (!parsed.success) return drawRedemption(c, problemOf(c, redeemInputInvalid(fieldCodes(parsed.error))))
  const done = await cancelOnBehalf(c.var.context, idOf(c), parsed.data.request_key)
  return done.ok ? c.redirect(`/desk/redemptions/${done.value}/?done=cancelled`, 303) : drawRedemption(c, problemOf(c, done.refusal))
}

export const correctFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const parsed = correctionInput.safeParse(form.value)
  if (!parsed.success) return drawRedemption(c, problemOf(c, redeemInputInvalid(fieldCodes(parsed.error))))
  const done = await correctHandOut(c.var.context, idOf(c), parsed.data)
  return done.ok ? c.redirect(`/desk/redemptions/${done.value}/?done=corrected`, 303) : drawRedemption(c, problemOf(c, done.refusal))
}
