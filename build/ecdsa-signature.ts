/** Bytes of each of the two numbers of an ECDSA signature, by the COSE number of the curve (RFC 9053 section 7.1). */
const numberBytes: Record<number, number> = { 1: 32, 2: 48, 3: 66 }

const sequenceTag = 0x30
const integerTag = 0x02
const longLength = 0x81

/** One value of DER at `at`: its bytes and where the next begins. Lengths up to 255 bytes, which an ECDSA signature never exceeds. */
const valueAt = (der: Uint8Array, at: number, tag: number) => {
  const isLong = der[at + 1] === longLength
  const start = at + (isLong ? 3 : 2)
  const length = der[start - 1] ?? 0
  const end = start + length
  if (der[at] !== tag || (!isLong && length >= 0x80) || end > der.length) throw new Error('not an ECDSA signature')
  return { value: der.subarray(start, end), end }
}

/** The number without the zero that says it is positive, filled up on the left. */
const fixedLength = (number: Uint8Array, bytes: number) => {
  const digits = number[0] === 0 ? number.subarray(1) : number
  if (digits.length > bytes) throw new Error('a number of the signature is too long')
  const fixed = new Uint8Array(bytes)
  fixed.set(digits, bytes - digits.length)
  return fixed
}

/**
 * The two numbers of a DER signature (RFC 3279 section 2.2.3) one after the other, each as long as the curve's order, as Web
 * Crypto wants them. Throws on anything else; a signature misread here is one that does not verify.
 */
export const unwrapEC2Signature = (signature: Uint8Array, curve: number): Uint8Array => {
  const bytes = numberBytes[curve]
  if (!bytes) throw new Error(`no curve ${curve}`)
  const { value, end } = valueAt(signature, 0, sequenceTag)
  const first = valueAt(value, 0, integerTag)
  const second = valueAt(value, first.end, integerTag)
  if (end !== signature.length || second.end !== value.length) throw new Error('more than an ECDSA signature')
  const both = new Uint8Array(2 * bytes)
  both.set(fixedLength(first.value, bytes))
  both.set(fixedLength(second.value, bytes), bytes)
  return both
}
