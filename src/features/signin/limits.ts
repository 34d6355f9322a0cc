import type { AttemptLimit } from '../../kernel/attempts.ts'

const minute = 60_000

export const residentSessionDays = 180
export const staffSessionDays = 90

/** How long a resident's device is believed without asking the database. */
export const proofFreshMs = 10 * minute

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

/** How long a second factor given on a device holds: a working day. */
export const secondFactorLastsMs = 12 * 60 * minute

/** How long the question of a new authenticator app may lie open. */
export const enrolmentLastsMs = 30 * minute

/** A form that comes twice within this time is answered twice the same. */
export const repeatMs = 2 * minute

/** How long the page somebody wanted before signing in is remembered. */
export const wantedPageMs = 10 * minute

/** How long a form whose sender had to verify first is kept for them. */
export const keptFormMs = 15 * minute

/** Wrong second factors of one member of staff. */
export const secondFactorGuesses: AttemptLimit = { kind: 'second-factor', tries: 5, window_minutes: 15 }
