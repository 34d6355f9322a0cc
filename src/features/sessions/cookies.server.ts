import { Buffer } from 'node:buffer'
import type { Context } from 'hono'
import type { RequestContext } from '../../kernel/context.ts'
import { giveCookie, heldCookie, takeCookieBack } from '../../kernel/cookies.server.ts'
import type { Vault } from '../../kernel/vault.ts'
import { residentSessionDays, staffSessionDays } from './limits.ts'
import { type Claims, residentClaims, staffClaims } from './schema.ts'

const day = 86_400

/**
 * Two cookies each: a token, whose fingerprint the database knows, and a proof, sealed to that token, of what the database
 * said of it. Residents and staff have their own pair, so that an office computer can hold both.
 */
const cookies = {
  resident: { token: 'session', proof: 'session_proof', sameSite: 'Lax', maxAge: residentSessionDays * day },
  staff: { token: 'staff_session', proof: 'staff_proof', sameSite: 'Strict', maxAge: staffSessionDays * day },
} as const

export type SessionKind = Claims['kind']

export const newToken = (random: RequestContext['random']) => Buffer.from(random(32)).toString('base64url')

export const tokenFingerprint = (vault: Vault, token: string) => vault.fingerprint('session token', token)

const bound = (kind: SessionKind, fingerprint: string) => `${kind} proof ${fingerprint}`

/** The pair of cookie values of a session. */
export const sealSession = async (vault: Vault, token: string, claims: Claims) => ({
  [cookies[claims.kind].token]: token,
  [cookies[claims.kind].proof]: await vault.seal(JSON.stringify(claims), bound(claims.kind, await tokenFingerprint(vault, token))),
})

/** Signs this browser in, or says anew what the database said. */
export const giveSession = async (c: Context, vault: Vault, token: string, claims: Claims) => {
  const { sameSite, maxAge } = cookies[claims.kind]
  for (const [name, value] of Object.entries(await sealSession(vault, token, claims)))
    giveCookie(c, name, value, { path: '/', sameSite, maxAge })
}

export const takeSessionBack = (c: Context, kind: SessionKind) => {
  takeCookieBack(c, cookies[kind].token)
  takeCookieBack(c, cookies[kind].proof)
}

/** What this browser holds: its token, and what the proof claims if it was made here for this very token. */
export const readSession = async <Kind extends SessionKind>(c: Context, vault: Vault, kind: Kind) => {
  const token = heldCookie(c, cookies[kind].token)
  if (!token) return null
  const sealed = heldCookie(c, cookies[kind].proof)
  const plain = sealed ? await vault.open(sealed, bound(kind, await tokenFingerprint(vault, token))) : null
  const schema = kind === 'resident' ? residentClaims : staffClaims
  // A proof an earlier version made may claim something else: then the database is asked, or the person.
  const claims = plain === null ? null : ((schema.safeParse(JSON.parse(plain)).data ?? null) as Extract<Claims, { kind: Kind }> | null)
  return { token, claims }
}
