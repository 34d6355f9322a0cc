import { readFileSync, rmSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { livelySite, markOf, newFolder, type Place, places, seenIn } from '../../tests/support/backups.ts'
import { cast } from '../../tests/support/cast.ts'
import { openSite, type TestSite } from '../../tests/support/site.ts'
import { migrate, migrationsFolder, migrationsIn } from '../db/migrate.ts'
import { migrationsOf } from './format.ts'
import { restore } from './restore.ts'

const ways: [keyof typeof places, keyof typeof places][] = [
  ['an embedded file', 'a database server'],
  ['a database server', 'an embedded file'],
]

describe.each(ways)('a backup of %s, restored into %s', (from, to) => {
  const folder = newFolder()
  let old: Place
  let fresh: Place
  let before: Awaited<ReturnType<typeof livelySite>>
  let after: TestSite
  let path: string
  beforeAll(async () => {
    old = await places[from]()
    fresh = await places[to]()
    before = await livelySite(old.client)
    const mark = await markOf(before.site)
    path = await old.backUp(old.client, folder, 'a.ndjson.gz', mark)
    await restore(fresh.client, path, mark.key_id)
    after = await openSite(undefined, fresh.client)
  }, 60_000)
  afterAll(async () => {
    before?.site.close()
    after?.close()
    await Promise.all([old.close(), fresh.close()])
    rmSync(folder, { recursive: true })
  })

  test('holds every balance, every party, every line of the audit, and is guarded as before', async () => {
    const seen = await seenIn(before.site, before.resident, before.steward.headers)
    expect(seen.balances.length).toBeGreaterThan(300)
    expect(new Set(seen.sum.map(({ sum }) => sum))).toEqual(new Set([0]))
    expect(seen.points).toHaveProperty('page')
    expect(seen.roster).toHaveProperty('page')
    expect(await seenIn(after, before.resident, before.steward.headers)).toEqual(seen)
  })

  test('says nothing of anybody that the database does not say in clear, and nothing of the secret', () => {
    const text = gunzipSync(readFileSync(path)).toString()
    const codes = before.receipts.flatMap(({ code }) => [code, code.replace('-', '')])
    for (const secret of [cast.wang.name, cast.wang.phone, cast.li.phone, ...codes, 'a secret for tests'])
      expect(text).not.toContain(secret)
  })

  test('lets in whoever was signed in, and finds a signup by its code', async () => {
    expect((await after.request('/me/', { headers: before.resident })).status).toBe(200)
    const [receipt] = before.receipts
    const found = await after.post('/api/signup-lookups', { code: receipt?.code, phone: cast.wang.phone })
    expect(found.status).toBe(200)
  })
})

test('a backup of an older version is restored in the shape it had, and then brought up to date', async () => {
  const folder = newFolder()
  const [old, fresh] = [await places['an embedded file'](), await places['an embedded file']()]
  const all = await migrationsIn()
  await migrate(old.client, migrationsFolder, all.slice(0, 4))
  await old.client.execute(
    "INSERT INTO households (id, building, unit, room, created_at, created_by) VALUES ('h', '1', '1', '101', 1, 'test')",
  )
  const path = await old.backUp(old.client, folder, 'old.ndjson.gz', { now: 1, key_id: 'abcdef' })
  const { heading } = await restore(fresh.client, path, 'abcdef')
  expect(heading.migrations).toEqual(all.slice(0, 4))
  expect((await fresh.client.execute('SELECT id, room FROM households')).rows.map((row) => ({ ...row }))).toEqual([
    { id: 'h', room: '101' },
  ])
  expect(await migrationsOf(fresh.client)).toEqual(all)
  await Promise.all([old.close(), fresh.close()])
  rmSync(folder, { recursive: true })
})

test('a number that was given out is not given out again', async () => {
  const folder = newFolder()
  const [old, fresh] = [await places['an embedded file'](), await places['an embedded file']()]
  await migrate(old.client)
  const run = "INSERT INTO job_runs (job, at, rows) VALUES ('a', 1, 1) RETURNING number"
  for (let turn = 0; turn < 3; turn++) await old.client.execute(run)
  await old.client.execute('DELETE FROM job_runs WHERE number = 3')
  const path = await old.backUp(old.client, folder, 'runs.ndjson.gz', { now: 1, key_id: 'abcdef' })
  await restore(fresh.client, path, 'abcdef')
  expect((await fresh.client.execute(run)).rows[0]?.['number']).toBe(4)
  await Promise.all([old.close(), fresh.close()])
  rmSync(folder, { recursive: true })
})
