import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from '@libsql/client'

export const migrationsFolder = 'functions/db/migrations'

/**
 * Applies every migration that has not been applied, in the order of their names, each in one transaction together with
 * its line in `migrations`: a migration cut in half leaves nothing. Returns the names applied.
 */
export const migrate = async (client: Client, folder = migrationsFolder): Promise<string[]> => {
  await client.execute('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL)')
  const { rows } = await client.execute('SELECT name FROM migrations')
  const applied = new Set(rows.map((row) => row['name']))
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const waiting = names.filter((name) => !applied.has(name))
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
