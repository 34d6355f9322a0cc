import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { access } from '../../functions/access.ts'
import { builtSite, hostNames } from '../support/build.ts'
import { secret } from '../support/host-parts.ts'
import { useSite } from '../support/hosts.ts'
import { askRaw } from '../support/raw-http.ts'
import { repositoryRoot } from '../support/root.ts'
import { residentCookies, samplePeople } from '../support/sample.ts'

/** Ways to write a step up, and what is asked for above: a key, the database, code, the system. */
const steps = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%252f', '..\\', '..%5c', '%c0%ae%c0%ae/', '..%00/', '....//', '..;/', '/..//']
const wanted = [
  'secret',
  'data/secret',
  'mulin.db',
  'server/entry.mjs',
  'package.json',
  '.git/config',
  'etc/passwd',
  '.env',
  'wrangler.json',
]
const from = ['/', '/_astro/', '/policies/', '/search/', '/me/', '/api/']
const traversals = from.flatMap((place, at) =>
  steps.flatMap((step, by) => [place + step.repeat(1 + ((at + by) % 4)) + wanted[(at + by) % wanted.length]]),
)
const odd = [
  '/%00',
  '/%',
  '/%ff',
  '/index.html%00.js',
  '/.%2e/.%2e/',
  '/%2f%2fetc/passwd',
  '/~root',
  '/policies/%2e%2e',
  '/a'.repeat(2000),
  '/?%',
  '/*',
]

const leads = [
  ...[
    '//evil.example/',
    '/\\evil.example/',
    '/%2f%2fevil.example/',
    '/%5cevil.example',
    '///evil.example',
    '//evil.example/..',
    '/.evil.example',
  ],
  ...[
    '//evil.example/policies',
    '/policies//evil.example/',
    '/policies/gone//evil.example',
    'http://evil.example/',
    'https://evil.example/me/',
  ],
  ...['/signin/?next=//evil.example/', '/signin/?from=https://evil.example/', '/?url=https://evil.example/', '/me/?r=%2f%2fevil.example'],
  ...[
    '/\t/evil.example/',
    '/%0d%0aLocation:%20https://evil.example/',
    '/policies/%0d%0aSet-Cookie:%20a=b',
    '/desk/?next=https://evil.example/',
  ],
]

const leaks = /root:x:0|BEGIN [A-Z ]*KEY|"dependencies"|sqlite format|\[core\]|mulinContent|createServer/i

const manyAtOnce = async <Item>(items: Item[], act: (item: Item) => Promise<void>) => {
  const left = [...items]
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

const headerOf = (head: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim()

/** What every answer says, also one to an attack. Node itself answers what is no HTTP, with nothing in it. */
const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** A post of another site. `wrangler dev` itself may lose the connection when the Worker answers before it has read what is sent. */
const posted = async (address: string, tries = 3): Promise<Response> => {
  const headers = { origin: 'https://evil.example' }
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ a: 'b' }), headers, redirect: 'manual' })
  if (tries === 0 || answer.status !== 500) return answer
  return (await answer.clone().text()).includes('Network connection lost') ? posted(address, tries - 1) : answer
}

