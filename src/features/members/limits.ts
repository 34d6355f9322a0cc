/** Signs of a resident card. It is scanned more often than typed, and holds good for years. */
export const cardCodeLength = 10

/** One uploaded sheet. */
export const sheetMaxBytes = 5 * 1024 * 1024

/** People of one household moved in one act. */
export const moveMaxPeople = 20
