/**
 * The clock: MULIN_NOW, an ISO 8601 moment with its offset, makes it stand still for demonstrations and tests. Throws
 * when that is not a moment, because a site that shows the wrong day is worse than one that does not start.
 */
export const clock = (text: string | undefined) => {
  if (!text) return Date.now
  const moment = Date.parse(text)
  if (Number.isNaN(moment)) throw new Error(`MULIN_NOW is not a moment such as 2026-11-23T09:00:00+08:00: ${text}`)
  return () => moment
}
