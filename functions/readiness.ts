import type { Database, Statement } from '../src/kernel/database.ts'
import journal from './db/migrations/meta/_journal.json' with { type: 'json' }

/** How one probe went: in time, too late, or with an error. */
type Probe = 'ok' | 'late' | 'failed'

/** What `/readyz` says. */
export interface Readiness {
  ready: boolean
  read: Probe
  write: Probe
  /** `behind`: the database lacks a migration this version needs. */
  migrations: 'current' | 'behind' | 'unknown'
}

const probeMaxMs = 2000
const lastsMs = 5000

const newestMigration: Statement = {
  sql: 'SELECT EXISTS (SELECT 1 FROM migrations WHERE name = :name) AS there',
  args: { name: `${journal.entries.at(-1)?.tag}.sql` },
}

/**
 * Writes a row again as it is. A server can stop writing for good while reading goes on, and a full disk lets the write lock be
 * taken: only a write that reaches the file tells both.
 */
const sameAgain: Statement = {
  sql: 'UPDATE migrations SET applied_at = applied_at WHERE name = (SELECT MAX(name) FROM migrations)',
  args: {},
}

const inTime = async (work: Promise<unknown>): Promise<Probe> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Probe>((done) => {
    timer = setTimeout(() => done('late'), probeMaxMs)
  })
  const outcome = work.then(
    (): Probe => 'ok',
    (): Probe => 'failed',
  )
  const first = await Promise.race([outcome, late])
  clearTimeout(timer)
  return first
}

const probe = async (database: Database): Promise<Readiness> => {
  let there: unknown
  const reading = database.read([newestMigration]).then(([result]) => {
    there = result?.rows[0]?.['there']
  })
  const [read, write] = await Promise.all([inTime(reading), inTime(database.write([sameAgain]))])
  const migrations = there === undefined ? 'unknown' : there ? 'current' : 'behind'
  return { ready: read === 'ok' && write === 'ok' && migrations === 'current', read, write, migrations }
}

/**
 * Whether the database reads, writes and is up to date, asked at most every five seconds: whoever asks more often, or while it is
 * being found out, is told again what was found last, so that asking loads nothing. Null before anything was found.
 */
export const createReadiness = (database: () => Database) => {
  let last: Readiness | null = null
  let asked_at = Number.NEGATIVE_INFINITY

  const ask = async (): Promise<Readiness | null> => {
    if (performance.now() - asked_at < lastsMs) return last
    asked_at = performance.now()
    last = await probe(database())
    return last
  }
  return { ask }
}
