/** One uploaded sheet. */
export const sheetMaxBytes = 5 * 1024 * 1024

/** Rows of members in one file, headings not counted. */
export const importMaxRows = 20_000

/** Problems told at once; of the others only the number is told. */
export const importMaxProblems = 200
