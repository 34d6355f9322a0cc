import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { RequestContext } from '../../kernel/context.ts'
import { isSecure } from '../../kernel/http.server.ts'
import type { SignupKey } from './schema.ts'

const cookieName = 'signup_pass'
const validMinutes = 120
const boundTo = 'signup pass'

const passSchema = z.object({ code: z.string(), phone: z.string(), until: z.number() })

/** Whether the browser keeps cookies at all; set when the form is shown. */
const probeName = 'cookies'

export const offerCookies = (c: Context) => setCookie(c, probeName, 'kept', { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 86_400 })

export const keepsCookies = (c: Context) => getCookie(c, probeName) !== undefined

/**
 * Lets this browser see the signup again for two hours without typing code and phone: both travel sealed in an HttpOnly
 * cookie, so that neither stands in an address.
 */
export const givePass = async (c: Context, { vault, now }: RequestContext, key: SignupKey) =>
  setCookie(c, cookieName, await vault.seal(JSON.stringify({ ...key, until: now + validMinutes * 60_000 }), boundTo), {
    path: '/signups',
    sameSite: 'Lax',
    httpOnly: true,
    secure: isSecure(c),
    maxAge: validMinutes * 60,
  })

/** The key in the pass, or null when there is none, it is stale, or it was not made here. */
export const readPass = async (c: Context, { vault, now }: RequestContext): Promise<SignupKey | null> => {
  const sealed = getCookie(c, cookieName)
  const plain = sealed ? await vault.open(sealed, boundTo) : null
  if (plain === null) return null
  const pass = passSchema.parse(JSON.parse(plain))
  return pass.until > now ? { code: pass.code, phone: pass.phone } : null
}

export const takePassBack = (c: Context) => deleteCookie(c, cookieName, { path: '/signups' })
