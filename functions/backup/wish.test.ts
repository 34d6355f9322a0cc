import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newFolder } from '../../tests/support/backups.ts'
import { answerWish, wishForBackup } from './wish.ts'

let folder: string
let site: ReturnType<typeof setInterval> | undefined
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => {
  clearInterval(site)
  rmSync(folder, { recursive: true })
})

const siteThat = (make: () => Promise<string>) => {
  site = setInterval(() => answerWish(folder, make), 20)
}

test('a wish is granted once by the site that runs, and nothing of it is left', async () => {
  let made = 0
  siteThat(async () => `/backups/${++made}.ndjson.gz`)
  expect(await wishForBackup(folder)).toEqual({ path: '/backups/1.ndjson.gz' })
  expect(readdirSync(folder)).toEqual([])
})

test('a backup that fails is told with what the system calls it', async () => {
  siteThat(() => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' })))
  expect(await wishForBackup(folder)).toEqual({ error: 'Error', code: 'ENOSPC' })
  expect(readdirSync(folder)).toEqual([])
})

test('a wish nobody takes is taken back, so that no site grants it later', async () => {
  expect(await wishForBackup(folder, { taken_ms: 200 })).toBeNull()
  expect(existsSync(join(folder, 'backup-wanted'))).toBe(false)
})

test('an answer of long ago is not taken for the one to this wish', async () => {
  siteThat(async () => '/backups/old.ndjson.gz')
  await wishForBackup(folder)
  clearInterval(site)
  siteThat(async () => '/backups/new.ndjson.gz')
  expect(await wishForBackup(folder)).toEqual({ path: '/backups/new.ndjson.gz' })
})
