import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import { afterAll, expect, test } from 'vitest'
import { nodeParts } from './host-parts.ts'

const folder = mkdtempSync(join(tmpdir(), 'mulin-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('whoever looks at a file again sees what was written since, though somebody still looks at it as it was', async () => {
  const parts = await nodeParts(folder, 0, {})
  const site = await parts.open()
  const seen: number[] = []
  const looking: Client[] = []
  for (const mark of ['a', 'b', 'c']) {
    await site.execute({ sql: "INSERT INTO search_misses (mark, day, device) VALUES (?, '2026-11-20', 'a')", args: [mark] })
    if (mark === 'b') await site.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    const left = await parts.openLeft()
    seen.push((await left.execute('SELECT mark FROM search_misses')).rows.length)
    looking.push(left)
  }
  for (const client of [site, ...looking]) client.close()
  expect(seen).toEqual([1, 2, 3])
})
