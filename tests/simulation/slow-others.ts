import { statSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client/web'
import { builtSite } from '../support/build.ts'
import { openRemoteDatabase } from '../support/database-server.ts'
import { answering, freePort, type Running, run } from '../support/processes.ts'
import { brokenRules } from './checks.ts'
import type { Say } from './fast.ts'
import { withSlowSite } from './slow-site.ts'
import { crowd, lostOf } from './writers.ts'

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** A second process on the embedded file: whether it ended by itself with a status that is not 0, while the first one goes on. */
export const secondProcess = (say: Say) =>
  withSlowSite('node', async (site) => {
    const second = run(process.execPath, [`${builtSite('node')}/server/entry.mjs`], {
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      MULIN_DATA_DIR: site.folder,
    })
    const status = await second.ended()
    const goesOn = (await fetch(`${site.url}/readyz`)).status === 200
    say(`a second process ended with ${status}: ${second.output().trim()}`)
    return status === 1 && goesOn
  })

/** Two deployments at once on one database. */
export const twoDeployments = (seconds: number, say: Say) =>
  withSlowSite('edge', async (site) => {
    const { url } = await site.another()
    const until = performance.now() + seconds * 1000
    const written = await crowd(site, 16, () => performance.now() < until, [site.url, url]).done
    const found = await site.finish(async (client) => ({ lost: await lostOf(client, written), broken: await brokenRules(client) }))
    say(`two deployments: ${written.good_at.length} acknowledged, ${found.lost} lost, ${found.broken.length} rules broken`)
    return { ...found, acknowledged: written.good_at.length, contended: written.contended }
  })

/** Brings a database up to date with a process that is killed on the way, again and again; whether the next one that is not succeeds. */
export const migrationCut = async (times: number, say: Say) => {
  const schemaOf = async (url: string) => {
    const client = createClient({ url })
    const { rows } = await client.execute('SELECT type, name, sql FROM sqlite_master ORDER BY type, name')
    client.close()
    return JSON.stringify(rows)
  }
  const whole = await openRemoteDatabase()
  const wanted = await schemaOf(whole.url)
  await whole.close()
  let good = 0
  for (let time = 0; time < times; time++) {
    const cut = await openRemoteDatabase(false)
    try {
      const first = run(process.execPath, ['scripts/migrate.ts'], { MULIN_DATABASE_URL: cut.url })
      await untilWritten(cut.url, time + 1, first)
      await first.stop('SIGKILL')
      const second = run(process.execPath, ['scripts/migrate.ts'], { MULIN_DATABASE_URL: cut.url })
      if ((await second.ended()) === 0 && (await schemaOf(cut.url)) === wanted) good++
    } finally {
      await cut.close()
    }
  }
  say(`migrations cut in half: ${good} of ${times} were whole after the next`)
  return good
}

/** Waits until so many migrations have been written down, or nobody is there to write them. */
const untilWritten = async (url: string, count: number, writer: Running) => {
  const client = createClient({ url })
  for (let found = 0; found < count && writer.lives(); await pause(1))
    found = await client.execute('SELECT COUNT(*) AS n FROM migrations').then(
      ({ rows }) => Number(rows[0]?.['n']),
      () => 0,
    )
  client.close()
}

/** What a full disk came to. */
export interface Full {
  acknowledged: number
  lost: number
  /** Statuses that people were answered with while nothing could be written. */
  refused: number
  reads_go_on: boolean
  writes_again: boolean
}

export const diskFull = (say: Say): Promise<Full> =>
  withSlowSite('node', async (site) => {
    await site.victim().stop()
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    // Files may grow by so much and no further: in blocks of 512 bytes, as the shell counts them.
    const blocks = Math.ceil((statSync(join(site.folder, 'mulin.db')).size + 400_000) / 512)
    const start = `ulimit -f ${blocks}; exec "$0" "$1"`
    const env = {
      PORT: String(port),
      HOST: '127.0.0.1',
      MULIN_DATA_DIR: site.folder,
      MULIN_SECRET: 'a secret for tests, long enough for them',
    }
    const moment = { MULIN_NOW: '2026-11-23T09:00:00+08:00', MULIN_TRUST_PROXY: '1', MULIN_BACKUP_DAYS: '0' }
    const server = run('/bin/sh', ['-c', start, process.execPath, `${builtSite('node')}/server/entry.mjs`], { ...env, ...moment })
    await answering(`${url}/`, server)
    let refused = 0
    const until = performance.now() + 30_000
    const { written, done } = crowd(site, 4, () => refused < 20 && performance.now() < until, [url])
    for (let last = 0; refused < 20 && performance.now() < until; await pause(100)) {
      if (written.good_at.length === last && last > 0) refused += Number((await tryOnce(url, site.steward)) >= 500)
      last = written.good_at.length
    }
    await done
    const reads_go_on = (await fetch(`${url}/activities/`)).status === 200
    await server.stop()
    await site.killAndStart()
    const writes_again = (await tryOnce(site.url, site.steward)) === 303
    const lost = await site.finish((client) => lostOf(client, written))
    say(
      `disk full: ${written.good_at.length} acknowledged, ${lost} lost, ${refused} refused, reads ${reads_go_on}, writes again ${writes_again}`,
    )
    return { acknowledged: written.good_at.length, lost, refused, reads_go_on, writes_again }
  })

const tryOnce = async (url: string, steward: Record<string, string>) => {
  const body = new URLSearchParams({ act: 'delivery', choice: 'lajidai/service-center', pieces: '1', request_key: crypto.randomUUID() })
  return (await fetch(`${url}/desk/stock/`, { method: 'POST', headers: { ...steward }, body, redirect: 'manual' })).status
}
