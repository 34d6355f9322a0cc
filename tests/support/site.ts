import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { keepingStatements } from '../../functions/adapters/node-statements.ts'
import { createDatabase } from '../../functions/db/client.ts'
import { migrate } from '../../functions/db/migrate.ts'
import type { Host } from '../../functions/host.ts'
import { createMetrics } from '../../functions/metrics.ts'
import { createSite } from '../../functions/site.ts'
import { openVault } from '../../functions/vault.ts'
import type { Catalogue } from '../../src/catalogue.ts'
import type { SmsSender } from '../../src/kernel/sms.ts'
import { sampleCatalogue, testNow } from './catalogue.ts'
import { assertNothingPersonal } from './quiet-log.ts'

/** What a monitor shows. */
export const metrics_token = 'a token for tests'

/** An embedded file that nothing need wait for: what is in it does not outlive the test. */
export const openTestFile = async (folder: string) => {
  const client = keepingStatements(() => createClient({ url: `file:${join(folder, 'test.db')}`, concurrency: 1 }))
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('PRAGMA synchronous = OFF')
  return client
}

/** What the build serves beside the pages, as far as the server reads it. */
const servedFiles = {
  '/reviews/dates.json': '[]',
  '/policies/versions.json': JSON.stringify({ juzhuzheng: { title: '居住证怎么办', version: 'v1' } }),
}

/**
 * The whole site but Astro's drawing, on a real embedded libSQL file of its own: pages answer the data they were given
 * as JSON. `now` can be moved. With a client, on the database it is of, which it closes with the site.
 */
export const openSite = async (catalogue: Catalogue = sampleCatalogue(), elsewhere?: Client) => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-'))
  const client = elsewhere ?? (await openTestFile(folder))
  await migrate(client)
  const metrics = createMetrics()
  const database = createDatabase(() => client, { tries: 3, first_wait_ms: 5, for_ms: 6000 }, metrics.databaseCalled)
  const vault = openVault('a secret for tests, long enough for them')
  const lines: string[] = []
  const messages: { phone: string; code: string }[] = []
  const afterwards: Promise<void>[] = []
  const sms: SmsSender = {
    sendCode: async (phone, code) => {
      messages.push({ phone, code })
    },
  }
  const state = { now: testNow, catalogue, sms: sms as SmsSender | null, files: new Map(Object.entries(servedFiles)), metrics_token }
  const host: Host = {
    ready: async () => {},
    database: () => database,
    vault: () => vault,
    sms: () => state.sms,
    now: () => state.now,
    servedFile: async (path) => state.files.get(path) ?? null,
    afterwards: (work) => {
      afterwards.push(work)
    },
    backups: null,
    metrics,
    metricsToken: () => state.metrics_token,
    log: (entry) => {
      metrics.logged(entry)
      lines.push(JSON.stringify(entry))
    },
  }
  const site = createSite({
    host,
    catalogue,
    drawPage: async (_, data, status) => Response.json(data, { status: status ?? 200 }),
    clientAddress: (c) => c.req.header('x-test-client') ?? '127.0.0.1',
  })
  return {
    state,
    host,
    client,
    database,
    folder,
    log: lines,
    /** What was sent by SMS, once everything that goes on after an answer is done. */
    messages: async () => {
      await Promise.all(afterwards)
      return messages
    },
    /** Every route with its handlers and middleware, as Hono keeps them. */
    routes: site.routes,
    request: (path: string, init?: RequestInit) => site.request(path, init),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      site.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    postForm: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      site.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
    /** Throws if the log of the whole test says who somebody is. */
    close: () => {
      client.close()
      rmSync(folder, { recursive: true })
      assertNothingPersonal(lines)
    },
  }
}

export type TestSite = Awaited<ReturnType<typeof openSite>>
