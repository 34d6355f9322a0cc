import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { RequestContext } from '../../kernel/context.ts'
import { giveCookie, heldCookie, takeCookieBack } from '../../kernel/cookies.server.ts'

const cookieName = 'signup_pass'
const validMinutes = 120
const boundTo = 'signup pass'

const passSchema = z.object({ signup: z.string(), until: z.number() })

/** Whether the browser keeps cookies at all; set when the form is shown. */
const probeName = 'cookies'

export const offerCookies = (c: Context) => setCookie(c, probeName, 'kept', { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 86_400 })

export const keepsCookies = (c: Context) => getCookie(c, probeName) !== undefined

/**
 * Lets this browser see the signup again for two hours without typing code and phone: its id travels sealed in an HttpOnly
 * cookie, so that nothing that opens it stands in an address.
 */
export const givePass = async (c: Context, { vault, now }: RequestContext, signup: string) =>
  giveCookie(c, cookieName, await vault.seal(JSON.stringify({ signup, until: now + validMinutes * 60_000 }), boundTo), {
    path: '/signups',
    sameSite: 'Lax',
    maxAge: validMinutes * 60,
  })

/** The signup in the pass, or null when there is none, it is stale, or it was not made here. */
export const readPass = async (c: Context, { vault, now }: RequestContext): Promise<string | null> => {
  const sealed = heldCookie(c, cookieName, '/signups')
  const plain = sealed ? await vault.open(sealed, boundTo) : null
  const pass = plain === null ? null : passSchema.safeParse(JSON.parse(plain))
  return pass?.success && pass.data.until > now ? pass.data.signup : null
}

export const takePassBack = (c: Context) => takeCookieBack(c, cookieName, '/signups')
