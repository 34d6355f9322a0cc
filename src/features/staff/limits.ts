const hour = 3_600_000

/** How long a second factor given on a device holds: a working day. */
export const secondFactorLastsMs = 12 * hour
