import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { livelySite, markOf, newFolder, type Place, places } from '../../tests/support/backups.ts'
import { givePoints } from '../../tests/support/rewards.ts'
import { openSite } from '../../tests/support/site.ts'
import { checkBackup, writeBackup } from './files.ts'
import { formatName, type Heading, type Source } from './format.ts'
import { restore } from './restore.ts'

const folder = newFolder()
const open: Place[] = []
const openPlace = async (kind: keyof typeof places = 'an embedded file') => {
  const place = await places[kind]()
  open.push(place)
  return place
}
afterAll(async () => {
  for (const place of open) await place.close()
  rmSync(folder, { recursive: true })
})

describe.each(Object.keys(places) as (keyof typeof places)[])('a backup of %s that is written to meanwhile', (kind) => {
  test('holds all that was acknowledged before it began, of each act all or nothing, and its books add up', async () => {
    const place = await openPlace(kind)
    const site = await openSite(undefined, place.client)
    const acknowledged: number[] = []
    let writing = true
    const writer = async (name: number) => {
      for (let turn = 1; writing; turn++) {
        await givePoints(site, `w${name}`, 1)
        acknowledged[name] = turn
        await new Promise(setImmediate)
      }
    }
    const writers = Promise.all([0, 1, 2].map(writer))
    while (acknowledged.filter((turns) => turns > 20).length < 3) await new Promise((done) => setTimeout(done, 5))
    const before = [...acknowledged]
    const mark = await markOf(site)
    const path = await place.backUp(place.client, folder, `${kind}.ndjson.gz`, mark)
    const afterwards = [...acknowledged]
    writing = false
    await writers

    const fresh = await openPlace()
    const restored = await restore(fresh.client, path, mark.key_id)
    expect(restored.recount).toEqual({ accounts: 0, pools: 0 })
    for (const name of [0, 1, 2]) {
      const { rows } = await fresh.client.execute({
        sql: 'SELECT credits_posted AS points FROM ledger_accounts WHERE id = ?',
        args: [`points/household/w${name}`],
      })
      expect(Number(rows[0]?.['points'])).toBeGreaterThanOrEqual(Number(before[name]))
      expect(Number(rows[0]?.['points'])).toBeLessThanOrEqual(Number(afterwards[name]) + 1)
    }
  })
})

describe('a backup is not restored', () => {
  const key_id = 'abcdef'
  let path: string
  beforeAll(async () => {
    const place = await openPlace()
    const { site } = await livelySite(place.client)
    path = await place.backUp(place.client, folder, 'whole.ndjson.gz', { now: site.state.now, key_id })
  })

  const altered = (name: string, change: (text: string) => string) => {
    const other = join(folder, name)
    writeFileSync(other, gzipSync(change(gunzipSync(readFileSync(path)).toString())))
    return other
  }
  test('that is of a newer version of the site', async () => {
    const newer = await openPlace()
    await newer.client.execute('CREATE TABLE migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL)')
    await newer.client.execute("INSERT INTO migrations VALUES ('9999_later.sql', 1)")
    const later = await newer.backUp(newer.client, folder, 'later.ndjson.gz', { now: 1, key_id })
    const fresh = await openPlace()
    await expect(restore(fresh.client, later, key_id)).rejects.toMatchObject({ name: 'NotRestored', why: 'newer_version' })
  })

  const households = async ({ client }: Place) => Number((await client.execute('SELECT COUNT(*) AS n FROM households')).rows[0]?.['n'])

  test('when anybody lives in the database already, and nobody is touched', async () => {
    const lively = await openPlace()
    const { site } = await livelySite(lively.client)
    await expect(restore(lively.client, path, key_id)).rejects.toMatchObject({ name: 'NotRestored', why: 'not_empty' })
    expect(await households(lively)).toBe(300)
    expect((await site.request('/signups/')).status).toBe(200)
  })

  const cases: [string, () => string, string, object][] = [
    ['under another secret', () => path, 'zzzzzz', { name: 'NotRestored', why: 'other_secret' }],
    [
      'with a digit changed',
      () => altered('changed', (text) => text.replace('"points/household/', '"points/household-')),
      key_id,
      { name: 'BrokenBackup' },
    ],
    ['cut at a line', () => altered('cut', (text) => text.split('\n').slice(0, 900).join('\n')), key_id, { name: 'BrokenBackup' }],
    [
      'cut in the middle of the packed file',
      () => {
        const half = join(folder, 'half')
        writeFileSync(half, readFileSync(path).subarray(0, 9000))
        return half
      },
      key_id,
      { name: 'BrokenBackup' },
    ],
    [
      'that is another file',
      () => {
        writeFileSync(join(folder, 'other'), 'hello')
        return join(folder, 'other')
      },
      key_id,
      { name: 'BrokenBackup' },
    ],
  ]
  test.each(cases)('%s, and the database stays empty', async (_, file, key, why) => {
    const fresh = await openPlace()
    const site = await openSite(undefined, fresh.client)
    await expect(restore(fresh.client, file(), key)).rejects.toMatchObject(why)
    expect(await households(fresh)).toBe(0)
    expect((await site.request('/signups/')).status).toBe(200)
  })
})

describe('a backup that cannot be finished', () => {
  const heading: Heading = { format: formatName, created_at: 1, migrations: [], key_id: 'abcdef' }
  const path = join(folder, 'kept.ndjson.gz')

  test.runIf(existsSync('/dev/full'))('because the disk is full leaves the older one as it was', async () => {
    const { client } = await openPlace()
    await openSite(undefined, client)
    await writeBackup(client, heading, path)
    const before = readFileSync(path)
    symlinkSync('/dev/full', `${path}.part`)
    await expect(writeBackup(client, heading, path)).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(readFileSync(path)).toEqual(before)
    expect(await checkBackup(path)).toMatchObject({ heading })
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('because the machine stopped leaves what the next one takes away, and what another is at stays', async () => {
    const place = await openPlace()
    await openSite(undefined, place.client)
    const left = ['.snapshot-a.db', 'a.ndjson.gz.part']
    for (const name of [...left, 'b.ndjson.gz.part']) writeFileSync(join(folder, name), '')
    const yesterday = Date.now() / 1000 - 86_400
    for (const name of left) utimesSync(join(folder, name), yesterday, yesterday)
    await place.backUp(place.client, folder, 'next.ndjson.gz', { now: 1, key_id: 'abcdef' })
    expect(readdirSync(folder).filter((name) => /^\.snapshot|\.part$/.test(name))).toEqual(['b.ndjson.gz.part'])
    rmSync(join(folder, 'b.ndjson.gz.part'))
  })

  test('because the database went away leaves nothing', async () => {
    const { client } = await openPlace()
    await openSite(undefined, client)
    let asked = 0
    const away: Source = { execute: (statement) => (++asked > 5 ? Promise.reject(new Error('gone')) : client.execute(statement)) }
    await expect(writeBackup(away, heading, join(folder, 'never.ndjson.gz'))).rejects.toThrow('gone')
    expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([])
  })
})
