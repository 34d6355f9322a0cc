/** How many backups made by themselves are kept: one of each of the last days, and the first of each of the last months. */
export interface Kept {
  days: number
  months: number
}

const daily = /^daily-(\d{4}-\d{2})-\d{2}\.ndjson\.gz$/

/** `day` is YYYY-MM-DD. */
export const dailyName = (day: string) => `daily-${day}.ndjson.gz`

/** Which of the files may go. Only what was made by itself goes, and the newest stays whatever was asked for. */
export const outdated = (names: string[], { days, months }: Kept): string[] => {
  const own = names.filter((name) => daily.test(name)).sort()
  const firsts = new Map(own.toReversed().map((name) => [daily.exec(name)?.[1], name]))
  const kept = new Set([...own.slice(-Math.max(1, days)), ...[...firsts.values()].slice(0, months)])
  return own.filter((name) => !kept.has(name))
}
