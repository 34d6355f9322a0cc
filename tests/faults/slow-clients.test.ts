import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeParts } from '../support/host-parts.ts'
import { useSite } from '../support/hosts.ts'
import { answering, freePort } from '../support/processes.ts'
import { openRaw } from '../support/raw-http.ts'

const site = useSite('node')

const address = '/signups/'
const post = (url: string, more: string[]) =>
  [`POST ${address} HTTP/1.1`, `host: ${new URL(url).host}`, 'content-type: application/x-www-form-urlencoded', ...more, '', ''].join(
    '\r\n',
  )

/** Somebody else is served, and need not wait until the others are cut off. */
const servesOthers = async () => {
  const response = await fetch(`${site().url}/healthz`, { signal: AbortSignal.timeout(10_000) })
  expect(response.status).toBe(200)
}

/** Writes a little now and then, as somebody does who wants to hold a connection. */
const trickle = async (raw: ReturnType<typeof openRaw>, piece: string) => {
  const timer = setInterval(() => raw.socket.writable && raw.socket.write(piece), 500)
  await raw.closed
  clearInterval(timer)
}

describe('who is slow on purpose', () => {
  test('with 400 requests that never end their headers, nor with one that never ends its body, keeps nobody else from being served', async () => {
    const headers = Array.from({ length: 400 }, () => openRaw(site().url))
    for (const raw of headers) raw.socket.write(`GET ${address} HTTP/1.1\r\nhost: a\r\n`)
    const body = openRaw(site().url)
    body.socket.write(post(site().url, ['content-length: 10000']))
    const trickling = [...headers.slice(0, 20).map((raw) => trickle(raw, 'x: y\r\n')), trickle(body, 'a')]
    await servesOthers()

    await Promise.all(headers.map(({ closed }) => closed))
    expect(Math.max(...headers.map((raw) => raw.closedAfterMs() ?? Infinity))).toBeLessThan(50_000)
    expect(headers[0]?.answer().status).toBe(408)
    await servesOthers()

    await Promise.all(trickling)
    expect(body.closedAfterMs()).not.toBeNull()
    await servesOthers()
  }, 120_000)
})

test('a client that dribbles does not keep a site that is told to stop from ending', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-stopping-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = (await nodeParts(folder, port, {})).server()
  try {
    await answering(`${url}/`, server)
    const body = openRaw(url)
    body.socket.write(post(url, ['content-length: 10000']))
    const trickling = trickle(body, 'a')
    await new Promise((done) => setTimeout(done, 1000))
    server.signal('SIGTERM')
    expect(await server.ended()).toBe(0)
    await trickling
  } finally {
    await server.stop('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}, 45_000)

const megabyte = 'x'.repeat(1024 * 1024)

/** Sends until the other side has had enough, 64 MB at the most; gives back how much it took. */
const pour = async (raw: ReturnType<typeof openRaw>, framed: (piece: string) => string) => {
  let megabytes = 0
  while (raw.closedAfterMs() === null && megabytes < 64) {
    const taken = raw.socket.write(framed(megabyte))
    megabytes++
    if (!taken) await Promise.race([new Promise((done) => raw.socket.once('drain', done)), raw.closed])
    await new Promise((done) => setTimeout(done, 50))
  }
  return megabytes
}

describe('a body that is much too long', () => {
  test.each([
    ['says so', 'content-length: 10737418240', (piece: string) => piece],
    ['does not say how long it is', 'transfer-encoding: chunked', (piece: string) => `${piece.length.toString(16)}\r\n${piece}\r\n`],
  ])('and %s is answered with 413 at once, and the rest of it is not waited for', async (_, length, framed) => {
    const raw = openRaw(site().url)
    raw.socket.write(post(site().url, [length]))
    const poured = await pour(raw, framed)
    raw.close()
    expect(raw.answer().status).toBe(413)
    expect(poured).toBeLessThan(64)
    await servesOthers()
  })

  test('and is told before a byte of it was sent', async () => {
    const raw = openRaw(site().url)
    raw.socket.write(post(site().url, ['content-length: 10485760']))
    expect((await raw.answered()).status).toBe(413)
    raw.close()
  })

  test('headers without end are refused', async () => {
    const raw = openRaw(site().url)
    raw.socket.write(`GET / HTTP/1.1\r\nhost: a\r\ncookie: ${megabyte}`)
    await raw.closed
    expect(raw.answer().status).toBe(431)
  })
})
