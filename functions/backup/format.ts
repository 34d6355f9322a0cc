import { createHash } from 'node:crypto'
import type { ResultSet } from '@libsql/client'
import type { SqlValue } from '../../src/kernel/database.ts'

/**
 * A backup is lines of JSON (gzip): what it is, then each table's name and columns with its rows, then how many rows of each
 * table there must be and their checksums. A file cut short has no last line. Names and phone numbers are in it as sealed as
 * in the database.
 */
export const formatName = 'mulin-backup-1'

/** The first line. */
export interface Heading {
  format: typeof formatName
  /** Epoch milliseconds. */
  created_at: number
  /** The names of all migrations the database had, in order. */
  migrations: string[]
  /** Under which secret it is sealed; says nothing about the secret itself. */
  key_id: string
}

export type BackupRow = SqlValue[]

/** Rows and SHA-256 of one table's lines. */
export interface TableSum {
  rows: number
  sha256: string
}

/** The last line, `{"end": …}`; `sha256` is of everything before it. */
export interface Ending {
  tables: Record<string, TableSum>
  sha256: string
}

/** What can be asked: a client of a file nobody writes to, or a transaction, so that all answers are of one moment. */
export interface Source {
  execute(statement: { sql: string; args: SqlValue[] } | string): Promise<ResultSet>
}

/** The numbers already given, so that none is given twice. It has no order of its own. */
export const sequences = 'sqlite_sequence'

/** In the heading by name; a restored database gets its own. */
const migrationsTable = 'migrations'

/** A table, and the columns by which its rows are told apart and put in order. */
interface Table {
  name: string
  order: string[]
}

const tablesOf = async (source: Source): Promise<Table[]> => {
  const { rows } = await source.execute(
    `SELECT name, sql LIKE '%WITHOUT ROWID%' AS keyed FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'libsql\\_%' ESCAPE '\\'
      AND (name NOT LIKE 'sqlite\\_%' ESCAPE '\\' OR name = '${sequences}') ORDER BY name = '${sequences}', name`,
  )
  const tables: Table[] = []
  for (const { name, keyed } of rows) {
    if (name === migrationsTable) continue
    tables.push({ name: String(name), order: keyed ? await keyOf(source, String(name)) : ['rowid'] })
  }
  return tables
}

const keyOf = async (source: Source, name: string) =>
  (await source.execute({ sql: 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', args: [name] })).rows.map((row) =>
    String(row['name']),
  )

export const migrationsOf = async (source: Source) =>
  (await source.execute('SELECT name FROM migrations ORDER BY name')).rows.map(({ name }) => String(name))

const rowsAPage = 500

const plain = (value: unknown): SqlValue => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError(`a backup holds texts and numbers, and this is neither: ${typeof value}`)
}

/** Row ids say the order in which rows came, which lists keep where two came at the same moment. */
const pageOf = (source: Source, { name, order }: Table, after: SqlValue[] | null) => {
  if (name === sequences) return source.execute(`SELECT name, seq FROM ${sequences} ORDER BY name`)
  const columns = order.map((column) => `"${column}"`).join(', ')
  const later = after ? `WHERE (${columns}) > (${order.map(() => '?').join(', ')})` : ''
  return source.execute({ sql: `SELECT ${columns}, * FROM "${name}" ${later} ORDER BY ${columns} LIMIT ${rowsAPage}`, args: after ?? [] })
}

/** The texts of a table's lines, a page at a time. */
async function* tableTexts(source: Source, table: Table): AsyncGenerator<{ text: string; rows: number }> {
  const { name, order } = table
  const keys = name === sequences ? 0 : order.length
  for (let after: SqlValue[] | null = null; ; ) {
    const { columns, rows } = await pageOf(source, table, after)
    if (!after) yield { text: `${JSON.stringify({ table: name, columns: columns.slice(keys) })}\n`, rows: 0 }
    const values = rows.map((row) => Array.from(row).map(plain))
    yield { text: values.map((row) => `${JSON.stringify(row.slice(keys))}\n`).join(''), rows: rows.length }
    if (rows.length < rowsAPage || name === sequences) return
    after = values.at(-1)?.slice(0, keys) ?? []
  }
}

/** The whole backup as text, in pieces. `told` gets the last line before it is handed on. */
export async function* dump(source: Source, heading: Heading, told?: (ending: Ending) => void): AsyncGenerator<string> {
  const whole = createHash('sha256')
  const tables: Record<string, TableSum> = {}
  const first = `${JSON.stringify(heading)}\n`
  whole.update(first)
  yield first
  for (const table of await tablesOf(source)) {
    const hash = createHash('sha256')
    let count = 0
    for await (const { text, rows } of tableTexts(source, table)) {
      hash.update(text)
      whole.update(text)
      count += rows
      yield text
    }
    tables[table.name] = { rows: count, sha256: hash.digest('hex') }
  }
  const end: Ending = { tables, sha256: whole.digest('hex') }
  told?.(end)
  yield `${JSON.stringify({ end })}\n`
}

/** The checksums of what a database holds, without keeping it. */
export const sumsOf = async (source: Source, heading: Heading): Promise<Ending['tables']> => {
  let tables: Ending['tables'] = {}
  for await (const _ of dump(source, heading, (ending) => (tables = ending.tables)));
  return tables
}
