/** Rows of members in one file, headings not counted. */
export const importMaxRows = 20_000

/** Problems told at once; of the others only the number is told. */
export const importMaxProblems = 200

/** Below this age a birth month is kept, because a guardian answers for the child. Source: 个人信息保护法, Article 31. */
export const childMaxYears = 14
