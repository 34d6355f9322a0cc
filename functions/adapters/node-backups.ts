import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import { dailyName, type Kept, outdated } from '../backup/keep.ts'
import { type BackupMark, backUpFile } from '../backup/make.ts'
import { answerWish } from '../backup/wish.ts'
import type { Backups } from '../host.ts'
import { failureOf } from '../lines.ts'

export interface NodeBackupParts {
  client(): Client
  mark(): Promise<BackupMark>
  dataFolder: string
  folder: string
  /** Throws where the settings say nonsense. */
  kept(): Kept
  log(entry: Record<string, unknown>): void
}

/** Of one second, in UTC; no backup somebody asked for takes the name of another. */
export const nameOfNow = () => `backup-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z.ndjson.gz`

/** Backups of the embedded file by the process that owns it, one after the other. */
export const createNodeBackups = ({ client, mark, dataFolder, folder, kept, log }: NodeBackupParts) => {
  let before: Promise<unknown> = Promise.resolve()
  const make = (name: string) => {
    const made = before.then(async () => backUpFile(client(), folder, name, await mark()))
    before = made.catch(() => {})
    return made
  }
  const names = () => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ndjson.gz')) : [])

  const backups: Backups = {
    daily: async (day) => {
      if (kept().days < 1 || existsSync(join(folder, dailyName(day)))) return 0
      await make(dailyName(day))
      for (const name of outdated(names(), kept())) rmSync(join(folder, name), { force: true })
      return 1
    },
    latest: () => Math.max(0, ...names().map((name) => statSync(join(folder, name)).mtimeMs)) || null,
  }
  const wish = () =>
    answerWish(dataFolder, () => make(nameOfNow())).catch((error) => log({ event: 'backup_wish_failed', ...failureOf(error) }))
  return { backups, answerWish: wish }
}
