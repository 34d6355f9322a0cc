import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toolPath } from '../../tests/support/processes.ts'
import { dailyName } from '../backup/keep.ts'
import { openFile } from './node-host.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulin-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What a host says that is run for itself, and does one thing once it is open. */
const hostThat = (does: string, settings: Record<string, string> = {}) => {
  const from = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'node-host.ts')))
  const program = `const { backups, closeHost, openHost, remindOfSecret } = await import(${from})\nawait openHost()\nawait ${does}\ncloseHost()`
  const { status, stdout, stderr } = spawnSync('node', ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    env: { PATH: toolPath, MULIN_DATA_DIR: folder, ...settings },
  })
  return { status, stdout, stderr }
}

test('calls that arrive at the same moment share the one connection that owns the file', async () => {
  const client = await openFile(folder)
  await client.execute('CREATE TABLE visits (number INTEGER PRIMARY KEY)')
  const calls = Array.from({ length: 50 }, (_, number) => client.batch([{ sql: 'INSERT INTO visits VALUES (?)', args: [number] }], 'write'))
  await Promise.all(calls)
  const { rows } = await client.execute('SELECT COUNT(*) AS count FROM visits')
  expect(rows[0]?.['count']).toBe(50)
  client.close()
})

const daily = (...days: number[]) => days.map((day) => dailyName(`2026-11-${String(day).padStart(2, '0')}`))
const usual = daily(1, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 24)

test.each([
  ['not set', {}, usual],
  ['empty', { MULIN_BACKUP_DIR: '', MULIN_BACKUP_DAYS: '', MULIN_BACKUP_MONTHS: '' }, usual],
  ['two days and no month', { MULIN_BACKUP_DAYS: '2', MULIN_BACKUP_MONTHS: '0' }, daily(20, 24)],
])('backups are kept as long as the settings say, which are %s', (_, settings, kept) => {
  const backups = join(folder, 'backups')
  mkdirSync(backups)
  for (const name of daily(...Array.from({ length: 20 }, (_, place) => place + 1))) writeFileSync(join(backups, name), '')
  expect(hostThat("backups.daily('2026-11-24')", settings)).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(readdirSync(backups).sort()).toEqual(kept)
})

test('a reminder that cannot be sent is logged by its code, and the site goes on', () => {
  expect(hostThat('remindOfSecret()').stderr).toMatch(/^请把 .*\/secret 里的密钥抄一份/)
  mkdirSync(join(folder, 'secret-kept'))
  const { status, stdout, stderr } = hostThat('remindOfSecret()')
  expect([status, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toEqual({ at: expect.any(String), event: 'reminder_failed', error: 'Error', code: 'EISDIR' })
})
