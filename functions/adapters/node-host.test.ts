import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFile } from './node-host.ts'

test('calls that arrive at the same moment share the one connection that owns the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-'))
  const client = await openFile(folder)
  await client.execute('CREATE TABLE visits (number INTEGER PRIMARY KEY)')
  const calls = Array.from({ length: 50 }, (_, number) => client.batch([{ sql: 'INSERT INTO visits VALUES (?)', args: [number] }], 'write'))
  await Promise.all(calls)
  const { rows } = await client.execute('SELECT COUNT(*) AS count FROM visits')
  expect(rows[0]?.['count']).toBe(50)
  client.close()
  rmSync(folder, { recursive: true })
})
