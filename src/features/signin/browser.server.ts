import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { RequestContext } from '../../kernel/context.ts'
import { giveCookie, heldCookie, takeCookieBack } from '../../kernel/cookies.server.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { deviceWord } from '../sessions/device.ts'
import { readSession } from '../sessions/store.server.ts'
import type { Browser } from './commands.server.ts'
import { messageLastsMs } from './limits.ts'

const phoneCookie = 'signin_phone'
const boundTo = 'signin phone'
const phoneSchema = z.object({ phone: z.string(), until: z.number() })

/** Lets the next answer see whether this browser keeps cookies at all: a code must not be used up by one that does not. */
export const offerCookies = (c: Context) => setCookie(c, 'cookies', 'kept', { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 86_400 })

export const keepsCookies = (c: Context) => getCookie(c, 'cookies') !== undefined

/** The number a message went to travels sealed, so that it stands in no address, and for as long as the code works. */
export const givePhone = async (c: Context, { vault, now }: RequestContext, phone: string) =>
  giveCookie(c, phoneCookie, await vault.seal(JSON.stringify({ phone, until: now + messageLastsMs }), boundTo), {
    path: '/signin',
    sameSite: 'Lax',
    maxAge: messageLastsMs / 1000,
  })

/** The number, or null when it was not given here or its code has expired. */
export const readPhone = async (c: Context, { vault, now }: RequestContext): Promise<string | null> => {
  const sealed = heldCookie(c, phoneCookie, '/signin')
  const plain = sealed ? await vault.open(sealed, boundTo) : null
  if (plain === null) return null
  const { phone, until } = phoneSchema.parse(JSON.parse(plain))
  return until > now ? phone : null
}

export const takePhoneBack = (c: Context) => takeCookieBack(c, phoneCookie, '/signin')

/** What the commands need to know of the browser that sent this form. */
export const browserOf = async (c: AppContext, fields: Record<string, string>): Promise<Browser> => {
  const { vault, newId } = c.var.context
  const [resident, staff] = [await readSession(c, vault, 'resident'), await readSession(c, vault, 'staff')]
  const typedKey = fields['request_key'] ?? ''
  return {
    device: deviceWord(c.req.header('user-agent') ?? ''),
    request_key: /^[\w-]{16,64}$/.test(typedKey) ? typedKey : newId(),
    tokens: [resident, staff].flatMap((held) => (held ? [held.token] : [])),
  }
}
