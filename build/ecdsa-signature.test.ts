import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { unwrapEC2Signature } from './ecdsa-signature.ts'

const curves = [
  { cose: 1, namedCurve: 'P-256', bytes: 32 },
  { cose: 2, namedCurve: 'P-384', bytes: 48 },
  { cose: 3, namedCurve: 'P-521', bytes: 66 },
]
const data = Buffer.from('梧桐里')

test.each(curves)('a signature on $namedCurve is read to the numbers its key verifies', async ({ cose, namedCurve, bytes }) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  const key = await crypto.subtle.importKey(
    'jwk',
    publicKey.export({ format: 'jwk' }) as JsonWebKey,
    { name: 'ECDSA', namedCurve },
    false,
    ['verify'],
  )
  // Short numbers and numbers that need a zero in front come about by chance, so there are many.
  for (let turn = 0; turn < 100; turn++) {
    const read = unwrapEC2Signature(sign('sha256', data, privateKey), cose)
    expect(read).toHaveLength(2 * bytes)
    expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(read), data)).toBe(true)
  }
})

test.each([
  ['cut off', '3006020101'],
  ['followed by more', '300602010102010100'],
  ['with more inside', '3009020101020101020101'],
  ['of another kind', '3106020101020101'],
  ['with a number too long', `3026022101${'00'.repeat(32)}020101`],
  ['empty', ''],
])('bytes that are no signature are refused: %s', (_, hex) => {
  expect(() => unwrapEC2Signature(Buffer.from(hex, 'hex'), 1)).toThrow()
})

test('an unknown curve is refused', () => {
  expect(() => unwrapEC2Signature(Buffer.from('3006020101020101', 'hex'), 9)).toThrow('no curve 9')
})
