import { z } from 'zod'
import { giveCookie, heldCookie, takeCookieBack } from '../../kernel/cookies.server.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { meOf } from '../sessions/reads.server.ts'
import { phoneCodeLastsMs } from './limits.ts'

const name = 'own_phone'
const path = '/me'

/** A number whose code is awaited; `secret` is the fingerprint of the code that was sent there. */
export interface AwaitedPhone {
  phone: string
  secret: string
}

const awaited = z.object({ phone: z.string(), secret: z.string(), until: z.number() })

const boundTo = (c: AppContext) => `own phone ${meOf(c.var.context).resident} ${meOf(c.var.context).session}`

/** The new number travels sealed in the browser that asked, for this session alone, so that one nobody confirms leaves no row. */
export const awaitPhone = async (c: AppContext, one: AwaitedPhone) => {
  const { vault, now } = c.var.context
  const sealed = await vault.seal(JSON.stringify({ ...one, until: now + phoneCodeLastsMs }), boundTo(c))
  giveCookie(c, name, sealed, { path, sameSite: 'Lax', maxAge: phoneCodeLastsMs / 1000 })
}

/** Null when none is awaited here, or no longer. */
export const awaitedPhone = async (c: AppContext): Promise<AwaitedPhone | null> => {
  const { vault, now } = c.var.context
  const sealed = heldCookie(c, name, path)
  const plain = sealed ? await vault.open(sealed, boundTo(c)) : null
  const one = plain === null ? null : awaited.parse(JSON.parse(plain))
  return one && one.until > now ? { phone: one.phone, secret: one.secret } : null
}

export const awaitNoPhone = (c: AppContext) => takeCookieBack(c, name, path)
