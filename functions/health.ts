import { timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { Row, Statement } from '../src/kernel/database.ts'
import type { Host } from './host.ts'
import type { Measure } from './metrics.ts'
import { createReadiness, type Readiness } from './readiness.ts'

const unknownYet: Readiness = { ready: false, read: 'late', write: 'late', migrations: 'unknown' }

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Takes as long for a token that is nearly right as for any other. */
const isToken = (given: string | undefined, token: string) => {
  const [one, other] = [bytesOf(given ?? ''), bytesOf(`Bearer ${token}`)]
  return one.length === other.length && timingSafeEqual(one, other)
}

const counted: Statement[] = [
  'SELECT channel, COUNT(*) AS n FROM signups GROUP BY channel',
  'SELECT COUNT(*) AS n FROM households WHERE ended_at IS NULL',
  'SELECT COUNT(*) AS n FROM residents WHERE household IS NOT NULL',
  'SELECT unit, SUM(credits_posted - debits_posted) AS n FROM ledger_accounts GROUP BY unit',
  'SELECT job, MAX(at) AS n FROM job_runs GROUP BY job',
].map((sql) => ({ sql, args: {} }))

const measuresOf = (rows: Row[] = [], name: Measure['name'], label?: string): Measure[] =>
  rows.map((row) => ({ name, value: Number(row['n']), ...(label && { labels: { [label]: String(row[label]) } }) }))

/** What the database knows; nothing while it does not answer, which `mulin_ready` tells. */
const fromDatabase = async (host: Host): Promise<Measure[]> => {
  const [signups, households, residents, units, jobs] = await host.database().read(counted)
  return [
    ...measuresOf(signups?.rows, 'mulin_signups', 'channel'),
    ...measuresOf(households?.rows, 'mulin_households'),
    ...measuresOf(residents?.rows, 'mulin_residents'),
    ...measuresOf(units?.rows, 'mulin_ledger_sum', 'unit'),
    ...measuresOf(jobs?.rows, 'mulin_job_last_work_timestamp_seconds', 'job').map((one) => ({ ...one, value: one.value / 1000 })),
  ]
}

const fromHost = (host: Host, ready: Readiness | null): Measure[] => {
  const backup = host.backups?.latest() ?? null
  return [
    { name: 'mulin_ready', value: ready?.ready ? 1 : 0 },
    ...(backup === null ? [] : [{ name: 'mulin_backup_last_timestamp_seconds', value: Math.round(backup / 1000) } as const]),
  ]
}

/** What machines ask: whether the process lives, whether it can do its work, and how much of it there was. Nobody is looked at. */
export const healthRoutes = (host: Host) => {
  const readiness = createReadiness(() => host.database())
  const unkept = async (c: Context, next: () => Promise<void>) => {
    c.header('cache-control', 'no-store')
    await next()
  }

  return new Hono()
    .get('/healthz', unkept, (c) => c.json({ alive: true }))
    .get('/readyz', unkept, async (c) => {
      const found = (await readiness.ask()) ?? unknownYet
      return c.json(found, found.ready ? 200 : 503)
    })
    .get('/metrics', unkept, async (c) => {
      const token = host.metricsToken()
      if (!token) return c.text('not found', 404)
      if (!isToken(c.req.header('authorization'), token)) return c.text('unauthorized', 401, { 'www-authenticate': 'Bearer' })
      const ready = await readiness.ask()
      const measures = ready?.read === 'ok' ? await fromDatabase(host).catch(() => []) : []
      const text = host.metrics.text([...fromHost(host, ready), ...measures])
      return c.text(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
    })
}
