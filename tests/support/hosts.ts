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
  stop(): Promise<void>
  /** Everything the site has written since the first start. */
  stdout(): string
}

export interface SiteSettings {
  /** The moment the site's clock stands at, ISO 8601. */
  now?: string
  /** Further variables. */
  env?: Record<string, string>
}

type Start = () => Promise<Running[]>

const secret = 'a secret for tests, long enough for them'

const startNode = async (folder: string, port: number, { now = testMoment, env = {} }: SiteSettings): Promise<Start> => {
  const variables = {
    PORT: String(port),
    HOST: '127.0.0.1',
    MULIN_DATA_DIR: folder,
    MULIN_NOW: now,
    MULIN_SECRET: secret,
    MULIN_TRUST_PROXY: '1',
  }
  return async () => [run(process.execPath, [`${builtSite('node')}/server/entry.mjs`], { ...variables, ...env })]
}

/** More than eight connections stop this libSQL server for good. */
const databaseConnections = '4'

const startEdge = async (folder: string, port: number, { now = testMoment, env = {} }: SiteSettings): Promise<Start> => {
  const databasePort = await freePort()
  const MULIN_DATABASE_URL = `http://127.0.0.1:${databasePort}`
  const variables = { MULIN_DATABASE_URL, MULIN_NOW: now, MULIN_SECRET: secret, ...env }
  const vars = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  const own = ['--port', String(port), '--ip', '127.0.0.1', '--inspector-port', '0', '--persist-to', join(folder, 'wrangler')]
  return async () => {
    const listen = ['-d', join(folder, 'database'), '--http-listen-addr', `127.0.0.1:${databasePort}`]
    const database = run('sqld', [...listen, '--max-concurrent-connections', databaseConnections], {})
    try {
      await answering(`${MULIN_DATABASE_URL}/health`, database)
      await migrate(MULIN_DATABASE_URL)
    } catch (error) {
      await database.stop('SIGKILL')
      throw error
    }
    const settings = { WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(folder, 'logs'), CI: '1' }
    return [run('wrangler', ['dev', '-c', `${builtSite('edge')}/server/wrangler.json`, ...own, ...vars], settings), database]
  }
}

const migrate = async (url: string) => {
  const migration = run(process.execPath, ['scripts/migrate.ts'], { MULIN_DATABASE_URL: url })
  const status = await migration.ended()
  if (status !== 0) throw new Error(`the database was not migrated:\n${migration.output()}`)
}

/** Starts the built site on a free port; whoever starts it stops it. */
export const startSite = async (name: HostName, settings: SiteSettings = {}): Promise<Site> => {
  const folder = mkdtempSync(join(tmpdir(), `mulin-${name}-`))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const start = await (name === 'node' ? startNode : startEdge)(folder, port, settings)
  let running: Running[] = []
  let before = ''
  const end = async (signal?: NodeJS.Signals) => {
    for (const program of running) await program.stop(signal)
    before += running[0]?.output() ?? ''
    running = []
  }
  const begin = async () => {
    running = await start()
    const [site] = running
    if (site) await answering(`${url}/`, site)
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
    stdout: () => before + (running[0]?.output() ?? ''),
    stop,
    restart: async (signal) => {
      await end(signal)
      await begin()
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
