/** 领取码: as many signs as a slip's, so that nobody guesses one that is in use. */
export const pickupCodeLength = 8

/** The published figures are at most this old. */
export const accountRememberedMs = 5 * 60_000
