import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { cast, person } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { problem, rowsOf, signUp, signupBody, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const minute = 60_000

let site: TestSite
beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 100 })]))
})
afterEach(() => site.close())

const { phone } = cast.wang
const codeLike = (place: number) => `AAAAA${'23456789ABCDEFGHJKMNPQRSTUVWXYZ'.charAt(place)}`
const ask = (path: string, code: string, from: string, number: string = phone) =>
  told(site.post(path, { code, phone: number, ...(path.endsWith('changes') && { party_size: 1 }) }, { 'x-test-client': from }))
const lookUp = (code: string, from = 'home', number: string = phone) => ask('/api/signup-lookups', code, from, number)

const tooMany = (minutes: number) =>
  problem(429, 'too_many_guesses', `报名码或电话错的次数太多了。请等 ${minutes} 分钟再试，或打电话 0400-5550100。`)
const paths = ['/api/signup-lookups', '/api/signup-changes', '/api/signup-cancellations']

describe('asking whose number is signed up', () => {
  const asks = (number: string, changes = {}) =>
    told(site.post(takePath, signupBody({ phone: number, ...changes }), { 'x-test-client': 'prober' })).then(({ status }) => status)

  test('is answered ten times in ten minutes from one address, and then no better than anything else', async () => {
    await signUp(site, cast.wang, 1)
    for (let probe = 0; probe < 10; probe++) expect(await asks(phone)).toBe(409)
    expect([await asks(phone), await asks(cast.li.phone)]).toEqual([429, 429])
    expect((await told(site.post(takePath, signupBody({ phone: cast.li.phone }), { 'x-test-client': 'home' }))).status).toBe(201)
    site.state.now += 10 * minute
    expect([await asks(phone), await asks(person(7).phone)]).toEqual([409, 201])
  })

  test('is not what a form does that comes again', async () => {
    const body = { request_key: 'the-key-of-one-form-1' }
    for (let press = 0; press < 12; press++) expect(await asks(cast.li.phone, body)).toBe(201)
  })
})

describe('guessing codes', () => {
  test('five wrong ones rest until the quarter of an hour is over, and even the right one does not help', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    site.state.now += 4 * minute + 1
    for (let guess = 0; guess < 4; guess++) expect((await lookUp(codeLike(guess))).status).toBe(404)
    const fifth = await lookUp(codeLike(4))
    expect(fifth).toMatchObject({ status: 429, json: tooMany(11) })
    expect(fifth.headers.get('retry-after')).toBe('660')

    for (const path of paths) expect(await ask(path, code, 'elsewhere')).toMatchObject({ status: 429, json: tooMany(11) })
    site.state.now += 11 * minute - 2
    expect((await lookUp(code)).status).toBe(429)
    expect(await rowsOf(site, 'SELECT party_size, cancelled_at FROM signups')).toEqual([{ party_size: 2, cancelled_at: null }])

    site.state.now += 1
    expect(await lookUp(code)).toMatchObject({ status: 200, json: { code } })
  })

  test('four wrong ones, whatever they were for, leave the right one its way', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    for (const [guess, path] of [...paths, ...paths].slice(0, 4).entries())
      expect((await ask(path, codeLike(guess), 'home')).status).toBe(404)
    expect((await ask('/api/signup-changes', code, 'home')).json).toMatchObject({ party_size: 1 })
  })

  test('right ones are not counted', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    for (let look = 0; look < 30; look++) expect((await lookUp(code)).status).toBe(200)
    expect(await rowsOf(site, "SELECT tries FROM attempts WHERE kind LIKE 'guess%'")).toEqual([])
  })

  test('for one number leaves other numbers alone', async () => {
    const { code } = await signUp(site, cast.li, 1)
    for (let guess = 0; guess < 5; guess++) await lookUp(codeLike(guess))
    expect(await lookUp(code, 'home', cast.li.phone)).toMatchObject({ status: 200 })
  })

  test('for many numbers from one place stops after twenty, there and not elsewhere', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    for (let guess = 0; guess < 19; guess++) expect((await lookUp(codeLike(0), 'bot', person(guess).phone)).status).toBe(404)
    expect((await lookUp(codeLike(0), 'bot', person(19).phone)).status).toBe(429)
    expect((await lookUp(code, 'bot')).status).toBe(429)
    expect((await lookUp(code, 'home')).status).toBe(200)
  })

  test('of a number nobody signed up with is counted the same, so that it tells nothing', async () => {
    for (let guess = 0; guess < 4; guess++) expect((await lookUp(codeLike(guess), 'bot', person(1).phone)).status).toBe(404)
    expect((await lookUp(codeLike(4), 'bot', person(1).phone)).status).toBe(429)
  })

  test('at the same moment is counted one by one', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    const answers = await Promise.all(Array.from({ length: 12 }, (_, guess) => lookUp(codeLike(guess), `bot ${guess}`)))
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(4)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(8)
    expect((await lookUp(code)).status).toBe(429)
  })
})

describe('signing up', () => {
  const take = (place: number, from: string) =>
    told(site.post(takePath, signupBody({ ...person(place), party_size: 1 }), { 'x-test-client': from }))
  const tired = problem(429, 'too_many_signups', '从您这里报名的次数太多了。请等 10 分钟再试，或打电话 0400-5550100。')

  test('sixty times from one address rests for the ten minutes, there and not elsewhere', async () => {
    for (let place = 0; place < 60; place++) expect((await take(place, 'clerk')).status).toBe(201)
    const next = await take(60, 'clerk')
    expect(next).toMatchObject({ status: 429, json: tired })
    expect(next.headers.get('retry-after')).toBe('600')
    expect((await take(61, 'home')).status).toBe(201)
    site.state.now += 10 * minute
    expect((await take(60, 'clerk')).status).toBe(201)
  })

  test('a request that was answered is answered again, also when too many came', async () => {
    const body = signupBody({ party_size: 1 })
    const first = await told(site.post(takePath, body, { 'x-test-client': 'clerk' }))
    for (let place = 0; place < 60; place++) await take(place, 'clerk')
    expect(await told(site.post(takePath, body, { 'x-test-client': 'clerk' }))).toMatchObject({ status: 201, json: first.json })
  })
})

test('nothing counted shows an address or a number, and it is forgotten after a day', async () => {
  await signUp(site, cast.wang, 2)
  await lookUp(codeLike(0), '203.0.113.7')
  const counted = await rowsOf(site, 'SELECT kind, who FROM attempts ORDER BY kind')
  expect(counted.map(({ kind }) => kind)).toEqual(['guess-client', 'guess-code', 'signup'])
  for (const { who } of counted) expect(who).toMatch(/^[\w-]{43}$/)
  site.state.now += 24 * 60 * minute + 1
  await runJobs(site.host, site.state.catalogue)
  expect(await rowsOf(site, 'SELECT * FROM attempts')).toEqual([])
})
