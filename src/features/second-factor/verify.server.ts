import { secondsUntilNextWindow } from '../../kernel/attempts.ts'
import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { type Colleague, type FactorOutcome, readColleague } from './colleague.server.ts'
import { colleagueOf, nextSessionOf, over, passkeyPlace, settle } from './colleague-form.server.ts'
import { giveSecondFactor, type RightFactor } from './commands.server.ts'
import { openKept } from './kept-form.server.ts'
import { secondFactorGuesses } from './limits.ts'
import { passkeyAssertion, verifyPasskeyAssertion } from './passkey.server.ts'
import { secondFactorProblem } from './problem.ts'
import type { SecondFactorRefusal } from './schema.ts'
import { checkTotp } from './totp.server.ts'
import { openTotpSecret } from './totp-secret.server.ts'

/** An answer of a passkey is for this session as it is now: once it was given, it opens nothing any more. */
const subjectOf = (session: string, second_factor_at: number | null) => `${session} ${second_factor_at ?? 'never'}`

const draw = async (c: AppContext, known: Colleague, refusal?: SecondFactorRefusal, sealed?: string) => {
  const { context } = c.var
  const { session, name } = colleagueOf(context)
  const problem = refusal && secondFactorProblem(refusal)
  const question = { rpId: passkeyPlace(c).rpId, subject: subjectOf(session, known.second_factor_at), stored: known.passkeys }
  const passkey = known.passkeys.length > 0 ? await passkeyAssertion(context, question) : null
  const kept = (await openKept(c, sealed)) ? sealed : undefined
  return c.var.page({ kind: 'verify', name, has_app: known.totp_secret !== null, passkey, kept, problem }, problem)
}

/** `/staff/verify/`: one database call. Who has no second factor yet goes and sets one up. */
export const drawVerify = async (c: AppContext) => {
  const known = await readColleague(c.var.context, colleagueOf(c.var.context))
  if (!known) return over(c)
  return known.totp_secret === null && known.passkeys.length === 0 ? c.redirect('/staff/second-factor/', 303) : draw(c, known)
}

/** The answer to this question; or, from a form that comes again, to the one before, which gives nothing a second time. */
const shownPasskey = async (c: AppContext, known: Colleague, fields: Record<string, string>): Promise<RightFactor> => {
  const { context } = c.var
  const { session, second_factor_at } = colleagueOf(context)
  const place = { ...passkeyPlace(c), sealed: fields['sealed'] ?? '', response: fields['response'] ?? '' }
  const before = known.passkeys.map((one) => ({ ...one, counter: Math.max(0, one.counter - 1) }))
  for (const [at, passkeys] of [[known.second_factor_at, known.passkeys] as const, [second_factor_at, before] as const]) {
    const right = await verifyPasskeyAssertion(context, { ...place, subject: subjectOf(session, at), stored: passkeys })
    const stored = passkeys.find(({ credential_id }) => credential_id === right?.credential_id)
    if (right && stored)
      return { kind: 'passkey', credential: right.credential_id, counter: stored.counter, new_counter: right.new_counter, before: at }
  }
  return null
}

const shownFactor = async (c: AppContext, known: Colleague, fields: Record<string, string>): Promise<RightFactor> => {
  const { context } = c.var
  if (fields['response']) return shownPasskey(c, known, fields)
  if (!known.totp_secret) return null
  const step = checkTotp(
    await openTotpSecret(context.vault, known.staff, known.totp_secret),
    fields['totp'] ?? '',
    context.now,
    // The code used last is let through, so that a form that comes again is told apart from a wrong code; it gives nothing twice.
    known.totp_step - 1,
  )
  return step === null ? null : { kind: 'app', sealed: known.totp_secret, step }
}

const whyNot = ({ tries }: Extract<FactorOutcome, { claims: null }>, byPasskey: boolean, now: number): SecondFactorRefusal => {
  if (tries >= secondFactorGuesses.tries)
    return { code: 'too_many_second_factors', retry_after_seconds: secondsUntilNextWindow(secondFactorGuesses, now) }
  return byPasskey ? { code: 'second_factor_wrong' } : { code: 'second_factor_wrong', fields: [{ field: 'totp', code: 'app_code_wrong' }] }
}

/**
 * 验证 from the form: two database calls, one that reads and one that writes. A form that waited for it comes along: first to this page,
 * then on to where it was going.
 */
export const verifyFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const { context } = c.var
  const known = await readColleague(context, colleagueOf(context), true)
  if (!known) return over(c)
  const { kept } = form.value
  if (kept && !form.value['totp'] && !form.value['response']) return draw(c, known, undefined, kept)
  const next = await nextSessionOf(c)
  const given = await giveSecondFactor(context, colleagueOf(context), next, await shownFactor(c, known, form.value))
  if (given.claims) return settle(c, next, given.claims, await openKept(c, kept))
  return given.over ? over(c) : draw(c, known, whyNot(given, form.value['response'] !== undefined, context.now), kept)
}
