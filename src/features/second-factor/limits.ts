import type { AttemptLimit } from '../../kernel/attempts.ts'

const minute = 60_000

/** How long a second factor given on a device holds: a working day. */
export const secondFactorLastsMs = 12 * 60 * minute

/** How long the question of a new authenticator app may lie open. */
export const enrolmentLastsMs = 30 * minute

/** How long a form whose sender had to verify first is kept for them. */
export const keptFormMs = 15 * minute

/** Wrong second factors of one member of staff. */
export const secondFactorGuesses: AttemptLimit = { kind: 'second-factor', tries: 5, window_minutes: 15 }
