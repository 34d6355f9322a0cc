import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { builtSite, type HostName } from './build.ts'
import { testMoment } from './clock.ts'
import { answering, freePort, type Running, run } from './processes.ts'

/** The built site, running on one of its hosts with a database of its own. */
export interface Site {
  name: HostName
  /** Without a `/` at its end. */
  url: string
  /** Ends it, its database server too, and starts it on the same data and address. SIGKILL is a crash. */
  restart(signal?: NodeJS.Signals): Promise<void>
  /** Kills the database server, which only the edge has, while `act` runs; then starts it on the same data. */
  withoutDatabase(act: () => Promise<void>): Promise<void>
  stop(): Promise<void>
  /** Where its data lies, gone when it is stopped. */
  dataFolder: string
  /** Everything the site has written since the first start. */
  stdout(): string
}

export interface SiteSettings {
  /** The moment the site's clock stands at, ISO 8601. */
  now?: string
  /** Further variables. */
  env?: Record<string, string>
}

const secret = 'a secret for tests, long enough for them'

/** The programs a host is made of; each can be started again. */
interface Parts {
  server(): Running
  /** A database server of its own, up to date when it is handed over. */
  database?(): Promise<Running>
}

const nodeParts = async (folder: string, port: number, { now = testMoment, env = {} }: SiteSettings): Promise<Parts> => {
  const variables = {
    PORT: String(port),
    HOST: '127.0.0.1',
    MULIN_DATA_DIR: folder,
    MULIN_NOW: now,
    MULIN_SECRET: secret,
    MULIN_TRUST_PROXY: '1',
  }
  return { server: () => run(process.execPath, [`${builtSite('node')}/server/entry.mjs`], { ...variables, ...env }) }
}

/** More than eight connections stop this libSQL server for good. */
const databaseConnections = '4'

const migrate = async (url: string) => {
  const migration = run(process.execPath, ['scripts/migrate.ts'], { MULIN_DATABASE_URL: url })
  const status = await migration.ended()
  if (status !== 0) throw new Error(`the database was not migrated:\n${migration.output()}`)
}

const edgeParts = async (folder: string, port: number, { now = testMoment, env = {} }: SiteSettings): Promise<Parts> => {
  const address = `127.0.0.1:${await freePort()}`
  const variables = { MULIN_DATABASE_URL: `http://${address}`, MULIN_NOW: now, MULIN_SECRET: secret, ...env }
  const vars = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  const own = ['--port', String(port), '--ip', '127.0.0.1', '--inspector-port', '0', '--persist-to', join(folder, 'wrangler')]
  const settings = { WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(folder, 'logs'), CI: '1' }
  return {
    server: () => run('wrangler', ['dev', '-c', `${builtSite('edge')}/server/wrangler.json`, ...own, ...vars], settings),
    database: async () => {
      const listen = ['-d', join(folder, 'database'), '--http-listen-addr', address, '--max-concurrent-connections', databaseConnections]
      const database = run('sqld', listen, {})
      try {
        await answering(`http://${address}/health`, database)
        await migrate(`http://${address}`)
      } catch (error) {
        await database.stop('SIGKILL')
        throw error
      }
      return database
    },
  }
}

/** Starts the built site on a free port; whoever starts it stops it. */
export const startSite = async (name: HostName, settings: SiteSettings = {}): Promise<Site> => {
  const folder = mkdtempSync(join(tmpdir(), `mulin-${name}-`))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const parts = await (name === 'node' ? nodeParts : edgeParts)(folder, port, settings)
  let server: Running | undefined
  let database: Running | undefined
  let before = ''
  const end = async (signal?: NodeJS.Signals) => {
    await server?.stop(signal)
    await database?.stop(signal)
    before += server?.output() ?? ''
    server = undefined
    database = undefined
  }
  const begin = async () => {
    database = await parts.database?.()
    server = parts.server()
    await answering(`${url}/`, server)
  }
  const stop = async () => {
    await end()
    rmSync(folder, { recursive: true, force: true })
  }
  await begin().catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    name,
    url,
    dataFolder: folder,
    stdout: () => before + (server?.output() ?? ''),
    stop,
    restart: async (signal) => {
      await end(signal)
      await begin()
    },
    withoutDatabase: async (act) => {
      if (!database) throw new Error(`the database of ${name} is a part of the site`)
      await database.stop('SIGKILL')
      try {
        await act()
      } finally {
        database = await parts.database?.()
      }
    },
  }
}

/** The site on one host for a whole test file or `describe`: `const site = useSite('node')`, then `site().url`. */
export const useSite = (name: HostName, settings?: SiteSettings): (() => Site) => {
  let site: Site | undefined
  beforeAll(async () => {
    site = await startSite(name, settings)
  })
  afterAll(() => site?.stop())
  return () => {
    if (!site) throw new Error('the site is not running yet')
    return site
  }
}
