import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../tests/support/cast.ts'
import { deadDatabase, formPath, problem, signUp, signupBody, signupFields, takePath, told } from '../tests/support/signups.ts'
import { openSite, type TestSite } from '../tests/support/site.ts'

let site: TestSite

beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const outage = '系统暂时连不上，不知道办成没有。请过几分钟先看看，没有办成再办一次；也可以打电话 0400-5550100，工作人员帮您查。'
const megabyte = 'x'.repeat(1024 * 1024)

describe('a body', () => {
  test('of a megabyte is turned away on every way in', async () => {
    const tooLong = problem(413, 'body_too_large', '发来的内容太长，没有办成。请写短一些再试。')
    const json = await told(site.post(takePath, signupBody({ name: megabyte })))
    expect(json).toMatchObject({ status: 413, json: tooLong })
    const form = await told(site.postForm(formPath, signupFields({ name: megabyte })))
    expect(form).toMatchObject({ status: 413, json: { outage: { code: 'body_too_large', sentence: tooLong.title } } })
    expect(form.headers.get('cache-control')).toBe('no-store')
  })

  test('that does not say how long it is, is counted while it comes', async () => {
    const body = new ReadableStream({
      pull: (stream) => stream.enqueue(new TextEncoder().encode('x'.repeat(1000))),
    })
    const answer = await site.request(takePath, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    } as RequestInit)
    expect(answer.status).toBe(413)
  })

  test('of 16 KB is still read', async () => {
    const { status } = await told(site.post(takePath, signupBody({ name: 'x'.repeat(15_000) })))
    expect(status).toBe(422)
  })
})

describe('a post from another site', () => {
  const foreign = { origin: 'https://evil.example' }
  const sentence = '这次提交不是从本站页面来的，没有办成。请打开本站页面重新填写。'

  test('to the API is a problem', async () => {
    expect(await told(site.post(takePath, signupBody(), foreign))).toMatchObject({
      status: 403,
      json: problem(403, 'origin_foreign', sentence),
    })
  })
  test('to a form is a page that says so', async () => {
    const { status, json } = await told(site.postForm(formPath, signupFields(), foreign))
    expect({ status, json }).toEqual({ status: 403, json: { outage: { code: 'origin_foreign', sentence } } })
  })
})

describe('an address the API does not have', () => {
  test.each([
    ['GET', '/api/nowhere'],
    ['POST', '/api/nowhere'],
    ['GET', takePath],
    ['DELETE', '/api/signup-lookups'],
    ['PUT', takePath],
  ])('%s %s', async (method, path) => {
    const { status, json } = await told(site.request(path, { method }))
    expect({ status, json }).toEqual({ status: 404, json: problem(404, 'route_unknown', '没有这个页面。请从首页重新查找。') })
  })

  test('is a page anywhere else, for Astro to draw or to miss', async () => {
    expect(await told(site.request('/nowhere/'))).toMatchObject({ status: 200, json: {} })
  })
})

describe('without a database', () => {
  beforeEach(() => {
    site.host.database = deadDatabase
  })

  test.each([
    ['taking places', takePath, signupBody()],
    ['looking up', '/api/signup-lookups', { code: 'K7M4TP', phone: cast.wang.phone }],
    ['changing', '/api/signup-changes', { code: 'K7M4TP', phone: cast.wang.phone, party_size: 1 }],
    ['cancelling', '/api/signup-cancellations', { code: 'K7M4TP', phone: cast.wang.phone }],
  ])('%s says what to do instead', async (_, path, body) => {
    const { status, json } = await told(site.post(path, body))
    expect({ status, json }).toEqual({ status: 503, json: problem(503, 'database_unavailable', outage) })
  })

  test('the signup page is still drawn, and keeps what was typed', async () => {
    const page = await told(site.request(formPath))
    const away = '系统暂时连不上。请过几分钟再试，或打电话 0400-5550100，工作人员帮您办。'
    expect(page).toMatchObject({ status: 503, json: { page: { kind: 'signup', availability: null, problem: { sentence: away } } } })
    const posted = await told(site.postForm(formPath, signupFields({ name: '王阿姨' })))
    expect(posted).toMatchObject({
      status: 503,
      json: { page: { typed: { name: '王阿姨', party_size: '2' }, problem: { sentence: outage } } },
    })
  })

  test('other pages say so on a page of their own', async () => {
    const answer = await told(site.postForm('/signups/', { code: 'K7M4TP', phone: cast.wang.phone }))
    expect(answer).toMatchObject({ status: 503, json: { outage: { code: 'database_unavailable', sentence: outage } } })
  })

  test('programs and pages are told when to come again', async () => {
    const answers = [
      await site.post(takePath, signupBody()),
      await site.request(formPath),
      await site.postForm('/signups/', { code: 'K7M4TP' }),
    ]
    const later = answers.map(({ status, headers }) => [status, headers.get('retry-after')])
    expect(later.filter(([status]) => status === 503)).toEqual([
      [503, '60'],
      [503, '60'],
    ])
  })

  test('the log says only that', async () => {
    await site.post(takePath, signupBody())
    expect(site.log.map((line) => JSON.parse(line))).toEqual([
      { event: 'database_unavailable', why: 'answer_lost', tries: expect.any(Number) },
      { event: 'request', method: 'POST', route: '/api/activities/:slug/signups', status: 503, ms: expect.any(Number) },
    ])
  })
})

test('a bug is answered with a sentence and logged with what broke, not with who met it', async () => {
  await site.client.execute('DROP TABLE signup_events')
  const { status, json } = await told(site.post(takePath, signupBody()))
  const sentence = '网站出了差错，没有办成。请过几分钟再试，或打电话 0400-5550100，工作人员帮您办。'
  expect({ status, json }).toEqual({ status: 500, json: problem(500, 'unexpected', sentence) })
  const line = site.log.find((one) => one.includes('unexpected'))
  expect(line).toContain('no such table: main.signup_events')
  expect(line).not.toContain(cast.wang.phone)
  expect(line).not.toContain(cast.wang.name)
})

test('the log has the pattern of an address and never the address, whoever calls', async () => {
  const { code } = await signUp(site, cast.wang, 2)
  const key = { code, phone: cast.wang.phone }
  await site.post('/api/signup-lookups', key)
  await site.post('/api/signup-cancellations', { ...key, code: 'AAAAAA' })
  await site.request(`/api/${cast.wang.phone}?code=${code}`)
  await site.request(`/activities/${cast.wang.phone}/${code}/signup/?name=${cast.wang.name}`)
  await site.request(`/somewhere/${cast.wang.phone}/${code}`, { headers: { 'user-agent': code, 'x-test-client': '203.0.113.7' } })
  await site.postForm('/signups/', key)
  await site.postForm('/signups/', key, { origin: 'https://evil.example' })
  expect(site.log.map((line) => JSON.parse(line).route)).toEqual([
    '/api/activities/:slug/signups',
    '/api/signup-lookups',
    '/api/signup-cancellations',
    'page',
    '/activities/:slug/:occurrence/signup',
    'page',
    '/signups',
    '/signups',
  ])
  const all = site.log.join('\n')
  for (const secret of [code, cast.wang.phone, cast.wang.name, '0001', '203.0.113.7', '127.0.0.1', 'evil'])
    expect(all).not.toContain(secret)
})
