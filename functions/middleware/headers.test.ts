import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { securityHeaders } from './headers.ts'

const site = new Hono()
  .use(securityHeaders())
  .get('/page', (c) => c.html('<!doctype html>'))
  .get('/data', (c) => c.json({}))
  .get('/own-policy', (c) => c.html('', 200, { 'content-security-policy': "default-src 'self'" }))
  .get('/kept', (c) => c.body(null, 304))
  .get('/broken', () => {
    throw new Error('broken')
  })
  .onError((_, c) => c.html('sorry', 500))

const headersOf = async (address: string, headers: Record<string, string> = {}) =>
  Object.fromEntries((await site.request(address, { headers })).headers)

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

describe('the headers one expects', () => {
  test('stand on a page, which nobody may frame and whose forms stay here', async () => {
    expect(await headersOf('/page')).toMatchObject({
      ...everywhere,
      'content-security-policy': "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    })
  })

  test('stand on data, which may load nothing', async () => {
    expect(await headersOf('/data')).toMatchObject({
      ...everywhere,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
  })

  test.each(['/broken', '/nowhere'])('stand on %s too', async (path) => expect(await headersOf(path)).toMatchObject(everywhere))

  test('bring no policy with an answer that has no content, which would be put over that of the page a browser kept', async () => {
    const headers = await headersOf('/kept')
    expect(headers).toMatchObject(everywhere)
    expect(headers).not.toHaveProperty('content-security-policy')
  })

  test('leave a page its own stricter policy', async () => {
    const policy = (await headersOf('/own-policy'))['content-security-policy']
    expect(policy).toBe("default-src 'self', frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'")
  })
})

describe('a browser is told to stay with TLS', () => {
  const told = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
  test('where it came with TLS', async () => expect(await headersOf('https://wutongli.example.org/page')).toMatchObject(told))
  test('where a proxy says so', async () => expect(await headersOf('/page', { 'x-forwarded-proto': 'https' })).toMatchObject(told))
  test('nowhere else', async () => expect(await headersOf('http://localhost:4321/page')).not.toHaveProperty('strict-transport-security'))
})
