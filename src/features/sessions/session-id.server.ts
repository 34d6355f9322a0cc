import { Buffer } from 'node:buffer'

/** 128 bits of a fingerprint in the shape of an id. RFC 9562, version 8. */
export const idOf = (fingerprint: string) => {
  const hex = Buffer.from(fingerprint, 'base64url').toString('hex')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
