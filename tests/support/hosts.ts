import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import { afterAll, beforeAll } from 'vitest'
import type { HostName } from './build.ts'
import { edgeParts, nodeParts, type SiteSettings } from './host-parts.ts'
import { answering, freePort, type Running } from './processes.ts'
import { assertNothingPersonal, linesToKeepQuiet } from './quiet-log.ts'

/** The built site, running on one of its hosts with a database of its own. */
export interface Site {
  name: HostName
  /** Without a `/` at its end. */
  url: string
  /** Ends it, its database server too, and starts it on the same data and address. SIGKILL is a crash. */
  restart(signal?: NodeJS.Signals): Promise<void>
  /** Kills the database server, which only the edge has, while `act` runs; then starts it on the same data. */
  withoutDatabase(act: () => Promise<void>): Promise<void>
  /** Ends it, looks at its data, and starts it again. */
  inspect<Answer>(look: (client: Client) => Promise<Answer>): Promise<Answer>
  /** Ends it for good. Throws if anything it has written says who somebody is. */
  stop(): Promise<void>
  /** Where its data lies, gone when it is stopped. */
  dataFolder: string
  /** Everything the site has written since the first start. */
  stdout(): string
}

/** Starts the built site on a free port; whoever starts it stops it. */
const startSite = async (name: HostName, settings: SiteSettings = {}): Promise<Site> => {
  const folder = mkdtempSync(join(tmpdir(), `mulin-${name}-`))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const parts = await (name === 'node' ? nodeParts : edgeParts)(folder, port, settings)
  let server: Running | undefined
  let database: Running | undefined
  let before = ''
  const endServer = async (signal?: NodeJS.Signals) => {
    await server?.stop(signal)
    before += server?.output() ?? ''
    server = undefined
  }
  const end = async (signal?: NodeJS.Signals) => {
    await endServer(signal)
    await database?.stop(signal)
    database = undefined
  }
  const beginServer = async () => {
    server = parts.server()
    await answering(`${url}/`, server)
  }
  let prepare = settings.prepare
  const fill = async () => {
    if (!prepare) return
    const client = await parts.open()
    await prepare(client)
    client.close()
    prepare = undefined
  }
  const begin = async () => {
    database = await parts.database?.()
    await fill()
    await beginServer()
  }
  const stop = async () => {
    await end()
    rmSync(folder, { recursive: true, force: true })
    assertNothingPersonal(linesToKeepQuiet(before, settings.env?.['MULIN_SMS'] === 'console'))
  }
  await begin().catch(async (error: unknown) => {
    await stop().catch(() => {})
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
    inspect: async (look) => {
      await endServer()
      const client = await parts.openLeft()
      try {
        return await look(client)
      } finally {
        client.close()
        await beginServer()
      }
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
