/** One weighing: more than this is a slip of the finger, or a job for a lorry. */
export const heaviestGrams = 500_000

export const mostItems = 1000

/** Points last to the end of the month this many months after the one they were earned in. */
export const pointsLastMonths = 12

/** A household is told this many days before points expire. */
export const expiryNoticeDays = 30

/** How many days a drop-off above the threshold waits for a second person. */
export const secondPersonDays = 7
