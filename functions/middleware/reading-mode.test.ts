import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { readingMode } from './reading-mode.ts'

const plain = '<!doctype html><html lang="zh-CN"><body>量血压</body></html>'
const elder = '<!doctype html><html data-reading="elder" lang="zh-CN"><body>量血压</body></html>'

const asked: Headers[] = []
const site = new Hono()
  .use(readingMode())
  .use(async (c, next) => {
    asked.push(c.req.raw.headers)
    await next()
  })
  .get('/', (c) => c.html(plain, 200, { etag: '"1"', 'content-length': String(plain.length) }))
  .get('/lost', (c) => c.html(plain, 404))
  .get('/feed', (c) => c.body('<html >', 200, { 'content-type': 'application/rss+xml' }))
  .post('/echo', async (c) => c.html(`<html >${await c.req.text()}`))

const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers })

describe('长辈版', () => {
  test('is off for someone who never asked', async () => {
    const page = await get('/')
    expect(await page.text()).toBe(plain)
    expect(page.headers.get('set-cookie')).toBeNull()
    expect(page.headers.get('etag')).toBe('"1"')
  })

  test('is turned on by an address, and remembered for a year', async () => {
    const page = await get('/?elder=1')
    expect(await page.text()).toBe(elder)
    expect(page.headers.get('set-cookie')).toBe('elder=1; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax')
  })

  test('stays on by its cookie, which is not set again', async () => {
    const page = await get('/', { cookie: 'a=b; elder=1' })
    expect(await page.text()).toBe(elder)
    expect(page.headers.get('set-cookie')).toBeNull()
  })

  test('is turned off by an address against its cookie, and that is remembered', async () => {
    const page = await get('/?elder=0', { cookie: 'elder=1' })
    expect(await page.text()).toBe(plain)
    expect(page.headers.get('set-cookie')).toBe('elder=0; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax')
  })

  test.each(['elder=0', 'elder=yes', 'elder=', 'older=1'])('is not turned on by the cookie %s', async (cookie) => {
    expect(await (await get('/', { cookie })).text()).toBe(plain)
  })

  test.each(['/?elder=', '/?elder=2', '/?elder=true', '/?elder=<script>'])('is not turned on by %s', async (path) => {
    const page = await get(path)
    expect(await page.text()).toBe(plain)
    expect(page.headers.get('set-cookie')).toBeNull()
  })

  test('is drawn on the page that says there is no such page', async () => {
    const page = await get('/lost?elder=1')
    expect(page.status).toBe(404)
    expect(await page.text()).toBe(elder)
  })

  test('leaves what is no page alone', async () => {
    const feed = await get('/feed?elder=1')
    expect(await feed.text()).toBe('<html >')
    expect(feed.headers.get('set-cookie')).toBeNull()
    expect(feed.headers.get('vary')).toBeNull()
  })

  test('works on the answer to a form, whose body arrives whole', async () => {
    const answer = await site.request('/echo', { method: 'POST', body: 'name=王', headers: { cookie: 'elder=1' } })
    expect(await answer.text()).toBe('<html data-reading="elder" >name=王')
  })
})

describe('a store between us and the reader', () => {
  test('is told that the page depends on the cookie, either way', async () => {
    expect((await get('/')).headers.get('vary')).toBe('Cookie')
    expect((await get('/?elder=1')).headers.get('vary')).toBe('Cookie')
  })

  test('gets no mark of the plain page with the other one', async () => {
    const page = await get('/?elder=1', { 'if-none-match': '"1"', 'if-modified-since': 'x', 'accept-encoding': 'br', range: 'bytes=0-9' })
    expect(page.headers.get('etag')).toBeNull()
    expect(page.headers.get('content-length')).toBeNull()
    const seen = asked.at(-1)
    for (const name of ['if-none-match', 'if-modified-since', 'accept-encoding', 'range']) expect(seen?.has(name)).toBe(false)
  })
})
