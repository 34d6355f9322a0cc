import type { DatabaseWatch } from './db/client.ts'

/** Counters of this process (at the edge: of this isolate, of which there are many) in Prometheus' text format. Nothing personal. */
export interface Metrics {
  /** Counts what a line of the log tells. */
  logged(entry: Record<string, unknown>): void
  /** `at` in epoch milliseconds. */
  jobDone(job: string, at: number): void
  databaseCalled: DatabaseWatch
  /** Everything counted, and what else is known at this moment. */
  text(more: Measure[]): string
}

/** One number under the name of what it measures; the labels tell its kinds apart. */
export interface Measure {
  name: keyof typeof meanings
  value: number
  labels?: Record<string, string>
}

const meanings = {
  mulin_requests_total: ['counter', 'Requests answered by the pipeline; files and these probes are not counted.'],
  mulin_events_total: ['counter', 'Lines of the log by their event, requests left out.'],
  mulin_database_calls_total: ['counter', 'Calls to the database by what came of them.'],
  mulin_database_retries_total: ['counter', 'Tries after the first.'],
  mulin_job_last_success_timestamp_seconds: ['gauge', 'When each job last ended well in this process.'],
  mulin_job_last_work_timestamp_seconds: ['gauge', 'When each job last had something to do, in any process.'],
  mulin_backup_last_timestamp_seconds: ['gauge', 'When the newest backup of this host was made; absent where there is none.'],
  mulin_ready: ['gauge', 'Whether the database was last seen to read, to write and to be up to date.'],
  mulin_uptime_seconds: ['gauge', 'Since this process began.'],
  mulin_signups: ['gauge', 'Signups of all time, by where they were made.'],
  mulin_households: ['gauge', 'Households that have not ended.'],
  mulin_residents: ['gauge', 'Residents of the register.'],
  mulin_ledger_sum: ['gauge', 'Sum of all accounts of a unit; anything but zero is an alarm.'],
} as const

const escapeLabel = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const labelled = (labels: Record<string, string> = {}) => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const inText = (measures: Measure[]) =>
  Object.entries(meanings).flatMap(([name, [kind, help]]) => {
    const own = measures.filter((one) => one.name === name)
    if (own.length === 0) return []
    return [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...own.map(({ labels, value }) => `${name}${labelled(labels)} ${value}`)]
  })

export const createMetrics = (): Metrics => {
  const began = performance.now()
  const kept = new Map<string, Measure>()
  const keep = (measure: Measure, change: (before: number) => number) => {
    // Made anew for each request, so it is no more than what tells the measures of one name apart.
    let key: string = measure.name
    for (const label in measure.labels) key += `\n${measure.labels[label]}`
    const known = kept.get(key) ?? measure
    known.value = change(known.value)
    kept.set(key, known)
  }
  const count = (name: Measure['name'], labels: Record<string, string>, by = 1) => keep({ name, labels, value: 0 }, (before) => before + by)

  return {
    logged: ({ event, method, route, status }) => {
      if (event !== 'request') count('mulin_events_total', { event: String(event) })
      else count('mulin_requests_total', { method: String(method), route: String(route), status: `${String(status).slice(0, 1)}xx` })
    },
    jobDone: (job, at) => keep({ name: 'mulin_job_last_success_timestamp_seconds', labels: { job }, value: 0 }, () => at / 1000),
    databaseCalled: (kind, outcome, tries) => {
      count('mulin_database_calls_total', { kind, outcome })
      if (tries > 1) count('mulin_database_retries_total', { kind }, tries - 1)
    },
    text: (more) => {
      const uptime: Measure = { name: 'mulin_uptime_seconds', value: Math.round((performance.now() - began) / 1000) }
      return `${inText([...kept.values(), uptime, ...more]).join('\n')}\n`
    },
  }
}
