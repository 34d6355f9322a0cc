import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signatureOf } from '../src/features/drop-offs/signature.server.ts'
import { openApiDocument } from '../src/openapi.ts'
import { cast } from '../tests/support/cast.ts'
import { pageOf, stationOf } from '../tests/support/drop-offs.ts'
import { type Body, bodyOf, partOfAddress, type Schema } from '../tests/support/fuzz.ts'
import { asResident, resident } from '../tests/support/people.ts'
import { signUp } from '../tests/support/signups.ts'
import { openSite, type TestSite } from '../tests/support/site.ts'
import { status } from './status.ts'

const seed = 20261123
const runs = 500

let site: TestSite
let cookie = ''
let device = { id: '', key: '' }
let known: Record<string, unknown> = {}
beforeAll(async () => {
  site = await openSite()
  const me = await resident(site, { name: '王秀英' })
  cookie = (await asResident(site, me.id)).cookie
  const steward = await stationOf(site, { role: 'steward' })
  const press = steward.press('/desk/points/devices/', { name: '东区大秤', station: 'recycling-east', request_key: randomUUID() })
  device = (await pageOf<{ made: typeof device }>(press)).made
  const { code } = await signUp(site, cast.li, 1)
  known = { code, phone: cast.li.phone, name: cast.li.name, occurrence: '2026-11-28', party_size: 1, notice_version: '2026-11', for: me.id }
  Object.assign(known, { version: 'aaaaaaaaaaaa', answers: { lives: 'alone', wants: ['meals'] }, request_key: 'a-key-of-the-fuzzer-1' })
  const card = await (await site.host.vault()).fingerprint('resident card', 'ABCDEFGHJK')
  const issued = 'INSERT INTO resident_cards (fingerprint, resident, issued_at, issued_by) VALUES (?, ?, 1, ?)'
  await site.client.execute({ sql: issued, args: [card, me.id, 'test'] })
  Object.assign(known, { card: 'ABCDEFGHJK', weighings: [{ material: '废纸', grams: 2500 }] })
})
afterAll(() => site.close())

interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> }
}
const { paths = {} } = openApiDocument({ name: '梧桐里', url: 'https://wutongli.example.org' })
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
)

/** Names of an address that exist, so that half of what is tried gets past them. */
const goodParts: Record<string, () => string> = { slug: () => 'tea', occurrence: () => '2026-11-28', device: () => device.id }
const partsOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
const addressesOf = (path: string) =>
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.array(partOfAddress, { minLength: 2, maxLength: 2 })).map(([junk, [one = '', other = '']]) =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      if (junk === 0 && name !== 'occurrence') return one
      if (junk === 1 && name === 'occurrence') return other
      return path.includes('/surveys/') ? 'needs' : (goodParts[name]?.() ?? one)
    }),
  )

let calls = 0

/** Each caller from an address of their own, so that limits on tries hide nothing. */
const headersOf = (path: string, { text, type }: Body) => {
  const timestamp = String(Math.floor(site.state.now / 1000))
  const message = randomUUID()
  const signature = signatureOf(device.key, { method: 'POST', path, timestamp, message, body: text })
  return {
    ...(type && { 'content-type': type }),
    'x-test-client': `fuzzer ${++calls}`,
    cookie: calls % 2 ? cookie : '',
    ...(path.startsWith('/api/devices/') && {
      'mulin-timestamp': timestamp,
      'mulin-message': message,
      'mulin-signature': signature,
    }),
  }
}

const ask = (method: string, path: string, body: Body | null) =>
  site.request(path, {
    method,
    headers: headersOf(path, body ?? { text: '', type: '' }),
    ...(body && { body: body.text }),
  })

/** A good answer, or a problem whose code has that very status. */
const expectAnswered = async (answer: Response) => {
  const type = answer.headers.get('content-type') ?? ''
  const json = (await answer.json()) as { code: keyof typeof status; status: number; title: string }
  if (answer.ok) return expect(type).toMatch(/^application\/json/)
  expect([answer.status, json.code]).not.toEqual([500, 'unexpected'])
  expect(answer.status).toBeLessThan(500)
  expect(type).toBe('application/problem+json; charset=utf-8')
  expect(json).toMatchObject({ status: answer.status, title: expect.stringMatching(/\p{Script=Han}/u) })
  expect(status[json.code]).toBe(answer.status)
}

/** What nobody has published yet cannot be had. */
const notYet = ['/api/surveys/{slug}/results']

test('the document names the API whole', () => expect(operations.length).toBeGreaterThanOrEqual(8))

describe.each(operations)('$method $path', ({ method, path, operation }) => {
  const schema = operation.requestBody?.content['application/json']?.schema

  test('answers whatever is sent with what it says it answers', async () => {
    const met = new Set<number>()
    const bodies = schema ? bodyOf(schema, known) : fc.constant(null)
    const property = fc.asyncProperty(addressesOf(path), bodies, async (address, body) => {
      const answer = await ask(method, address, body)
      met.add(answer.status)
      await expectAnswered(answer)
    })
    await fc.assert(property, { seed, numRuns: partsOf(path).length || schema ? runs : 1 })
    if (!notYet.includes(path)) expect([...met].filter((one) => one < 300)).toHaveLength(1)
    expect(met.size).toBeGreaterThan(notYet.includes(path) ? 0 : 1)
  })
})
