import { createClient } from '@libsql/client/web'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { cast } from '../tests/support/cast.ts'
import { openRemoteDatabase } from '../tests/support/database-server.ts'
import { deadDatabase, signUp } from '../tests/support/signups.ts'
import { metrics_token, openSite, type TestSite } from '../tests/support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
afterEach(() => vi.useRealTimers())

const told = async (one: TestSite, path: string, headers: Record<string, string> = {}) => {
  const answer = await one.request(path, { headers })
  return { status: answer.status, kept: answer.headers.get('cache-control'), json: (await answer.json()) as object }
}

const well = { status: 200, kept: 'no-store', json: { ready: true, read: 'ok', write: 'ok', migrations: 'current' } }
const longer = 5001

/** A site on a database of its own kind, whose monotonic clock the test moves. */
const fresh = async (change?: (one: TestSite) => void) => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const one = await openSite()
  change?.(one)
  return one
}

test('the process says that it lives, without a database', async () => {
  const one = await openSite()
  one.host.database = deadDatabase
  expect(await told(one, '/healthz')).toEqual({ status: 200, kept: 'no-store', json: { alive: true } })
  one.close()
})

describe('the site is ready', () => {
  test('while its database reads, writes and is up to date', async () => {
    expect(await told(site, '/readyz')).toEqual(well)
  })

  test('and says so on a database server, too', async () => {
    const remote = await openRemoteDatabase()
    const one = await openSite(undefined, remote.client)
    expect(await told(one, '/readyz')).toEqual(well)
    one.close()
    await remote.close()
  })

  test('not while the database is away, and again when it is back, without a restart', async () => {
    const one = await fresh()
    const { database } = one.host
    one.host.database = deadDatabase
    const away = { ready: false, read: 'failed', write: 'failed', migrations: 'unknown' }
    expect(await told(one, '/readyz')).toEqual({ status: 503, kept: 'no-store', json: away })
    one.host.database = database
    vi.advanceTimersByTime(longer)
    expect(await told(one, '/readyz')).toEqual(well)
    one.close()
  })

  test('not while the database reads and does not write', async () => {
    const one = await fresh()
    await one.client.execute('PRAGMA query_only = ON')
    const readsOnly = { ready: false, read: 'ok', write: 'failed', migrations: 'current' }
    expect(await told(one, '/readyz')).toEqual({ status: 503, kept: 'no-store', json: readsOnly })
    await one.client.execute('PRAGMA query_only = OFF')
    one.close()
  })

  test('not while nobody gets to write, though reading goes on', async () => {
    const remote = await openRemoteDatabase()
    const one = await openSite(undefined, remote.client)
    const other = createClient({ url: remote.url })
    const writing = await other.transaction('write')
    await writing.execute('SELECT 1')
    const stuck = { ready: false, read: 'ok', write: 'late', migrations: 'current' }
    expect(await told(one, '/readyz')).toEqual({ status: 503, kept: 'no-store', json: stuck })
    await writing.rollback()
    other.close()
    one.close()
    await remote.close()
  })

  test('not on a database that lacks the newest migration', async () => {
    const one = await fresh()
    await one.client.execute('DELETE FROM migrations WHERE name = (SELECT MAX(name) FROM migrations)')
    const behind = { ready: false, read: 'ok', write: 'ok', migrations: 'behind' }
    expect(await told(one, '/readyz')).toEqual({ status: 503, kept: 'no-store', json: behind })
    one.close()
  })

  test('for five seconds after it was, so that asking loads nothing', async () => {
    const one = await fresh()
    const before = one.database.writesDone()
    for (let turn = 0; turn < 50; turn++) expect(await told(one, '/readyz')).toEqual(well)
    expect(one.database.writesDone()).toBe(before + 1)
    vi.advanceTimersByTime(longer)
    await told(one, '/readyz')
    expect(one.database.writesDone()).toBe(before + 2)
    one.close()
  })

  test('whoever asks first all at once makes it ask once', async () => {
    const one = await fresh()
    const before = one.database.writesDone()
    await Promise.all(Array.from({ length: 50 }, () => told(one, '/readyz')))
    expect(one.database.writesDone()).toBe(before + 1)
    one.close()
  })
})

describe('metrics', () => {
  const monitor = { authorization: `Bearer ${metrics_token}` }
  const textFor = async (headers: Record<string, string>, one = site) => {
    const answer = await one.request('/metrics', { headers })
    return { status: answer.status, text: await answer.text() }
  }

  test('are for whoever has the token', async () => {
    expect(await textFor({})).toEqual({ status: 401, text: 'unauthorized' })
    expect(await textFor({ authorization: `Bearer ${metrics_token}x` })).toEqual({ status: 401, text: 'unauthorized' })
    expect(await textFor({ authorization: `Bearer ${metrics_token.replace('a', 'b')}` })).toEqual({ status: 401, text: 'unauthorized' })
    expect((await textFor(monitor)).status).toBe(200)
  })

  test('are nowhere without a token in the settings', async () => {
    const one = await openSite()
    one.state.metrics_token = ''
    expect(await textFor({ authorization: 'Bearer ' }, one)).toEqual({ status: 404, text: 'not found' })
    one.close()
  })

  test('count requests by pattern and class, and what is in the database, in lines a monitor reads', async () => {
    await signUp(site, cast.wang, 2)
    await site.request('/activities/tea/2026-11-28/signup/')
    const { text } = await textFor(monitor)
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        '# TYPE mulin_requests_total counter',
        'mulin_requests_total{method="POST",route="/api/activities/:slug/signups",status="2xx"} 1',
        expect.stringMatching(/^mulin_database_calls_total\{kind="write",outcome="answered"\} \d+$/),
        'mulin_ready 1',
        'mulin_signups{channel="online"} 1',
        'mulin_households 0',
      ]),
    )
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) mulin_\w+ .+|mulin_\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?\d+(\.\d+)?)$/)
  })

  test('say nothing about anybody', async () => {
    const { text } = await textFor(monitor)
    for (const secret of [cast.wang.name, cast.wang.phone]) expect(text).not.toContain(secret)
  })

  test('go on without a database', async () => {
    const one = await openSite()
    one.host.database = deadDatabase
    const { status, text } = await textFor(monitor, one)
    expect([status, text]).toEqual([200, expect.stringContaining('mulin_ready 0')])
    expect(text).not.toContain('mulin_households')
    one.close()
  })
})
