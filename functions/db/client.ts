import type { Client, InStatement, ResultSet } from '@libsql/client'
import {
  type Database,
  DatabaseUnavailable,
  type Row,
  type SqlValue,
  type Statement,
  type StatementResult,
} from '../../src/kernel/database.ts'

/** How long one call may take, and how often it is tried. Waits double from `first_wait_ms`, with full jitter. */
export interface Patience {
  tries: number
  first_wait_ms: number
}

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
 * Whether the same batch may succeed in a moment: the database was busy, turned us away, or its answer got lost. A
 * constraint or a syntax error is final.
 */
const isPassing = (error: unknown) => {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /SQLITE_BUSY|SQLITE_LOCKED|SERVER_ERROR|HRANA_WEBSOCKET|STREAM_EXPIRED/.test(code) ||
    /fetch failed|timed? ?out|abort|network|ECONN|EPIPE|socket|HTTP status (429|5\d\d)/i.test(message)
  )
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** The database port over a libSQL client. `connect` is called for each call at the edge, once for an embedded file. */
export const createDatabase = (connect: () => Client, patience: Patience): Database => {
  const patiently = async (call: (client: Client) => Promise<ResultSet[]>) => {
    for (let turn = 1; ; turn++) {
      try {
        return (await call(connect())).map(result)
      } catch (error) {
        if (!isPassing(error)) throw error
        if (turn >= patience.tries) throw new DatabaseUnavailable('the database did not answer', { cause: error })
        await pause(Math.random() * patience.first_wait_ms * 2 ** (turn - 1))
      }
    }
  }

  let writes = 0

  return {
    read: async (statements) => {
      const prepared = statements.map(prepare)
      const [only, ...others] = prepared
      if (only && others.length === 0) return patiently(async (client) => [await client.execute(only)])
      return patiently((client) => client.batch(prepared, 'read'))
    },
    write: async (statements) => {
      const prepared = statements.map(prepare)
      try {
        return await patiently((client) => client.batch(prepared, 'write'))
      } finally {
        writes++
      }
    },
    writesDone: () => writes,
  }
}
