/** Signs of a resident card. It is scanned more often than typed, and holds good for years. */
export const cardCodeLength = 10

/** People of one household moved in one act. */
export const moveMaxPeople = 20

/** Below this age a birth month is kept, because a guardian answers for the child. Source: 个人信息保护法, Article 31. */
export const childMaxYears = 14
