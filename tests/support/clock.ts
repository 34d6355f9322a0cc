/** The moment tests live in, a Monday morning in Shanghai, as MULIN_NOW takes it. */
export const testMoment = '2026-11-23T09:00:00+08:00'

const hourMs = 3_600_000

/** The same kind of text for a moment so many hours from then. */
export const hoursLater = (hours: number) => new Date(Date.parse(testMoment) + hours * hourMs).toISOString()

export const daysLaterText = (days: number) => hoursLater(24 * days)
