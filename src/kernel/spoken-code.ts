/**
 * Codes people read out over the phone: capital letters and digits without 0 O 1 I L, which are misheard and misread.
 * 31 signs; 6 of them give 887 million codes.
 */
export const spokenAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Enough random bytes for `spokenCode`: a byte of 248 or more is thrown away to keep every sign equally likely. */
export const randomBytesForCode = 32

/**
 * A code of `length` signs from random bytes. The probability that 32 bytes hold fewer than 6 usable ones is below
 * 1e-30; it is a bug in the source of randomness then, and an exception.
 */
export const spokenCode = (random: Uint8Array, length: number) => {
  const limit = 256 - (256 % spokenAlphabet.length)
  let code = ''
  for (const byte of random) {
    if (byte < limit) code += spokenAlphabet.charAt(byte % spokenAlphabet.length)
    if (code.length === length) return code
  }
  throw new Error('too few random bytes for a code')
}

/**
 * What someone typed or dictated, as a code: spaces and dashes dropped, full-width and small letters made plain. Returns null if a
 * sign is not of the alphabet or the length is wrong.
 */
export const readSpokenCode = (typed: string, length: number) => {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (code.length !== length) return null
  return [...code].every((sign) => spokenAlphabet.includes(sign)) ? code : null
}

/** `K7M-4TP`: two groups are easier to read out than one. */
export const groupSpokenCode = (code: string) => `${code.slice(0, code.length / 2)}-${code.slice(code.length / 2)}`
