import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import type { SmsSender } from '../../src/kernel/sms.ts'
import { clock } from '../clock.ts'
import { createDatabase, patienceWithFile } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import type { Host } from '../host.ts'
import { failureOf, lineLog } from '../lines.ts'
import { createMetrics } from '../metrics.ts'
import { keyIdOf, openVault } from '../vault.ts'
import { CannotStart } from './cannot-start.ts'
import { createNodeBackups } from './node-backups.ts'
import { readSecret, secretReminder } from './node-secret.ts'
import { openSms } from './node-sms.ts'
import { keepingStatements } from './node-statements.ts'

export { CannotStart } from './cannot-start.ts'

const env = process.env
const dataFolder = env['MULIN_DATA_DIR'] ?? './data'

/** While editing, a reloaded program opens the file again before the old one has let it go. */
const lockingMode = import.meta.env?.DEV ? 'locking_mode = NORMAL' : 'locking_mode = EXCLUSIVE'

/**
 * Opens the embedded file as it is and keeps it: locking_mode EXCLUSIVE makes the operating system refuse a second process until
 * this one ends, however it ends. WAL with synchronous FULL survives kill -9 and a power cut. The client would open more
 * connections for calls at the same time, which that lock refuses and which have none of these settings: it is given one.
 */
export const ownFile = async (folder: string, opened = keepingStatements<Client>) => {
  mkdirSync(folder, { recursive: true })
  const client = opened(() => createClient({ url: `file:${join(folder, 'mulin.db')}`, concurrency: 1 }))
  try {
    for (const pragma of [lockingMode, 'journal_mode = WAL', 'synchronous = FULL', 'busy_timeout = 1000']) {
      await client.execute(`PRAGMA ${pragma}`)
    }
    await client.execute('SELECT 1 FROM sqlite_schema')
  } catch (error) {
    client.close()
    if (!/SQLITE_BUSY|locked/.test(String(error))) throw error
    throw new CannotStart(`另一个程序正在使用 ${folder} 里的数据库，所以这次没有启动。请先停掉它，或用 MULIN_DATA_DIR 换一个文件夹。`)
  }
  return client
}

/** The same, brought up to date. */
export const openFile = async (folder: string, opened = keepingStatements<Client>) => {
  const client = await ownFile(folder, opened)
  try {
    await migrate(client)
  } catch (error) {
    client.close()
    throw error
  }
  return client
}

let opened: { client: Client; vault: ReturnType<typeof openVault>; sms: SmsSender | null } | undefined
let opens: Promise<void> | undefined

const open = async () => {
  backupsKept()
  const sms = openSms((name) => env[name])
  const client = await openFile(dataFolder)
  opened = { client, vault: openVault(readSecret(dataFolder)), sms }
  await opened.vault
}

/** Opens database and vault once; called before the port is, so that a site that cannot work does not answer. */
export const openHost = () => {
  opens ??= open()
  return opens
}

/** Writes the last pages into the file and lets it go. */
export const closeHost = () => {
  opened?.client.close()
  opened = undefined
}

const opening = () => {
  if (!opened) throw new Error('the host is not open')
  return opened
}

const metrics = createMetrics()
const database = createDatabase(() => opening().client, patienceWithFile, metrics.databaseCalled)

const countOf = (text: string | undefined, usual: number) => {
  const count = Number(text || usual)
  if (!Number.isInteger(count) || count < 0) throw new CannotStart(`备份要留几天、几个月，请写整数，例如 ${usual}；现在写的是 ${text}。`)
  return count
}

const backupsKept = () => ({ days: countOf(env['MULIN_BACKUP_DAYS'], 14), months: countOf(env['MULIN_BACKUP_MONTHS'], 6) })

export const backupFolder = env['MULIN_BACKUP_DIR'] || join(dataFolder, 'backups')

export const { backups, answerWish } = createNodeBackups({
  client: () => opening().client,
  mark: async () => ({ now: Date.now(), key_id: await keyIdOf(await opening().vault) }),
  dataFolder,
  folder: backupFolder,
  kept: backupsKept,
  log: (entry) => host.log(entry),
})

/** Says at the start that the secret has no copy elsewhere, until it has one. The site works without. */
export const remindOfSecret = async () => {
  try {
    const reminder = secretReminder(dataFolder, await keyIdOf(await opening().vault))
    if (reminder) console.warn(reminder)
  } catch (error) {
    host.log({ event: 'reminder_failed', ...failureOf(error) })
  }
}

const clientFolder = join(import.meta.dirname, '../client')

/** The file as it lies in the build; while editing there is no build, so the site is asked itself. */
const servedFile: Host['servedFile'] = async (path, url) => {
  if (import.meta.env?.DEV) {
    const answer = await fetch(new URL(path, url))
    return answer.ok ? answer.text() : null
  }
  return readFile(join(clientFolder, path), 'utf8').catch(() => null)
}

const lines = lineLog((text) => process.stdout.write(text))
process.on('exit', lines.close)

export const host: Host = {
  ready: openHost,
  database: () => database,
  vault: () => opening().vault,
  sms: () => opening().sms,
  now: clock(env['MULIN_NOW']),
  servedFile,
  afterwards: () => {},
  backups,
  metrics,
  metricsToken: () => env['MULIN_METRICS_TOKEN'] ?? null,
  log: (entry) => {
    metrics.logged(entry)
    if (env['MULIN_LOG'] !== 'off') lines.log({ at: new Date().toISOString(), ...entry })
  },
}
