import type { AttemptLimit } from '../../kernel/attempts.ts'

/** Answers from one address: a family behind one router can give many, a script cannot. */
export const feedbackByClient: AttemptLimit = { kind: 'feedback-client', tries: 30, window_minutes: 10 }

/** How coarsely it is kept when a receipt was given; `tries` means nothing here. */
export const receipts: AttemptLimit = { kind: 'feedback', tries: 1, window_minutes: 60 }

/** How long a browser can take its answer back, in seconds: less than the attempts live (functions/jobs/index.ts). */
export const receiptSeconds = 12 * 3600

/** With fewer answers than this a share says nothing yet. */
export const tellingTimes = 5
