import { getSecret } from 'astro:env/server'
import { createClient } from '@libsql/client/http'
import type { SmsSender } from '../../src/kernel/sms.ts'
import type { Vault } from '../../src/kernel/vault.ts'
import { clock } from '../clock.ts'
import { createDatabase, patienceWithServer } from '../db/client.ts'
import type { Host } from '../host.ts'
import { createMetrics } from '../metrics.ts'
import { openVault } from '../vault.ts'
import { chooseSms } from './sms/choose.ts'

const callMaxMs = 3000

const need = (name: string) => {
  const value = getSecret(name)
  if (!value) throw new Error(`${name} is not set`)
  return value
}

/** The client has no time-out of its own: a frozen server would hold a request for ever. */
const fetchWithin =
  (ms: number): typeof fetch =>
  (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(ms) })

/** A request at the edge may not use another request's connection, so each call has its own client. */
const connect = (within_ms: number) => {
  const authToken = getSecret('MULIN_DATABASE_TOKEN')
  const within = Math.max(1, Math.min(callMaxMs, Math.ceil(within_ms)))
  return createClient({ url: need('MULIN_DATABASE_URL'), ...(authToken && { authToken }), fetch: fetchWithin(within) })
}

const metrics = createMetrics()
const database = createDatabase(connect, patienceWithServer, metrics.databaseCalled)
let vault: Promise<Vault> | undefined
let sms: SmsSender | null | undefined

let fetchFile: (request: Request) => Promise<Response>

/** Where the Worker's static files are; given once, for the reason below. */
export const readFilesWith = (fetchAsset: typeof fetchFile) => {
  fetchFile = fetchAsset
}

let keepAlive: (work: Promise<unknown>) => void = () => {}

/**
 * What keeps a request alive for work that goes on after its answer; given once by the Worker, because a module that only
 * Cloudflare has cannot be imported where pages are made ahead, and not in time when it is wanted.
 */
export const keepAliveWith = (waitUntil: typeof keepAlive) => {
  keepAlive = waitUntil
}

export const host: Host = {
  ready: async () => {},
  database: () => database,
  vault: () => {
    vault ??= openVault(need('MULIN_SECRET'))
    return vault
  },
  sms: () => {
    sms ??= chooseSms(getSecret, fetchWithin(callMaxMs))
    return sms
  },
  servedFile: async (path, url) => {
    const answer = await fetchFile(new Request(new URL(path, url)))
    return answer.ok ? answer.text() : null
  },
  now: () => clock(getSecret('MULIN_NOW'))(),
  afterwards: (work) => keepAlive(work),
  backups: null,
  metrics,
  metricsToken: () => getSecret('MULIN_METRICS_TOKEN') ?? null,
  log: (entry) => {
    metrics.logged(entry)
    console.log(JSON.stringify(entry))
  },
}
