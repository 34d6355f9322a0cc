import { copyFileSync, existsSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { migrate as migrateFile } from '../../functions/db/migrate.ts'
import { builtSite } from './build.ts'
import { testMoment } from './clock.ts'
import { startDatabaseServer } from './database-server.ts'
import { freePort, type Running, run } from './processes.ts'

export interface SiteSettings {
  /** The moment the site's clock stands at, ISO 8601. */
  now?: string
  /** Further variables. */
  env?: Record<string, string>
  /** Fills the database, up to date and nobody's yet, before the site starts for the first time. */
  prepare?: (client: Client) => Promise<void>
}

/** What the site under test seals with. */
export const secret = 'a secret for tests, long enough for them'

/** The programs a host is made of; each can be started again. */
export interface Parts {
  server(): Running
  /** A database server of its own, up to date when it is handed over. */
  database?(): Promise<Running>
  /** The database as the site will find it; while the site runs on an embedded file, nobody else may. */
  open(): Promise<Client>
  /** The database as the site left it when its server ended; what is opened here does not keep it from starting again. */
  openLeft(): Promise<Client>
}

export const nodeParts = async (folder: string, port: number, { now = testMoment, env = {} }: SiteSettings): Promise<Parts> => {
  const variables = {
    PORT: String(port),
    HOST: '127.0.0.1',
    MULIN_DATA_DIR: folder,
    MULIN_NOW: now,
    MULIN_SECRET: secret,
    MULIN_TRUST_PROXY: '1',
  }
  const file = join(folder, 'mulin.db')
  return {
    server: () => run(process.execPath, [`${builtSite('node')}/server/entry.mjs`], { ...variables, ...env }),
    open: async () => {
      const client = createClient({ url: `file:${file}`, concurrency: 1 })
      await migrateFile(client)
      return client
    },
    // A copy in a folder of its own, because a closed client lets a file go only when its statements are swept up: until then whoever
    // opened a file of the same name would see what that client saw.
    openLeft: async () => {
      const left = join(mkdtempSync(join(folder, 'left-')), 'mulin.db')
      for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, left + part)
      return createClient({ url: `file:${left}`, concurrency: 1 })
    },
  }
}

export const migrateAt = async (url: string) => {
  const migration = run(process.execPath, ['scripts/migrate.ts'], { MULIN_DATABASE_URL: url })
  const status = await migration.ended()
  if (status !== 0) throw new Error(`the database was not migrated:\n${migration.output()}`)
}

export const edgeParts = async (folder: string, port: number, { now = testMoment, env = {} }: SiteSettings): Promise<Parts> => {
  const address = `127.0.0.1:${await freePort()}`
  const variables = { MULIN_DATABASE_URL: `http://${address}`, MULIN_NOW: now, MULIN_SECRET: secret, ...env }
  const vars = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  const own = ['--port', String(port), '--ip', '127.0.0.1', '--inspector-port', '0', '--persist-to', join(folder, 'wrangler')]
  const settings = { WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(folder, 'logs'), CI: '1' }
  const open = async () => createClient({ url: `http://${address}` })
  return {
    server: () => run('wrangler', ['dev', '-c', `${builtSite('edge')}/server/wrangler.json`, ...own, ...vars], settings),
    open,
    openLeft: open,
    database: async () => {
      const database = await startDatabaseServer(join(folder, 'database'), address)
      try {
        await migrateAt(`http://${address}`)
      } catch (error) {
        await database.stop('SIGKILL')
        throw error
      }
      return database
    },
  }
}
