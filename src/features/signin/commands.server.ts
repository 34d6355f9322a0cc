import { type RequestContext, todayOf } from '../../kernel/context.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { Vault } from '../../kernel/vault.ts'
import type { Claims } from '../sessions/schema.ts'
import { idOf, tokenFingerprint } from '../sessions/store.server.ts'
import { guessesByResident } from './limits.ts'
import { messageFingerprints } from './message.server.ts'
import { type Redemption, redeem, type ShownCode } from './redeem.server.ts'
import type { SigninRefusal } from './schema.ts'
import { slipFingerprints } from './slip.server.ts'

/** The browser that asks to be signed in. */
export interface Browser {
  /** A coarse word, see `deviceWord`. */
  device: string
  /** Chosen by the page's form, so that a form that comes twice is answered twice the same. */
  request_key: string
  /** Tokens this browser holds already; their sessions end. */
  tokens: string[]
}

export interface SignedIn {
  token: string
  claims: Claims
}

/**
 * Token and id of the session this code makes for this form. Both come of the site's secret, of a key nobody else has
 * seen and of a code that works once: random to everybody, and the same when the answer was lost on the way.
 */
const identityOf = async (vault: Vault, code: ShownCode, requestKey: string) => {
  const seed = `${requestKey} ${code.secret}`
  const [token, id] = await Promise.all([vault.fingerprint('signin token', seed), vault.fingerprint('signin session', seed)])
  return { token, id: idOf(id) }
}

const claimsOf = (session: string, row: NonNullable<Redemption['session']>, now: number): Claims => {
  const subject = String(row['subject'])
  if (row['kind'] === 'resident') return { kind: 'resident', session, resident: subject, checked_at: now }
  const { name, role, scope } = row as unknown as Pick<Extract<Claims, { kind: 'staff' }>, 'name' | 'role' | 'scope'>
  return { kind: 'staff', session, staff: subject, name, role, scope, second_factor_at: null }
}

const signInWith = async (
  context: RequestContext,
  code: ShownCode,
  browser: Browser,
  notGood: 'slip_not_good' | 'digits_not_good',
): Promise<Result<SignedIn, SigninRefusal>> => {
  const { vault, database, now } = context
  const { token, id } = await identityOf(vault, code, browser.request_key)
  const session = {
    id,
    token: await tokenFingerprint(vault, token),
    device: browser.device,
    client: await context.client(),
    today: todayOf(context),
    replaced: JSON.stringify(await Promise.all(browser.tokens.map((held) => tokenFingerprint(vault, held)))),
  }
  const redeemed = await redeem(database, code, session, now)
  if (redeemed.session) return success({ token, claims: claimsOf(id, redeemed.session, now) })
  if (!redeemed.exhausted) return refuse({ code: notGood })
  const { limit, retry_after_seconds } = redeemed.exhausted
  return refuse({ code: limit === guessesByResident ? 'too_many_digits_guesses' : 'too_many_signin_guesses', retry_after_seconds })
}

/** 用登录纸条登录: one database call. */
export const signInBySlip = async (context: RequestContext, code: string, browser: Browser) =>
  signInWith(context, { ...(await slipFingerprints(context.vault, code)), budget: null }, browser, 'slip_not_good')

/** 用短信验证码登录: one database call. */
export const signInByMessage = async (context: RequestContext, phone: string, digits: string, browser: Browser) => {
  const { selector, secret } = await messageFingerprints(context.vault, phone, digits)
  const shown: ShownCode = { selectors: JSON.stringify([selector]), secret, budget: selector }
  return signInWith(context, shown, browser, 'digits_not_good')
}
