import type { AttemptLimit } from '../../kernel/attempts.ts'

export const nameMaxCharacters = 20

/** People in one party, whatever an activity allows. */
export const largestParty = 5

export const codeLength = 6

/** Signups from one address: a window clerk or a family can do many, a script cannot. */
export const signupsByClient: AttemptLimit = { kind: 'signup', tries: 60, window_minutes: 10 }

/** To be told that a number is signed up already counts as so many signups, so that nobody asks through a list of numbers. */
export const toldAlreadyCounts = 6

/** Wrong codes for one phone number. */
export const guessesByCode: AttemptLimit = { kind: 'guess-code', tries: 5, window_minutes: 15 }

/** Wrong codes from one address. */
export const guessesByClient: AttemptLimit = { kind: 'guess-client', tries: 20, window_minutes: 15 }
