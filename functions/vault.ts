import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import type { Vault } from '../src/kernel/vault.ts'
import { randomBytes } from './random.ts'

const secretMinCharacters = 32

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** One key for one use, derived from the secret by HKDF-SHA-256 (RFC 5869), so that no key serves two purposes. */
const derive = (secret: string, use: string) => createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'mulin', use, 32)))

/**
 * A vault from one secret of at least 32 characters. Sealed text is `key id.nonce.ciphertext and tag`; a text sealed under
 * another secret does not open. Both hosts have Node's crypto; on texts this short it takes a tenth of the time of
 * WebCrypto, which hands every call to another thread.
 */
export const openVault = async (secret: string): Promise<Vault> => {
  if (secret.length < secretMinCharacters) throw new Error(`MULIN_SECRET must have at least ${secretMinCharacters} characters`)
  const fingerprintKey = derive(secret, 'fingerprints')
  const sealKey = derive(secret, 'contacts')
  const fingerprintOf = (purpose: string, value: string) =>
    createHmac('sha256', fingerprintKey).update(`${purpose}\0${value}`).digest('base64url')
  const keyId = fingerprintOf('key id', '').slice(0, 6)

  const fingerprint = async (purpose: string, value: string) => fingerprintOf(purpose, value)

  const open = async (sealed: string, boundTo: string) => {
    const [id, nonce, text] = sealed.split('.')
    if (id !== keyId || !nonce || !text) return null
    const bytes = Buffer.from(text, 'base64url')
    try {
      const decipher = createDecipheriv(cipher, sealKey, Buffer.from(nonce, 'base64url'), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(boundTo)).setAuthTag(bytes.subarray(-tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]).toString('utf8')
    } catch {
      return null
    }
  }

  const seal = async (plain: string, boundTo: string) => {
    const nonce = randomBytes(nonceBytes)
    const sealing = createCipheriv(cipher, sealKey, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(boundTo))
    const text = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final(), sealing.getAuthTag()])
    return `${keyId}.${Buffer.from(nonce).toString('base64url')}.${text.toString('base64url')}`
  }

  return { fingerprint, seal, open }
}

/** Under which secret this vault seals; tells nothing about the secret itself. */
export const keyIdOf = async (vault: Vault) => (await vault.seal('', 'key id')).split('.', 1)[0] ?? ''
