import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterAll, expect, test } from 'vitest'
import { nodeParts } from './host-parts.ts'

const folder = mkdtempSync(join(tmpdir(), 'mulin-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('whoever looks at a file again sees what was written since, packed or not', async () => {
  const { openLeft } = await nodeParts(folder, 0, {})
  const site = createClient({ url: `file:${join(folder, 'mulin.db')}`, concurrency: 1 })
  for (const first of ['PRAGMA journal_mode = WAL', 'CREATE TABLE written (mark)']) await site.execute(first)
  const seen: number[] = []
  for (const packed of [false, true, false, true]) {
    await site.execute('INSERT INTO written VALUES (1)')
    if (packed) await site.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    const left = await openLeft()
    seen.push((await left.execute('SELECT mark FROM written')).rows.length)
    left.close()
  }
  site.close()
  expect(seen).toEqual([1, 2, 3, 4])
})
