const minute = 60_000

export const residentSessionDays = 180
export const staffSessionDays = 90

/** How long a resident's device is believed without asking the database. */
export const proofFreshMs = 10 * minute

/** A form that opens a session and comes twice within this time is answered twice the same. */
export const repeatMs = 2 * minute

/** How long the page somebody wanted before signing in is remembered. */
export const wantedPageMs = 10 * minute
