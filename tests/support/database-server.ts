import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/web'
import { migrate } from '../../functions/db/migrate.ts'
import { libsqlServer } from '../../scripts/libsql-server.ts'
import { answering, freePort, type Running, run } from './processes.ts'

const noDatabaseServer = 'the libSQL server is not installed: run `npm ci`; there is one for Linux and macOS'

/** More than eight connections stop this libSQL server for good. */
const connections = '4'

/** A real libSQL server on what lies in the folder; `address` is host and port. */
export const startDatabaseServer = async (folder: string, address: string): Promise<Running> => {
  if (!existsSync(libsqlServer)) throw new Error(noDatabaseServer)
  const server = run(libsqlServer, ['-d', folder, '--http-listen-addr', address, '--max-concurrent-connections', connections], {})
  try {
    await answering(`http://${address}/health`, server)
  } catch (error) {
    await server.stop('SIGKILL')
    throw error
  }
  return server
}

/** A fresh database behind HTTP, up to date unless it is to be empty, with a client of it. */
export const openRemoteDatabase = async (upToDate = true) => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-sqld-'))
  const url = `http://127.0.0.1:${await freePort()}`
  const server = await startDatabaseServer(folder, new URL(url).host)
  const client = createClient({ url })
  if (upToDate) await migrate(client)
  return {
    url,
    client,
    close: async () => {
      client.close()
      await server.stop('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
