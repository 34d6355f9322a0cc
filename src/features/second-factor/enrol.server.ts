import type { StaffActor } from '../../kernel/actor.ts'
import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { deviceWord } from '../sessions/device.ts'
import { type Colleague, readColleague } from './colleague.server.ts'
import { colleagueOf, nextSessionOf, over, passkeyPlace, settle } from './colleague-form.server.ts'
import { enrolledAlready, enrolSecondFactor, type NewFactor } from './commands.server.ts'
import { secondFactorLastsMs } from './limits.ts'
import type { EnrolPage } from './page.ts'
import { passkeyRegistration, verifyPasskeyRegistration } from './passkey.server.ts'
import { secondFactorProblem } from './problem.ts'
import type { SecondFactorRefusal } from './schema.ts'
import { checkTotp, newTotpSecret, totpAddress } from './totp.server.ts'
import { openOffer, openTotpSecret, sealOffer, sealTotpSecret } from './totp-secret.server.ts'

const neverUsed = -1

const hasOne = ({ totp_secret, passkeys }: Colleague) => totp_secret !== null || passkeys.length > 0

/** The page with a new secret, or with the one that was being set up when a code was wrong. */
const draw = async (c: AppContext, known: Colleague, offered?: string, refusal?: SecondFactorRefusal) => {
  const { context } = c.var
  const { session, staff, name } = colleagueOf(context)
  const { site } = context.catalogue
  const secret = offered ?? newTotpSecret(context.random)
  const problem = refusal && secondFactorProblem(refusal)
  const page: EnrolPage = {
    kind: 'enrol',
    name,
    first: !hasOne(known),
    app: { secret, address: totpAddress(secret, { account: name, issuer: site.name }), sealed: await sealOffer(context, session, secret) },
    passkey: await passkeyRegistration(context, {
      rpId: passkeyPlace(c).rpId,
      rpName: site.name,
      staffId: staff,
      staffName: name,
      known: known.passkeys.map(({ credential_id }) => credential_id),
    }),
    problem,
  }
  return c.var.page(page, problem)
}

/** Whoever has a second factor gives it before setting up another, in this browser: both its proof and the session say so. */
const mayEnrol = (known: Colleague, { second_factor_at }: StaffActor, now: number) =>
  !hasOne(known) || [known.second_factor_at, second_factor_at].every((at) => now - (at ?? 0) < secondFactorLastsMs)

/** `/staff/second-factor/`: one database call. */
export const drawEnrol = async (c: AppContext) => {
  const { context } = c.var
  const actor = colleagueOf(context)
  const known = await readColleague(context, actor)
  if (!known) return over(c)
  return mayEnrol(known, actor, context.now) ? draw(c, known) : c.redirect('/staff/verify/', 303)
}

const shownFactor = async (c: AppContext, fields: Record<string, string>, offered: string | null): Promise<NewFactor | null> => {
  const { context } = c.var
  const { staff } = colleagueOf(context)
  if (fields['response']) {
    const answer = { ...passkeyPlace(c), sealed: fields['sealed'] ?? '', response: fields['response'], staffId: staff }
    const passkey = await verifyPasskeyRegistration(context, answer)
    return passkey && { kind: 'passkey', passkey, label: deviceWord(c.req.header('user-agent') ?? '') }
  }
  const step = offered && checkTotp(offered, fields['totp'] ?? '', context.now, neverUsed)
  return offered && step ? { kind: 'app', sealed: await sealTotpSecret(context.vault, staff, offered), step } : null
}

/** Whether what was shown is a second factor that is kept already, as after a form that came before. */
const isKept = async (c: AppContext, known: Colleague, factor: NewFactor, offered: string | null) => {
  const { staff } = colleagueOf(c.var.context)
  if (factor.kind === 'passkey') return known.passkeys.some(({ credential_id }) => credential_id === factor.passkey.credential_id)
  return known.totp_secret !== null && (await openTotpSecret(c.var.context.vault, staff, known.totp_secret)) === offered
}

const enrol = async (c: AppContext, factor: NewFactor, offered: string | null) => {
  const { context } = c.var
  const actor = colleagueOf(context)
  const next = await nextSessionOf(c)
  const enrolled = await enrolSecondFactor(context, actor, next, factor)
  if (enrolled.claims) return settle(c, next, enrolled.claims)
  const known = enrolled.over ? null : await readColleague(context, actor, true)
  if (!known) return over(c)
  const before = (await isKept(c, known, factor, offered)) ? await enrolledAlready(context, actor, next) : null
  return before ? settle(c, next, before) : c.redirect('/staff/verify/', 303)
}

/** From the form: one database call, two when the page is drawn again. */
export const enrolFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const { context } = c.var
  const actor = colleagueOf(context)
  const offered = form.value['response'] ? null : await openOffer(context, actor.session, form.value['sealed'] ?? '')
  const factor = await shownFactor(c, form.value, offered)
  if (factor) return enrol(c, factor, offered)
  const known = await readColleague(context, actor)
  if (!known) return over(c)
  if (!mayEnrol(known, actor, context.now)) return c.redirect('/staff/verify/', 303)
  const refusal: SecondFactorRefusal = offered
    ? { code: 'input_invalid', fields: [{ field: 'totp', code: 'app_code_wrong' }] }
    : { code: 'enrolment_stale' }
  return draw(c, known, offered ?? undefined, refusal)
}
