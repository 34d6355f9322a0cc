import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { createClient as createWebClient } from '@libsql/client/web'
import { migrate } from '../../functions/db/migrate.ts'
import type { HostName } from '../support/build.ts'
import { startDatabaseServer } from '../support/database-server.ts'
import { edgeParts, nodeParts } from '../support/host-parts.ts'
import { asStaff } from '../support/people.ts'
import { answering, freePort, type Running } from '../support/processes.ts'
import { registerOf } from '../support/signin-people.ts'

/** The built site as processes one can kill, freeze and start again. */
export interface SlowSite {
  name: HostName
  url: string
  folder: string
  /** A steward's browser. */
  steward: Record<string, string>
  /** The process one kills: of the site on Node, which has the database in it; of the database server at the edge. */
  victim(): Running
  /** Kills it with -9, starts it again and waits until it answers; milliseconds from then to now. */
  killAndStart(): Promise<void>
  /** Starts one more on the same database, with an address of its own. */
  another(): Promise<{ url: string; server: Running }>
  /** Ends all of it, then looks at the data. */
  finish<Answer>(look: (client: Client) => Promise<Answer>): Promise<Answer>
}

const fill = async (client: Client) => {
  await migrate(client)
  return (await asStaff(registerOf(client), { role: 'steward', name: '钱芳' })).headers
}

const openNode = async (folder: string): Promise<SlowSite> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const parts = await nodeParts(folder, port, {})
  const first = await parts.open()
  const steward = await fill(first)
  first.close()
  let server = parts.server()
  await answering(`${url}/`, server)
  return {
    name: 'node',
    url,
    folder,
    steward,
    victim: () => server,
    killAndStart: async () => {
      await server.stop('SIGKILL')
      server = parts.server()
      await answering(`${url}/`, server)
    },
    another: () => Promise.reject(new Error('an embedded file has one process')),
    finish: async (look) => {
      await server.stop()
      const client = createClient({ url: `file:${join(folder, 'mulin.db')}`, concurrency: 1 })
      return look(client).finally(() => client.close())
    },
  }
}

const openEdge = async (folder: string): Promise<SlowSite> => {
  const address = `127.0.0.1:${await freePort()}`
  const data = join(folder, 'database')
  let database = await startDatabaseServer(data, address)
  const client = createWebClient({ url: `http://${address}` })
  const steward = await fill(client)
  const servers: Running[] = []
  const begin = async (own: string) => {
    const port = await freePort()
    const parts = await edgeParts(join(folder, own), port, { env: { MULIN_DATABASE_URL: `http://${address}` } })
    const server = parts.server()
    servers.push(server)
    const url = `http://127.0.0.1:${port}`
    await answering(`${url}/`, server)
    return { url, server }
  }
  const { url } = await begin('first')
  return {
    name: 'edge',
    url,
    folder,
    steward,
    victim: () => database,
    killAndStart: async () => {
      await database.stop('SIGKILL')
      database = await startDatabaseServer(data, address)
    },
    another: () => begin('second'),
    finish: async (look) => {
      for (const server of servers) await server.stop()
      try {
        return await look(client)
      } finally {
        await database.stop()
      }
    },
  }
}

/** The built site on a host with a database of its own for as long as `act` runs; `finish` is called by whoever wants to look. */
export const withSlowSite = async <Answer>(name: HostName, act: (site: SlowSite) => Promise<Answer>): Promise<Answer> => {
  const folder = mkdtempSync(join(tmpdir(), `mulin-slow-${name}-`))
  const site = await (name === 'node' ? openNode : openEdge)(folder)
  try {
    return await act(site)
  } finally {
    await site.finish(async () => {}).catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
}