describe.each(hostNames)('on %s', (name) => {
  const people = samplePeople()
  const site = useSite(name, { prepare: people.prepare })

  test('no address leads out of what is served', async () => {
    const told: Record<string, number> = {}
    await manyAtOnce([...traversals, ...odd], async (path) => {
      const { status, body, head } = await askRaw(site().url, path)
      if (leaks.test(body) || status >= 500 || status === 0) told[path] = status
      if (status === 200)
        expect([path, headerOf(head, 'content-type')]).toEqual([path, expect.stringMatching(/^(text\/html|application\/xml)/)])
    })
    expect(told).toEqual({})
  })

  test('no address leads to another site, and none writes a header', async () => {
    const led: Record<string, string> = {}
    await manyAtOnce(leads, async (path) => {
      // What `wrangler dev` has in front of the Worker does not take a whole address.
      if (name === 'edge' && path.startsWith('http')) return
      const { status, head } = await askRaw(site().url, path)
      const location = headerOf(head, 'location')
      if (location && new URL(location, 'http://here').host !== 'here' && !location.startsWith(`${site().url}/`)) led[path] = location
      expect([path, headerOf(head, 'set-cookie') ?? '']).toEqual([path, expect.not.stringContaining('a=b')])
      expect([path, status]).toEqual([path, expect.toSatisfy((one: number) => one < 500 && one > 0)])
    })
    expect(led).toEqual({})
  })

  test('what is asked with an odd method is done for nobody', async () => {
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'OPTIONS']) {
      const { status, head, body } = await askRaw(site().url, '/me/', { cookie: 'secret=canary' }, method)
      expect([method, status < 500, body.includes('canary')]).toEqual([method, true, false])
      expect(headerOf(head, 'access-control-allow-origin')).toBeUndefined()
    }
  })

  test('every route says how it may be used, also where it refuses', async () => {
    const cookie = await residentCookies(site().url, people.slips().resident)
    const short: Record<string, string[]> = {}
    for (const route of Object.keys(access).filter((one) => one.startsWith('GET '))) {
      const path = route.slice(4).replace(/:\w+/g, 'x')
      const { status, headers: got } = await fetch(site().url + path, { headers: { cookie }, redirect: 'manual' })
      const missing = Object.entries(headers).filter(([header, value]) => got.get(header) !== value)
      if (status === 200 || status >= 400) {
        if (!got.get('content-security-policy')?.includes("frame-ancestors 'none'")) missing.push(['content-security-policy', ''])
        if (/^\/(me|desk|staff|signin|signups)\b/.test(path) && got.get('cache-control') !== 'no-store') missing.push(['cache-control', ''])
      }
      if (got.get('x-powered-by') || got.get('access-control-allow-origin')) missing.push(['too much', ''])
      if (status >= 500) missing.push(['status', String(status)])
      if (missing.length > 0) short[route] = missing.map(([header]) => header)
    }
    expect(short).toEqual({})
  })

  test('every cookie is for this site alone, kept from scripts, and over TLS only for TLS', async () => {
    const form = new URLSearchParams({ code: people.slips().steward })
    const told = await fetch(`${site().url}/signin/`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { 'x-forwarded-proto': 'https', cookie: 'cookies=kept' },
    })
    const set = told.headers.getSetCookie()
    expect(set.length).toBeGreaterThanOrEqual(2)
    expect(told.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    for (const cookie of set.filter((one) => !/max-age=0/i.test(one))) {
      expect(cookie).toMatch(/^__(Host|Secure)-/)
      expect(cookie).toMatch(/; ?HttpOnly/i)
      expect(cookie).toMatch(/; ?Secure/i)
      expect(cookie).toMatch(/; ?SameSite=(Lax|Strict)/i)
      expect(cookie).not.toMatch(/domain=/i)
    }
  })

  test('a post of another site is refused at every address', async () => {
    const passed: string[] = []
    for (const route of Object.keys(access).filter((one) => one.startsWith('POST '))) {
      const path = route.slice(5).replace(/:\w+/g, 'x')
      const answer = await posted(site().url + path)
      const text = await answer.text()
      if (answer.status !== 403) passed.push(`${route} ${answer.status} ${text.slice(0, 200)}`)
    }
    expect(passed).toEqual([])
  })
})

const filesBelow = (folder: string) =>
  readdirSync(join(repositoryRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe.each(hostNames)('what is built for %s', (name) => {
  test('holds no secret and no tests', () => {
    const words = [secret, 'tests/support']
    const found = filesBelow(builtSite(name)).filter((file) => words.some((word) => readFileSync(file, 'latin1').includes(word)))
    expect(found).toEqual([])
  })

  test('gives browsers no variable of the server, no map of the source and no path of the machine', () => {
    const files = filesBelow(`${builtSite(name)}/client`)
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
    const client = files.filter((file) => /\.(js|html|json|xml|txt)$/.test(file))
    expect(client.length).toBeGreaterThan(50)
    const told = (text: string) => /MULIN_(SECRET|DATABASE|SMS|METRICS|DATA)|sourceMappingURL/.test(text) || text.includes(repositoryRoot)
    expect(client.filter((file) => told(readFileSync(file, 'utf8')))).toEqual([])
  })
})
