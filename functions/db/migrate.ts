import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InStatement, ResultSet } from '@libsql/client'

export const migrationsFolder = 'functions/db/migrations'

/** A database that can be brought up to date: a client, or a transaction that is open. */
export interface MigrationTarget {
  execute(statement: InStatement): Promise<ResultSet>
  batch(statements: InStatement[], mode: 'write'): Promise<ResultSet[]>
}

/** The names of all migrations, in the order in which they are applied. */
export const migrationsIn = async (folder = migrationsFolder) => (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()

/**
 * Applies every migration that has not been applied, in the order of their names, each in one transaction together with
 * its line in `migrations`: a migration cut in half leaves nothing. Returns the names applied. With `only`, no others.
 */
export const migrate = async (client: MigrationTarget, folder = migrationsFolder, only?: string[]): Promise<string[]> => {
  await client.execute('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL)')
  const { rows } = await client.execute('SELECT name FROM migrations')
  const applied = new Set(rows.map((row) => row['name']))
  const waiting = (await migrationsIn(folder)).filter((name) => !applied.has(name) && (only?.includes(name) ?? true))
  for (const name of waiting) {
    const text = await readFile(join(folder, name), 'utf8')
    const statements = text.split('--> statement-breakpoint').filter((statement) => statement.trim() !== '')
    await client.batch(
      [
        ...statements,
        { sql: "INSERT INTO migrations (name, applied_at) VALUES (?, CAST(unixepoch('subsec') * 1000 AS INTEGER))", args: [name] },
      ],
      'write',
    )
  }
  return waiting
}
