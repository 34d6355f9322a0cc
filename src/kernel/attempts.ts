/** A limit on how often something may be tried: at most `tries` by one `who` in one window. */
export interface AttemptLimit {
  kind: string
  tries: number
  window_minutes: number
}

/** The start of the window `now` falls in, epoch milliseconds. */
export const windowStart = (limit: AttemptLimit, now: number) => {
  const length = limit.window_minutes * 60_000
  return Math.floor(now / length) * length
}

/** Seconds until the window ends and the next try is welcome. */
export const secondsUntilNextWindow = (limit: AttemptLimit, now: number) =>
  Math.ceil((windowStart(limit, now) + limit.window_minutes * 60_000 - now) / 1000)
