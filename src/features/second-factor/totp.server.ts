import { createHmac } from 'node:crypto'
import { Secret, TOTP } from 'otpauth/bare'

const secretBytes = 20
const stepSeconds = 30
/** What every authenticator app can do, and the only thing some can: RFC 6238 with SHA-1 and six digits. */
const kind = { algorithm: 'SHA1', digits: 6, period: stepSeconds } as const

/** The host's own, so that the Worker carries no hash functions of its own. */
const hmac = (_: string, key: Uint8Array, message: Uint8Array) => createHmac('sha1', key).update(message).digest()

/** A new secret: 20 bytes, as long as RFC 4226 section 4 recommends, in 32 signs of base32. */
export const newTotpSecret = (random: (bytes: number) => Uint8Array): string =>
  new Secret({ buffer: Uint8Array.from(random(secretBytes)).buffer }).base32

/** The `otpauth://` address an authenticator app reads from a QR code. It holds the secret: show it, never log or link it. */
export const totpAddress = (secret: string, { account, issuer }: { account: string; issuer: string }): string =>
  new TOTP({ ...kind, secret, label: account, issuer }).toString()

/** What someone typed or dictated, as six digits, or null: spaces and dashes dropped, full-width digits made plain. */
const readTotp = (typed: string) => {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{6}$/.test(code) ? code : null
}

/**
 * The step (RFC 6238 section 4.2, of 30 seconds since 1970) whose code was typed, or null when the code is wrong, stale or
 * used. `now` is epoch milliseconds; a clock one step slow or fast is forgiven. Whoever keeps the answer as the next
 * `lastStep` accepts each code once; -1 stands for never used. Throws if the secret is not base32.
 */
export const checkTotp = (secret: string, typed: string, now: number, lastStep: number): number | null => {
  const token = readTotp(typed)
  if (token === null) return null
  const current = Math.floor(now / 1000 / stepSeconds)
  const key = Secret.fromBase32(secret)
  const matches = (step: number) =>
    TOTP.validate({ ...kind, token, secret: key, timestamp: step * stepSeconds * 1000, window: 0, hmac }) !== null
  return [current, current - 1, current + 1].find((step) => step > lastStep && matches(step)) ?? null
}
