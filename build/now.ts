/**
 * The moment the build takes for now, epoch milliseconds: `MULIN_NOW` (an ISO 8601 instant with its offset, such as
 * `2026-11-23T09:00:00+08:00`) for demonstrations and tests, otherwise the clock. Throws when MULIN_NOW is anything else.
 */
export const buildNow = (): number => {
  const wanted = process.env['MULIN_NOW']
  if (!wanted) return Date.now()
  const now = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(wanted) ? Date.parse(wanted) : Number.NaN
  if (Number.isNaN(now)) throw new Error(`MULIN_NOW is not an instant such as 2026-11-23T09:00:00+08:00: ${wanted}`)
  return now
}
