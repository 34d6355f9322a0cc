import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { markOf, newFolder } from '../../tests/support/backups.ts'
import { openSite, type TestSite } from '../../tests/support/site.ts'
import { checkBackup } from '../backup/files.ts'
import { runBackup } from '../jobs/index.ts'
import { createNodeBackups } from './node-backups.ts'

let folder: string
let site: TestSite
beforeEach(async () => {
  folder = join(newFolder(), 'backups')
  site = await openSite()
})
afterEach(() => {
  site.close()
  rmSync(join(folder, '..'), { recursive: true })
})

const backupsKeeping = (days: number, into = folder) => {
  const parts = { client: () => site.client, mark: () => markOf(site), dataFolder: folder, folder: into, log: () => {} }
  return createNodeBackups({ ...parts, kept: () => ({ days, months: 0 }) }).backups
}

const day = 86_400_000
const made = () => readdirSync(folder).sort()

test('a site makes one backup a day by itself and lets old ones go', async () => {
  site.host.backups = backupsKeeping(2)
  for (const hours of [0, 1, 24, 25, 48]) {
    site.state.now += hours === 0 ? 0 : (hours % 24 === 1 ? 1 : 23) * 3_600_000
    await runBackup(site.host, site.state.catalogue)
  }
  expect(made()).toEqual(['daily-2026-11-24.ndjson.gz', 'daily-2026-11-25.ndjson.gz'])
  const { tables } = await checkBackup(join(folder, 'daily-2026-11-25.ndjson.gz'))
  expect(tables['job_runs']).toMatchObject({ rows: 2 })
  expect(site.host.backups.latest()).toBeGreaterThan(Date.now() - day)
})

test('where none are wanted none are made', async () => {
  site.host.backups = backupsKeeping(0)
  await runBackup(site.host, site.state.catalogue)
  expect(existsSync(folder)).toBe(false)
  expect(site.host.backups.latest()).toBeNull()
})

test('a backup that fails is logged, and keeps the older ones', async () => {
  site.host.backups = backupsKeeping(1)
  await runBackup(site.host, site.state.catalogue)
  writeFileSync(join(folder, 'file'), '')
  site.host.backups = backupsKeeping(1, join(folder, 'file'))
  site.state.now += day
  await runBackup(site.host, site.state.catalogue)
  expect(made()).toEqual(['daily-2026-11-23.ndjson.gz', 'file'])
  expect(site.log.filter((line) => line.includes('job_failed'))).toEqual([
    JSON.stringify({ event: 'job_failed', job: 'dailyBackup', error: 'Error', code: 'EEXIST' }),
  ])
})
