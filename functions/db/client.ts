import type { Client, InStatement, ResultSet } from '@libsql/client'
import {
  type Database,
  DatabaseUnavailable,
  type Row,
  type SqlValue,
  type Statement,
  type StatementResult,
} from '../../src/kernel/database.ts'

/**
 * How long one call is tried. Waits double from `first_wait_ms` up to half a second, with full jitter. A call whose answer got lost is tried
 * `tries` times, because the database may be down; one that was turned away (busy, 429) until `for_ms` is over, because in a crowd its
 * turn comes. No try begins after `for_ms`.
 */
export interface Patience {
  tries: number
  first_wait_ms: number
  for_ms: number
}

/** With the site's own file, and with a server, which may be far away. */
export const patienceWithFile: Patience = { tries: 3, first_wait_ms: 50, for_ms: 6000 }
export const patienceWithServer: Patience = { ...patienceWithFile, first_wait_ms: 100 }

/** Told of each call what came of it and how often it was tried; `refused` is a constraint, a guard or a bug. */
export type DatabaseWatch = (kind: 'read' | 'write', outcome: 'answered' | 'unavailable' | 'refused', tries: number) => void

const longestWaitMs = 500

const ofName = /:([a-z_]+)/g
const namesOf = new Map<string, string[]>()

const namesIn = (sql: string) => {
  const known = namesOf.get(sql)
  if (known) return known
  const names = [...new Set([...sql.matchAll(ofName)].map(([, name]) => name as string))]
  namesOf.set(sql, names)
  return names
}

/** Only the parameters a statement names: a fragment's arguments may be handed to a statement that does not use them all. */
const prepare = ({ sql, args }: Statement): InStatement => {
  const named: Record<string, SqlValue> = {}
  for (const name of namesIn(sql)) {
    if (!(name in args)) throw new Error(`the statement names :${name}, which was not given`)
    named[name] = args[name] as SqlValue
  }
  return { sql, args: named }
}

const result = ({ rows, rowsAffected }: ResultSet): StatementResult => ({ rows: rows as unknown as Row[], rows_written: rowsAffected })

/**
 * Why the same batch may succeed in a moment: it was turned away without having run, or its answer got lost. A constraint or a syntax
 * error is final.
 */
const passing = (error: unknown): DatabaseUnavailable['why'] | null => {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (/SQLITE_BUSY|SQLITE_LOCKED/.test(code) || /HTTP status 429/.test(message)) return 'turned_away'
  if (/SERVER_ERROR|HRANA_WEBSOCKET|STREAM_EXPIRED/.test(code)) return 'answer_lost'
  return /fetch failed|timed? ?out|abort|network|ECONN|EPIPE|socket|HTTP status 5\d\d/i.test(message) ? 'answer_lost' : null
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/**
 * The database port over a libSQL client. `connect` is called for each try at the edge, with the milliseconds that are left for it, once
 * for an embedded file.
 */
export const createDatabase = (connect: (within_ms: number) => Client, patience: Patience, told: DatabaseWatch = () => {}): Database => {
  const patiently = async (kind: 'read' | 'write', call: (client: Client) => Promise<ResultSet[]>) => {
    const until = performance.now() + patience.for_ms
    let lost = 0
    for (let turn = 1; ; turn++) {
      try {
        const results = (await call(connect(until - performance.now()))).map(result)
        told(kind, 'answered', turn)
        return results
      } catch (error) {
        const why = passing(error)
        if (!why) {
          told(kind, 'refused', turn)
          throw error
        }
        if (why === 'answer_lost') lost++
        const wait = Math.random() * Math.min(longestWaitMs, patience.first_wait_ms * 2 ** (turn - 1))
        if (lost >= patience.tries || performance.now() + wait >= until) {
          told(kind, 'unavailable', turn)
          throw new DatabaseUnavailable(why, turn, { cause: error })
        }
        await pause(wait)
      }
    }
  }

  let writes = 0

  return {
    read: async (statements) => {
      const prepared = statements.map(prepare)
      const [only, ...others] = prepared
      if (only && others.length === 0) return patiently('read', async (client) => [await client.execute(only)])
      return patiently('read', (client) => client.batch(prepared, 'read'))
    },
    write: async (statements) => {
      const prepared = statements.map(prepare)
      try {
        return await patiently('write', (client) => client.batch(prepared, 'write'))
      } finally {
        writes++
      }
    },
    writesDone: () => writes,
  }
}
