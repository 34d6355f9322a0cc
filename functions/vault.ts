import type { Vault } from '../src/kernel/vault.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const secretMinCharacters = 32

const encode = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const decode = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))

/** One key for one use, derived from the secret by HKDF-SHA-256 (RFC 5869), so that no key serves two purposes. */
const derive = async (secret: string, use: string, algorithm: HmacKeyGenParams | AesKeyGenParams, usages: KeyUsage[]) => {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey'])
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: encoder.encode('mulin'), info: encoder.encode(use) }
  return crypto.subtle.deriveKey(parameters, material, algorithm, false, usages)
}

/**
 * A vault from one secret of at least 32 characters. Sealed text is `key id.nonce.ciphertext`; a text sealed under
 * another secret does not open.
 */
export const openVault = async (secret: string): Promise<Vault> => {
  if (secret.length < secretMinCharacters) throw new Error(`MULIN_SECRET must have at least ${secretMinCharacters} characters`)
  const [fingerprintKey, sealKey] = await Promise.all([
    derive(secret, 'fingerprints', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']),
    derive(secret, 'contacts', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']),
  ])
  const fingerprint = async (purpose: string, value: string) => encode(new Uint8Array(await crypto.subtle.sign('HMAC', fingerprintKey, encoder.encode(`${purpose}\0${value}`))))
  const keyId = (await fingerprint('key id', '')).slice(0, 6)

  const open = async (sealed: string, boundTo: string) => {
    const [id, nonce, text] = sealed.split('.')
    if (id !== keyId || !nonce || !text) return null
    try {
      const parameters = { name: 'AES-GCM', iv: decode(nonce), additionalData: encoder.encode(boundTo) }
      return decoder.decode(await crypto.subtle.decrypt(parameters, sealKey, decode(text)))
    } catch {
      return null
    }
  }

  const seal = async (plain: string, boundTo: string) => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const parameters = { name: 'AES-GCM', iv, additionalData: encoder.encode(boundTo) }
    const text = new Uint8Array(await crypto.subtle.encrypt(parameters, sealKey, encoder.encode(plain)))
    return `${keyId}.${encode(iv)}.${encode(text)}`
  }

  return { fingerprint, seal, open }
}
