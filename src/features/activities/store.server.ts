import { msPerDay } from '../../kernel/calendar.ts'
import type { Database, Row, Statement } from '../../kernel/database.ts'
import type { OccurrenceChange } from './changes.ts'
import { freshMs, missedMs, waitMs } from './limits.ts'

/** The latest change of each occurrence that was to be on this day (`YYYY-MM-DD`) or later. */
export const latestChanges = (since: string): Statement => ({
  sql: `SELECT number, activity, occurrence, kind, starts_at, ends_at, reason FROM occurrence_changes
    WHERE number IN (SELECT MAX(number) FROM occurrence_changes WHERE occurrence >= :since GROUP BY activity, occurrence)`,
  args: { since },
})

export interface NewChange extends Omit<OccurrenceChange, 'number'> {
  request_key: string
  actor: string
}

/** Adds a change; the same request key again adds nothing. The second statement reads what is kept under that key. */
export const addChange = (change: NewChange, now: number): [add: Statement, kept: Statement] => [
  {
    sql: `INSERT INTO occurrence_changes (request_key, activity, occurrence, kind, starts_at, ends_at, reason, at, actor)
      VALUES (:request_key, :activity, :occurrence, :kind, :starts_at, :ends_at, :reason, :now, :actor) ON CONFLICT (request_key) DO NOTHING`,
    args: { ...change, now },
  },
  {
    sql: 'SELECT activity, occurrence, kind, starts_at, ends_at, reason FROM occurrence_changes WHERE request_key = :request_key',
    args: { request_key: change.request_key },
  },
]

/** What one process knows of the changes, when it was told, and when it last asked in vain (epoch ms). */
interface Memory {
  changes: OccurrenceChange[]
  told_at: number
  missed_at: number
}

const nothing: Memory = { changes: [], told_at: Number.NEGATIVE_INFINITY, missed_at: Number.NEGATIVE_INFINITY }

const memories = new WeakMap<Database, Memory>()

/** Keeps what was read at `now`, also as a by-catch of another batch. */
export const rememberChanges = (database: Database, rows: Row[], now: number): OccurrenceChange[] => {
  const changes = rows as unknown as OccurrenceChange[]
  memories.set(database, { ...nothing, changes, told_at: now })
  return changes
}

/** What was kept has turned out to be out of date: whoever asks next reads. */
export const forgetChanges = (database: Database) => memories.delete(database)

const within = (now: number, since: number, ms: number) => since <= now && now < since + ms

/** An occurrence moved further than this from its day is not looked for any more. */
const lookBackMs = 90 * msPerDay

export const changesSince = (now: number) => new Date(now - lookBackMs).toISOString().slice(0, 10)

/** Everything kept, asked for now. One database call. */
export const readChanges = async (database: Database, now: number) => {
  const [result] = await database.read([latestChanges(changesSince(now))])
  return rememberChanges(database, result?.rows ?? [], now)
}

/**
 * The changes as this process knew them at most half a minute ago, or, when they cannot be had in time, as it knew them last.
 * Whoever takes places is held to the latest ones by the database itself.
 */
export const recentChanges = async (database: Database, now: number): Promise<OccurrenceChange[]> => {
  const known = memories.get(database)
  if (known && (within(now, known.told_at, freshMs) || within(now, known.missed_at, missedMs))) return known.changes
  const missed = () => {
    const last = memories.get(database) ?? nothing
    memories.set(database, { ...last, missed_at: now })
    return last.changes
  }
  return inTime(readChanges(database, now).catch(missed), missed)
}

const inTime = <Value>(answer: Promise<Value>, otherwise: () => Value): Promise<Value> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise()), waitMs)
    answer.then((value) => {
      clearTimeout(timer)
      resolve(value)
    })
  })
