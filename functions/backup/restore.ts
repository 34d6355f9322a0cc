import type { Client, InStatement, ResultSet } from '@libsql/client'
import { migrate, migrationsFolder, migrationsIn } from '../db/migrate.ts'
import { recount } from './books.ts'
import { checkBackup, rowsOfBackup } from './files.ts'
import { type BackupRow, type Ending, type Heading, type Source, sequences, sumsOf } from './format.ts'

/** Why a backup is not restored; nothing has changed then. */
export type RestoreRefusal = 'not_empty' | 'other_secret' | 'newer_version' | 'differs'

export class NotRestored extends Error {
  override name = 'NotRestored'
  readonly why: RestoreRefusal
  constructor(why: RestoreRefusal) {
    super(why)
    this.why = why
  }
}

export interface Restored {
  heading: Heading
  tables: Ending['tables']
  /** What does not add up, and did not before the backup either. */
  recount: Awaited<ReturnType<typeof recount>>
}

/** The one transaction. */
interface Within {
  execute(statement: InStatement): Promise<ResultSet>
  batch(statements: InStatement[]): Promise<ResultSet[]>
}

/** What a site that has only been started writes by itself. */
const written = ['migrations', 'job_runs', 'attempts']

const tablesIn = async (source: Source) =>
  (
    await source.execute(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'libsql\\_%' ESCAPE '\\'",
    )
  ).rows.map(({ name }) => String(name))

const isEmpty = async (source: Source, tables: string[]) => {
  for (const table of tables)
    if (!written.includes(table) && (await source.execute(`SELECT 1 FROM "${table}" LIMIT 1`)).rows.length > 0) return false
  return true
}

/** One statement for many rows: to prepare one costs more than to add a row. */
const insertion = (table: string, columns: string[], rows: BackupRow[]): InStatement => {
  const one = `(${columns.map(() => '?').join(', ')})`
  const named = columns.map((column) => `"${column}"`).join(', ')
  return { sql: `INSERT INTO "${table}" (${named}) VALUES ${rows.map(() => one).join(', ')}`, args: rows.flat() }
}

const sameSums = (one: Ending['tables'], other: Ending['tables']) =>
  Object.keys({ ...one, ...other }).every((table) => one[table]?.rows === other[table]?.rows && one[table]?.sha256 === other[table]?.sha256)

/** Rows as they were: what triggers would refuse, or add to them, is in the backup already. */
const fill = async (within: Within, path: string) => {
  const triggers = (await within.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")).rows
  await within.batch(triggers.map(({ name }) => `DROP TRIGGER "${name}"`))
  for (const table of (await tablesIn(within)).filter((name) => name !== 'migrations')) await within.execute(`DELETE FROM "${table}"`)
  for await (const { table, columns, rows } of rowsOfBackup(path)) {
    if (table === sequences) await within.execute(`DELETE FROM ${sequences}`)
    await within.execute(insertion(table, columns, rows))
  }
  await within.batch(triggers.map(({ sql }) => String(sql)))
}

/**
 * Puts a backup into an empty database: its shape as it was then, its rows, everything compared with the checksums of the
 * backup, then the shape of today. All in one transaction, so that whatever goes wrong leaves the database as empty as it was.
 * `key_id` is of the secret this site has. Throws `BrokenBackup`, `NotRestored`.
 */
export const restore = async (client: Client, path: string, key_id: string): Promise<Restored> => {
  const { heading, tables } = await checkBackup(path)
  if (heading.key_id !== key_id) throw new NotRestored('other_secret')
  const known = await migrationsIn()
  if (heading.migrations.some((name) => !known.includes(name))) throw new NotRestored('newer_version')

  const transaction = await client.transaction('write')
  const within: Within = {
    execute: (statement) => transaction.execute(statement),
    batch: (statements) => transaction.batch(statements),
  }
  try {
    const before = await tablesIn(within)
    if (!(await isEmpty(within, before))) throw new NotRestored('not_empty')
    await within.batch(before.map((table) => `DROP TABLE "${table}"`))
    await migrate(within, migrationsFolder, heading.migrations)
    await fill(within, path)
    if (!sameSums(await sumsOf(within, heading), tables)) throw new NotRestored('differs')
    await migrate(within)
    const counted = await recount(within)
    await transaction.commit()
    return { heading, tables, recount: counted }
  } finally {
    transaction.close()
  }
}
