import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { RequestContext } from '../../kernel/context.ts'
import { giveCookie, heldCookie, takeCookieBack } from '../../kernel/cookies.server.ts'

const cookieName = 'signup_pass'
const validMinutes = 120
const boundTo = 'signup pass'

/** A signup, and the session it was taken in, with which the pass ends; null for who was not signed in. */
export interface Pass {
  signup: string
  session: string | null
}

const passSchema = z.object({ signup: z.string(), session: z.string().nullable().default(null), until: z.number() })

/** Whether the browser keeps cookies at all; set when the form is shown. */
const probeName = 'cookies'

export const offerCookies = (c: Context) => setCookie(c, probeName, 'kept', { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 86_400 })

export const keepsCookies = (c: Context) => getCookie(c, probeName) !== undefined

/**
 * Lets this browser see the signup again for two hours without typing code and phone: its id travels sealed in an HttpOnly
 * cookie, so that nothing that opens it stands in an address. Of somebody who is signed in it ends with the session, wherever that
 * is ended.
 */
export const givePass = async (c: Context, { vault, now, actor }: RequestContext, signup: string) => {
  const session = actor.kind === 'resident' ? actor.session : null
  const sealed = await vault.seal(JSON.stringify({ signup, session, until: now + validMinutes * 60_000 }), boundTo)
  giveCookie(c, cookieName, sealed, {
    path: '/signups',
    sameSite: 'Lax',
    maxAge: validMinutes * 60,
  })
}

/** What is in the pass, or null when there is none, it is stale, or it was not made here. */
export const readPass = async (c: Context, { vault, now }: RequestContext): Promise<Pass | null> => {
  const sealed = heldCookie(c, cookieName, '/signups')
  const plain = sealed ? await vault.open(sealed, boundTo) : null
  const pass = plain === null ? null : passSchema.safeParse(JSON.parse(plain))
  return pass?.success && pass.data.until > now ? pass.data : null
}

export const takePassBack = (c: Context) => takeCookieBack(c, cookieName, '/signups')
