import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { cose } from '@simplewebauthn/server/helpers'
import { expect, test } from 'vitest'
import { unwrapEC2Signature, verifyEC2 } from './edge-signature.ts'

const data = Buffer.from('what the device signed')
const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64url')

const coseOf = (key: KeyObject, alg: number, crv: number) => {
  const { x, y } = key.export({ format: 'jwk' })
  return new Map<number, unknown>([
    [cose.COSEKEYS.kty, cose.COSEKTY.EC2],
    [cose.COSEKEYS.alg, alg],
    [cose.COSEKEYS.crv, crv],
    [cose.COSEKEYS.x, bytes(x)],
    [cose.COSEKEYS.y, bytes(y)],
  ])
}

test.each([
  ['P-256', 'sha256', cose.COSEALG.ES256, cose.COSECRV.P256],
  ['P-384', 'sha384', cose.COSEALG.ES384, cose.COSECRV.P384],
  ['P-521', 'sha512', cose.COSEALG.ES512, cose.COSECRV.P521],
] as const)('a signature of %s is its own key’s and nobody else’s', async (namedCurve, digest, alg, crv) => {
  const [mine, other] = [generateKeyPairSync('ec', { namedCurve }), generateKeyPairSync('ec', { namedCurve })]
  const signature = unwrapEC2Signature(sign(digest, data, mine.privateKey))
  const verified = (key: KeyObject, what: Uint8Array) => verifyEC2({ cosePublicKey: coseOf(key, alg, crv), signature, data: what })
  expect(await verified(mine.publicKey, data)).toBe(true)
  expect(await verified(other.publicKey, data)).toBe(false)
  expect(await verified(mine.publicKey, Buffer.from('something else'))).toBe(false)
})

test('a key of another kind is refused', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signed = { signature: sign('sha256', data, privateKey), data }
  await expect(verifyEC2({ cosePublicKey: coseOf(publicKey, -257, 1), ...signed })).rejects.toThrow('a passkey of an unknown kind')
  await expect(verifyEC2({ cosePublicKey: coseOf(publicKey, -7, 8), ...signed })).rejects.toThrow('a passkey of an unknown kind')
})
