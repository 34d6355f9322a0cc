import type { AttemptLimit } from '../../kernel/attempts.ts'

/** 答题码: 852 billion of them, and few tries. */
export const printedCodeLength = 8

/** 接着填的号码: longer, because it opens what somebody has answered. */
export const draftCodeLength = 10

/** How long answers that are not handed in are kept, and never beyond the last day of the survey. */
export const draftDays = 30

/** Codes that open nothing, from one address. */
export const codeGuessesByClient: AttemptLimit = { kind: 'survey-guess', tries: 20, window_minutes: 15 }

/** Tries of one code, from wherever. */
export const triesOfCode: AttemptLimit = { kind: 'survey-code', tries: 30, window_minutes: 15 }

/** Answers to a survey that is open to all, from one address: a whole hall may share one, a script may not have its way. */
export const responsesByClient: AttemptLimit = { kind: 'survey-response', tries: 150, window_minutes: 10 }

/** Sets of answers begun by nobody the house knows, from one address. */
export const draftsByClient: AttemptLimit = { kind: 'survey-draft', tries: 150, window_minutes: 10 }
