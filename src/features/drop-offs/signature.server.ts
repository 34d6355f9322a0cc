import { Buffer } from 'node:buffer'
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What a device signs, line by line; the body by its SHA-256 in hexadecimal. */
export interface SignedMessage {
  method: string
  path: string
  /** Seconds since 1970 as sent, so that what is checked is what was signed. */
  timestamp: string
  /** The message's own id, a UUID chosen by the device. */
  message: string
  body: string
}

const textOf = ({ method, path, timestamp, message, body }: SignedMessage) =>
  [method, path, timestamp, message, createHash('sha256').update(body).digest('hex')].join('\n')

/** HMAC-SHA-256 (RFC 2104) under the device's key, in hexadecimal. */
export const signatureOf = (key: string, message: SignedMessage) =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update(textOf(message)).digest('hex')

/** Compared without telling by the time it takes how much of it was right. */
export const isSignedBy = (key: string, message: SignedMessage, signature: string) => {
  const [right, given] = [Buffer.from(signatureOf(key, message)), Buffer.from(signature)]
  return right.length === given.length && timingSafeEqual(right, given)
}
