import type { AttemptLimit } from '../../kernel/attempts.ts'

/** Searches without a result that are counted for one address. */
export const missesByClient: AttemptLimit = { kind: 'search-miss', tries: 60, window_minutes: 10 }

/** A text is written down once this many devices asked for it, */
export const tellingDevices = 3
/** on this many days at least. */
export const tellingDays = 2

/** Days a mark is kept while nobody knows its text. */
export const unknownMissDays = 30
/** Days a mark is kept whose text is known; the text goes with its last mark. */
export const knownMissDays = 90
