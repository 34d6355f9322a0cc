/** How many random bytes to bring. */
export const randomBytesForMessage = 32

/**
 * `length` decimal digits from random bytes, each equally likely: a byte of 250 or more is thrown away. Throws when too few
 * bytes are left, which `randomBytesForMessage` for 6 digits never come to.
 */
export const messageCode = (random: Uint8Array, length: number) => {
  const digits = [...random].filter((byte) => byte < 250).map((byte) => byte % 10)
  if (digits.length < length) throw new Error('too few random bytes for a code')
  return digits.slice(0, length).join('')
}
