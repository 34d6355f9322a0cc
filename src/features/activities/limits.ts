/** How long changes by staff are believed without asking again. */
export const freshMs = 30_000

/** How long nobody asks again after no answer came in time. */
export const missedMs = 5_000

/** How long a page waits for them. */
export const waitMs = 300

/** Characters of a reason, as in content/activities. */
export const reasonMaxCharacters = 60
