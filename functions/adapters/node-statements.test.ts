import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepingStatements } from './node-statements.ts'

let folder: string
let client: Client
const open = () => keepingStatements(() => createClient({ url: `file:${join(folder, 'test.db')}`, concurrency: 1 }))
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mulin-statements-'))
  client = open()
  for (const pragma of ['locking_mode = EXCLUSIVE', 'journal_mode = WAL']) await client.execute(`PRAGMA ${pragma}`)
  await client.execute('CREATE TABLE places (id INTEGER PRIMARY KEY, free INTEGER NOT NULL CHECK (free >= 0))')
})
afterEach(() => {
  client.close()
  rmSync(folder, { recursive: true })
})

const insert = (id: number, free: number) => ({ sql: 'INSERT INTO places (id, free) VALUES (:id, :free)', args: { id, free } })
const all = async () => (await client.execute('SELECT * FROM places ORDER BY id')).rows.map((row) => ({ ...row }))

test('a connection opened so prepares a statement once, any other one each time', () => {
  const path = join(folder, 'other.db')
  const isKept = (database: Database.Database) => new Set([1, 2].map(() => database.prepare('SELECT 2'))).size === 1
  const kept = keepingStatements(() => {
    const database = new Database(path)
    database.prepare('SELECT 1')
    return database
  })
  expect([isKept(kept), isKept(new Database(path))]).toEqual([true, false])
})

test('a statement that was refused works again, and the batch it stood in left nothing', async () => {
  await client.batch([insert(1, 5)], 'write')
  for (let turn = 0; turn < 3; turn++) {
    await expect(client.batch([insert(2, 5), insert(1, 5)], 'write')).rejects.toThrow('UNIQUE')
    await expect(client.execute(insert(3, -1))).rejects.toThrow('CHECK')
    await expect(client.execute("SELECT json('{') FROM places")).rejects.toThrow('malformed JSON')
  }
  await client.batch([insert(2, 5)], 'write')
  expect(await all()).toEqual([
    { id: 1, free: 5 },
    { id: 2, free: 5 },
  ])
})

test('the same statement in one batch, and in one after the other, gives each its own answer', async () => {
  const one = (id: number) => ({ sql: 'SELECT free FROM places WHERE id = :id', args: { id } })
  const results = await client.batch([insert(1, 5), one(1), insert(2, 6), one(2), one(1), one(3)], 'write')
  expect(results.map(({ rows }) => rows[0]?.['free'])).toEqual([undefined, 5, undefined, 6, 5, undefined])
})

test('a table that is changed later is read as it stands', async () => {
  await client.execute(insert(1, 5))
  expect(await all()).toEqual([{ id: 1, free: 5 }])
  await client.execute("ALTER TABLE places ADD COLUMN name TEXT NOT NULL DEFAULT '茶话会'")
  expect(await all()).toEqual([{ id: 1, free: 5, name: '茶话会' }])
})

test('more statements than are kept work as well', async () => {
  for (let turn = 0; turn < 2; turn++)
    for (let number = 0; number < 600; number++)
      expect((await client.execute(`SELECT ${number} AS number`)).rows[0]?.['number']).toBe(number)
})
