import { Hono } from 'hono'
import { DatabaseUnavailable } from '../../kernel/database.ts'
import { type AppContext, type AppEnv, fieldCodes, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { maskPhone } from '../../kernel/phone.ts'
import {
  endByToken,
  giveSession,
  pageAfterSignin,
  readSession,
  type SessionKind,
  takeSessionBack,
  tokenFingerprint,
} from '../sessions/store.server.ts'
import { browserOf, givePhone, keepsCookies, offerCookies, readPhone, takePhoneBack } from './browser.server.ts'
import { type SignedIn, signInByMessage, signInBySlip } from './commands.server.ts'
import { sendMessage } from './message.server.ts'
import type { SigninPage } from './page.ts'
import { signinInputInvalid, signinProblem } from './problem.ts'
import { digitsInput, messageInput, type SigninRefusal, slipInput } from './schema.ts'

const said = ['left', 'over'] as const

const drawSignin = (c: AppContext, typed: Partial<SigninPage['typed']> = {}, refusal?: SigninRefusal) => {
  offerCookies(c)
  const { catalogue, newId, sms, actor } = c.var.context
  const problem = refusal && signinProblem(refusal, catalogue.site)
  const page: SigninPage = {
    kind: 'signin',
    typed: { code: '', phone: '', ...typed },
    request_key: newId(),
    sends_messages: sms !== null,
    signed_in: actor.kind === 'resident',
    said: problem ? undefined : said.find((word) => word === c.req.query('said')),
    problem,
  }
  return c.var.page(page, problem)
}

const drawDigits = async (c: AppContext, refusal?: SigninRefusal) => {
  const { context } = c.var
  const phone = await readPhone(c, context)
  if (!phone || !context.sms) return c.redirect('/signin/', 303)
  const problem = refusal && signinProblem(refusal, context.catalogue.site)
  return c.var.page({ kind: 'digits', phone: maskPhone(phone), request_key: context.newId(), problem }, problem)
}

/** A resident goes on to the page they wanted or to what is theirs, a member of staff to the second factor. */
const goIn = async (c: AppContext, { token, claims }: SignedIn) => {
  await giveSession(c, c.var.context.vault, token, claims)
  takePhoneBack(c)
  return c.redirect(claims.kind === 'resident' ? await pageAfterSignin(c, 'resident') : '/staff/verify/', 303)
}

const signInFromSlip = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const typed = { code: (form.value['code'] ?? '').slice(0, 60) }
  const parsed = slipInput.safeParse(typed)
  if (!parsed.success) return drawSignin(c, typed, signinInputInvalid(fieldCodes(parsed.error)))
  if (!keepsCookies(c)) return drawSignin(c, typed, { code: 'cookies_not_kept' })
  const signedIn = await signInBySlip(c.var.context, parsed.data.code, await browserOf(c, form.value))
  return signedIn.ok ? goIn(c, signedIn.value) : drawSignin(c, typed, signedIn.refusal)
}

const sendFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const typed = { phone: (form.value['phone'] ?? '').slice(0, 60) }
  const { context } = c.var
  if (!context.sms) return drawSignin(c, {}, { code: 'messages_off' })
  const parsed = messageInput.safeParse(typed)
  if (!parsed.success) return drawSignin(c, typed, signinInputInvalid(fieldCodes(parsed.error)))
  if (!keepsCookies(c)) return drawSignin(c, typed, { code: 'cookies_not_kept' })
  const sent = await sendMessage(context, parsed.data.phone)
  if (!sent.ok) {
    const code = sent.because === 'guesses' ? 'too_many_digits_guesses' : 'too_many_messages'
    return drawSignin(c, typed, { code, retry_after_seconds: sent.retry_after_seconds })
  }
  await givePhone(c, context, parsed.data.phone)
  return c.redirect('/signin/digits/', 303)
}

const signInFromDigits = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const phone = await readPhone(c, c.var.context)
  if (!phone) return c.redirect('/signin/', 303)
  const parsed = digitsInput.safeParse({ digits: form.value['digits'] ?? '' })
  if (!parsed.success) return drawDigits(c, signinInputInvalid(fieldCodes(parsed.error)))
  const signedIn = await signInByMessage(c.var.context, phone, parsed.data.digits, await browserOf(c, form.value))
  return signedIn.ok ? goIn(c, signedIn.value) : drawDigits(c, signedIn.refusal)
}

/** Signs this browser out. While the database is away the session stays in it, but its token is nowhere any more. */
const leave = (kind: SessionKind) => async (c: AppContext) => {
  const { vault, database, now } = c.var.context
  const held = await readSession(c, vault, kind)
  takeSessionBack(c, kind)
  if (held) {
    try {
      await database.write([endByToken(await tokenFingerprint(vault, held.token), now)])
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error
    }
  }
  return c.redirect('/signin/?said=left', 303)
}

/** 登录 and 退出: plain forms; post, then 303 to where the person goes on. A refusal draws the same page again. */
export const signinForms = new Hono<AppEnv>({ strict: false })
  .get('/signin', (c) => drawSignin(c))
  .post('/signin', signInFromSlip)
  .get('/signin/messages', (c) => c.redirect('/signin/', 303))
  .post('/signin/messages', sendFromForm)
  .get('/signin/digits', (c) => drawDigits(c))
  .post('/signin/digits', signInFromDigits)
  .post('/signin/leave', leave('resident'))
  .post('/staff/leave', leave('staff'))
