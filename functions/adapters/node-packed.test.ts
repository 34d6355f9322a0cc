import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packedWhenAsked } from './node-packed.ts'

const page = `<!doctype html>${'<p>高龄津贴</p>'.repeat(100)}`

let folder: string
let site: Hono
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulin-packed-'))
  mkdirSync(join(folder, 'policies/jintie'), { recursive: true })
  writeFileSync(join(folder, 'policies/jintie/index.html'), page)
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'short.txt'), '短')
  site = new Hono().use(packedWhenAsked(folder)).use(serveStatic({ root: folder, precompressed: true }))
})
afterEach(() => rmSync(folder, { recursive: true }))

const get = async (path: string, encodings = 'gzip, deflate, br') => {
  const answer = await site.request(path, { headers: { 'accept-encoding': encodings } })
  return { encoding: answer.headers.get('content-encoding'), bytes: new Uint8Array(await answer.arrayBuffer()) }
}
const text = ({ encoding, bytes }: Awaited<ReturnType<typeof get>>) =>
  new TextDecoder().decode(encoding === 'br' ? brotliDecompressSync(bytes) : bytes)

test('whoever asks first for a page gets it packed, and the twin lies there for those who come after', async () => {
  for (const path of ['/policies/jintie/', '/policies/jintie/', '/policies/jintie/index.html', '/']) {
    const answer = await get(path)
    expect([path, answer.encoding, text(answer)]).toEqual([path, 'br', page])
  }
  expect(brotliDecompressSync(readFileSync(join(folder, 'policies/jintie/index.html.br'))).toString()).toBe(page)
  expect(readdirSync(join(folder, 'policies/jintie'))).toEqual(['index.html', 'index.html.br'])
})

test('many who ask at once get the whole page', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => get('/policies/jintie/')))
  expect(answers.map((one) => [one.encoding, text(one)])).toEqual(answers.map(() => ['br', page]))
})

test('who does not read brotli, and what is short, gets it as it lies', async () => {
  expect(await get('/policies/jintie/', 'gzip, deflate')).toMatchObject({ encoding: null })
  expect(await get('/short.txt')).toMatchObject({ encoding: null })
  expect(readdirSync(join(folder, 'policies/jintie'))).toEqual(['index.html'])
})

test('a page is sent as it lies where its twin cannot be written', async () => {
  mkdirSync(join(folder, 'index.html.part'))
  const answer = await get('/')
  expect([answer.encoding, text(answer)]).toEqual([null, page])
})
