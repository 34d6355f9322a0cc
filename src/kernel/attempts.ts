/** A limit on how often something may be tried: at most `tries` by one `who` in one window. */
export interface AttemptLimit {
  kind: string
  tries: number
  window_minutes: number
  /** In how many windows together, the present one and those before it; one unless said. */
  windows?: number
}

/** The start of the window `now` falls in, epoch milliseconds. */
export const windowStart = (limit: AttemptLimit, now: number) => {
  const length = limit.window_minutes * 60_000
  return Math.floor(now / length) * length
}

/** Seconds until the window ends and the next try is welcome; of several windows, until all there were are over. */
export const secondsUntilNextWindow = (limit: AttemptLimit, now: number) =>
  Math.ceil((windowStart(limit, now) + (limit.windows ?? 1) * limit.window_minutes * 60_000 - now) / 1000)
