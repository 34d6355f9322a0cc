import type { AttemptLimit } from '../../kernel/attempts.ts'

const minute = 60_000

/** Signs of a code: the first half finds it, the second proves it. */
export const slipCodeLength = 8
export const slipLastsMs = 7 * 24 * 60 * minute
export const messageCodeDigits = 6
export const messageLastsMs = 10 * minute

/** Wrong secrets that lock one code; the database holds it too. */
export const guessesPerCode = 5

/** Wrong codes for one resident in a day, whatever was sent anew: a million codes of six digits stay out of reach. */
export const guessesByResident: AttemptLimit = { kind: 'signin-resident', tries: 10, window_minutes: 24 * 60 }

/** Wrong codes from one address. */
export const guessesByDevice: AttemptLimit = { kind: 'signin-client', tries: 20, window_minutes: 15 }

/** Messages to one number, from one address, and in all: a message costs money. */
export const messagesToNumber: AttemptLimit = { kind: 'sms-number', tries: 3, window_minutes: 60 }
export const messagesToNumberInADay: AttemptLimit = { ...messagesToNumber, tries: 5, windows: 24 }
export const messagesByDevice: AttemptLimit = { kind: 'sms-client', tries: 10, window_minutes: 60 }
export const messagesInAll: AttemptLimit = { kind: 'sms-all', tries: 300, window_minutes: 60 }
