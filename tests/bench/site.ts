import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Client, InStatement } from '@libsql/client'
import { openFile } from '../../functions/adapters/node-host.ts'
import { createDatabase, patienceWithFile } from '../../functions/db/client.ts'
import type { Host } from '../../functions/host.ts'
import { lineLog } from '../../functions/lines.ts'
import { createMetrics } from '../../functions/metrics.ts'
import { createSite } from '../../functions/site.ts'
import { openVault } from '../../functions/vault.ts'
import type { Catalogue } from '../../src/catalogue.ts'
import { testNow } from '../support/catalogue.ts'

/** An embedded file in a folder of its own, opened as the Node host opens it. */
export const openBenchFile = async (opened?: Parameters<typeof openFile>[1]) => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-bench-'))
  const client = await openFile(folder, opened)
  const close = () => {
    client.close()
    rmSync(folder, { recursive: true })
  }
  return { client, close }
}

/** The same with the client as it comes, which prepares each statement anew: what anybody has without more ado. */
export const openRawFile = () => openBenchFile((open) => open())

/** What the site sends to its database: each call, and the statements of each batch. */
export interface Traffic {
  calls: number
  /** Calls that came to nothing; the site tries most of them again. */
  failed: number
  batches: InStatement[][]
  reads: InStatement[]
}

/** What is read is only kept at first, because a server under load reads for ever. */
const readsKept = 100

/** Notes what goes through a client without changing it. */
const watch = (client: Client): Traffic => {
  const traffic: Traffic = { calls: 0, failed: 0, batches: [], reads: [] }
  const { batch, execute } = client
  const counted = async <Answer>(call: Promise<Answer>) => {
    traffic.calls++
    try {
      return await call
    } catch (error) {
      traffic.failed++
      throw error
    }
  }
  client.batch = (statements, mode) => {
    traffic.batches.push(statements as InStatement[])
    return counted(batch.call(client, statements, mode))
  }
  client.execute = (...call: Parameters<Client['execute']>) => {
    if (traffic.calls < readsKept) traffic.reads.push(call[0])
    return counted(execute.apply(client, call))
  }
  return traffic
}

/** The site with everything but Astro's drawing: the real file, vault and log lines (which go nowhere). */
export const openBenchSite = async (catalogue: Catalogue) => {
  const { client, close } = await openBenchFile()
  const traffic = watch(client)
  const lines = openSync(devNull, 'w')
  const log = lineLog((text) => writeSync(lines, text))
  const database = createDatabase(() => client, patienceWithFile)
  const vault = openVault('a secret for the bench, long enough for it')
  await vault
  const began = performance.now()
  const metrics = createMetrics()
  const host: Host = {
    ready: async () => {},
    database: () => database,
    vault: () => vault,
    sms: () => null,
    // It goes on, so that what is remembered for a moment is forgotten again.
    now: () => testNow + Math.floor(performance.now() - began),
    servedFile: async () => null,
    afterwards: () => {},
    backups: null,
    metrics,
    metricsToken: () => null,
    log: (entry) => {
      metrics.logged(entry)
      log.log(entry)
    },
  }
  const site = createSite({
    host,
    catalogue,
    drawPage: async (c, data, status) => c.json(data as object, (status ?? 200) as 200),
    clientAddress: (c) => c.req.header('x-bench-client') ?? '127.0.0.1',
  })
  // As on the Node host: from here on requests and answers are that server's light ones.
  getRequestListener(site.fetch)
  return {
    site,
    host,
    client,
    traffic,
    close: () => {
      close()
      log.close()
      closeSync(lines)
    },
  }
}
