import { createPublicKey, verify } from 'node:crypto'

const base64url = (bytes: unknown) => Buffer.from(bytes as Uint8Array).toString('base64url')

/** Source: RFC 9053, sections 2.1 and 7.1.1, and the registry of COSE. */
const curves: Record<number, string> = { 1: 'P-256', 2: 'P-384', 3: 'P-521' }
const digests: Record<number, string> = { [-7]: 'sha256', [-35]: 'sha384', [-36]: 'sha512' }
const label = { alg: 3, crv: -1, x: -2, y: -3 }

interface Signed {
  cosePublicKey: Map<number, unknown>
  signature: Uint8Array
  data: Uint8Array
  shaHashOverride?: number
}

/** The signature stays in the shape a device gives it, which the platform reads by itself. */
export const unwrapEC2Signature = (signature: Uint8Array) => signature

/** Whether the signature of an elliptic curve is this key's. Throws on a key of another kind. */
export const verifyEC2 = async ({ cosePublicKey: key, signature, data, shaHashOverride }: Signed): Promise<boolean> => {
  const crv = curves[Number(key.get(label.crv))]
  const digest = digests[shaHashOverride ?? Number(key.get(label.alg))]
  if (!crv || !digest) throw new Error('a passkey of an unknown kind')
  const jwk = { kty: 'EC', crv, x: base64url(key.get(label.x)), y: base64url(key.get(label.y)) }
  return verify(digest, data, createPublicKey({ key: jwk, format: 'jwk' }), signature)
}
