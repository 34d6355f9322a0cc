import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { writeBackup } from './files.ts'
import { formatName, migrationsOf, type Source } from './format.ts'

const unfinished = /^\.snapshot-|\.part$/

/** Nobody writes for so long without writing anything: a younger file may be another program's that is still at it. */
const abandonedMs = 3_600_000

/** A folder for backups that only its owner reads, without what a backup that was cut off has left in it. */
const prepareFolder = (folder: string) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const path of readdirSync(folder)
    .filter((name) => unfinished.test(name))
    .map((name) => join(folder, name)))
    if (Date.now() - statSync(path).mtimeMs > abandonedMs) rmSync(path, { force: true })
}

/**
 * A copy of the embedded file as it is at one moment, made through the one connection that owns it, for as long as `act` takes.
 * Making it holds every other statement up; reading it holds nobody up.
 */
const withSnapshot = async <Answer>(client: Pick<Client, 'execute'>, folder: string, act: (source: Source) => Promise<Answer>) => {
  const path = join(folder, `.snapshot-${randomUUID()}.db`)
  try {
    await client.execute({ sql: 'VACUUM INTO ?', args: [path] })
    const snapshot = createClient({ url: `file:${path}`, concurrency: 1 })
    try {
      return await act(snapshot)
    } finally {
      snapshot.close()
    }
  } finally {
    rmSync(path, { force: true })
  }
}

/** What a backup says of itself besides its rows. */
export interface BackupMark {
  /** Epoch milliseconds. */
  now: number
  key_id: string
}

const headingOf = async (source: Source, { now, key_id }: BackupMark) =>
  ({
    format: formatName,
    created_at: now,
    migrations: await migrationsOf(source),
    key_id,
  }) as const

/** Backs up an embedded file through the client that owns it, into `folder` under `name`. One at a time. Returns the path. */
export const backUpFile = async (client: Pick<Client, 'execute'>, folder: string, name: string, mark: BackupMark) => {
  prepareFolder(folder)
  const path = join(folder, name)
  await withSnapshot(client, folder, async (source) => writeBackup(source, await headingOf(source, mark), path))
  return path
}

/** Backs up a database server in one transaction that only reads, which holds no writer up. Returns the path. */
export const backUpServer = async (client: Client, folder: string, name: string, mark: BackupMark) => {
  prepareFolder(folder)
  const path = join(folder, name)
  const transaction = await client.transaction('read')
  try {
    await writeBackup(transaction, await headingOf(transaction, mark), path)
  } finally {
    transaction.close()
  }
  return path
}
