import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { cast } from '../../../tests/support/cast.ts'
import { asResident, resident, staffMember } from '../../../tests/support/people.ts'
import { browserAt, callsOf, drawn, postSlip, signInBySlip, slipFor } from '../../../tests/support/signin.ts'
import { cookiesOf, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { endSession, readSessions, sessionsOf } from './store.server.ts'

const minute = 60_000
const day = 24 * 60 * minute

let site: TestSite
let wang: { id: string }
let li: { id: string }
beforeEach(async () => {
  site = await openSite()
  wang = await resident(site, cast.wang)
  li = await resident(site, { ...cast.li, door: ['4', '1', '101'] })
})
afterEach(() => site.close())

const slip = ({ id } = wang) => slipFor(site, { kind: 'resident', id })
/** Whether the sign-in page knows who asks, and what it cost to find out. */
const known = async (cookie: string) => {
  let page: Record<string, unknown> | undefined
  let answer: Response | undefined
  const calls = await callsOf(site, async () => {
    answer = await site.request('/signin/', { headers: { cookie } })
    page = (await drawn(answer.clone())).page
  })
  return { signed_in: page?.['signed_in'], calls: calls.length, cookies: answer ? cookiesOf(answer) : '' }
}
const pairOf = (cookie: string) =>
  Object.fromEntries(cookie.split('; ').map((one) => one.split(/=(.*)/s).slice(0, 2))) as Record<string, string>
const join = (pair: Record<string, string>) =>
  Object.entries(pair)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

describe('the cookies of a session', () => {
  test.each([
    ['http', '', '', {}],
    ['https', '__Host-', '; Secure', { 'x-forwarded-proto': 'https' }],
    ['https, through two proxies', '__Host-', '; Secure', { 'x-forwarded-proto': 'https, http' }],
    ['http, through two proxies', '', '', { 'x-forwarded-proto': 'http,https' }],
  ])('over %s are for this site only, for no script, for 180 days', async (_, prefix, secure, headers) => {
    const answer = await postSlip(site, await slip(), { ...browserAt('home'), ...headers })
    for (const name of [`${prefix}session`, `${prefix}session_proof`]) {
      const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`))
      expect(cookie?.replace(/=[\w.-]+;/, '=…;')).toBe(`${name}=…; Max-Age=15552000; Path=/; HttpOnly${secure}; SameSite=Lax`)
    }
  })

  test('of staff go along only with what their own pages ask, for 90 days', async () => {
    await staffMember(site, { id: 's1', role: 'desk' })
    const answer = await postSlip(site, await slipFor(site, { kind: 'staff', id: 's1' }))
    for (const name of ['staff_session', 'staff_proof']) {
      const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`))
      expect(cookie?.replace(/=[\w.-]+;/, '=…;')).toBe(`${name}=…; Max-Age=7776000; Path=/; HttpOnly; SameSite=Strict`)
    }
    expect(await rowsOf(site, "SELECT expires_at FROM sessions WHERE subject = 's1'")).toEqual([{ expires_at: site.state.now + 90 * day }])
  })

  test('are not in the database as they are, nor in the log', async () => {
    const { cookie } = await signInBySlip(site, await slip())
    const { session = '' } = pairOf(cookie)
    expect(session).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(await rowsOf(site, 'SELECT * FROM sessions'))).not.toContain(session)
    expect(site.log.join()).not.toContain(session)
  })
})

describe('a fresh proof', () => {
  test('costs no database call for ten minutes, then one, then none', async () => {
    const { cookie } = await signInBySlip(site, await slip())
    site.state.now += 10 * minute - 1
    expect(await known(cookie)).toMatchObject({ signed_in: true, calls: 0 })
    site.state.now += 1
    const asked = await known(cookie)
    expect(asked).toMatchObject({ signed_in: true, calls: 1 })
    expect(await known(asked.cookies)).toMatchObject({ signed_in: true, calls: 0 })
    expect(await rowsOf(site, 'SELECT seen_at FROM sessions')).toEqual([{ seen_at: site.state.now }])
  })

  test('outlives its ended session by no more than that', async () => {
    const { cookie } = await signInBySlip(site, await slip())
    const [session] = readSessions((await rowsOf(site, 'SELECT * FROM sessions')) as never)
    await site.database.write([endSession(wang.id, session?.id ?? '', 'self', site.state.now)])
    site.state.now += 10 * minute - 1
    expect(await known(cookie)).toMatchObject({ signed_in: true, calls: 0 })
    site.state.now += 1
    const ended = await known(cookie)
    expect(ended).toMatchObject({ signed_in: false, calls: 1 })
    expect(pairOf(ended.cookies)).toMatchObject({ session: '', session_proof: '' })
  })

  test.each([
    ['expired', (cookie: string) => cookie, 180 * day],
    ['forged', () => join({ session: 'A'.repeat(43), session_proof: 'abc.def.ghi' }), 0],
    ['unknown', () => join({ session: 'A'.repeat(43) }), 0],
    ['empty', () => 'session=; session_proof=', 0],
  ])('that is %s is nobody', async (_, changed, later) => {
    const { cookie } = await signInBySlip(site, await slip())
    site.state.now += later
    expect(await known(changed(cookie))).toMatchObject({ signed_in: false })
  })

  test('of one token is nothing with another: the database is asked, and it knows whose token it is', async () => {
    const wangs = pairOf((await signInBySlip(site, await slip(wang))).cookie)
    const lis = pairOf((await signInBySlip(site, await slip(li))).cookie)
    const swapped = { session: lis['session'] ?? '', session_proof: wangs['session_proof'] ?? '' }
    const asked = await known(join(swapped))
    expect(asked).toMatchObject({ signed_in: true, calls: 1 })
    expect(await rowsOf(site, 'SELECT subject FROM sessions WHERE seen_at = (SELECT MAX(seen_at) FROM sessions)')).toContainEqual({
      subject: li.id,
    })
    expect(await known(join({ ...swapped, session: 'B'.repeat(43) }))).toMatchObject({ signed_in: false })
  })

  test('altered by one sign is not believed', async () => {
    const pair = pairOf((await signInBySlip(site, await slip())).cookie)
    const proof = pair['session_proof'] ?? ''
    const altered = `${proof.slice(0, -5)}${proof.at(-5) === 'A' ? 'B' : 'A'}${proof.slice(-4)}`
    expect(await known(join({ ...pair, session_proof: altered }))).toMatchObject({ signed_in: true, calls: 1 })
    expect(await known(join({ session: 'C'.repeat(43), session_proof: proof }))).toMatchObject({ signed_in: false, calls: 1 })
  })

  test('of an earlier version that claims something else is asked for again', async () => {
    const { cookie } = await signInBySlip(site, await slip())
    const { session = '' } = pairOf(cookie)
    const vault = await site.host.vault()
    const fingerprint = await vault.fingerprint('session token', session)
    const session_proof = await vault.seal('{"kind":"resident","who":"x"}', `resident proof ${fingerprint}`)
    expect(await known(join({ session, session_proof }))).toMatchObject({ signed_in: true, calls: 1 })
  })

  test('of a resident is none of staff', async () => {
    const pair = pairOf((await signInBySlip(site, await slip())).cookie)
    const asStaff = join({ staff_session: pair['session'] ?? '', staff_proof: pair['session_proof'] ?? '' })
    expect(await drawn(site.request('/staff/verify/', { headers: { cookie: asStaff } }))).toMatchObject({
      status: 303,
      location: '/signin/',
    })
  })
})

describe('signing in and out', () => {
  test('a token somebody planted before is not the one that is signed in', async () => {
    const planted = 'D'.repeat(43)
    const answer = await postSlip(site, await slip(), browserAt('home', `cookies=kept; session=${planted}`))
    expect(pairOf(cookiesOf(answer))['session']).not.toBe(planted)
    expect(await known(`session=${planted}`)).toMatchObject({ signed_in: false })
  })

  test('the session this browser had before ends, and that of another device does not', async () => {
    const phone = await signInBySlip(site, await slip())
    const tablet = await asResident(site, wang.id)
    await postSlip(site, await slip(li), browserAt('home', `cookies=kept; ${phone.cookie}`))
    const [now] = await site.database.read([sessionsOf(wang.id, site.state.now)])
    expect(readSessions(now?.rows ?? []).map(({ device }) => device)).toEqual(['手机浏览器'])
    expect(await known(tablet.cookie)).toMatchObject({ signed_in: true })
  })

  test('leaving ends the session and takes the cookies back', async () => {
    const { cookie } = await signInBySlip(site, await slip())
    const answer = await site.postForm('/signin/leave/', {}, { cookie })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/signin/?said=left'])
    expect(pairOf(cookiesOf(answer))).toMatchObject({ session: '', session_proof: '', signup_pass: '' })
    expect(await rowsOf(site, 'SELECT ended_at, ended_by FROM sessions')).toEqual([{ ended_at: site.state.now, ended_by: 'self' }])
    site.state.now += 10 * minute
    expect(await known(cookie)).toMatchObject({ signed_in: false })
  })

  test('after leaving, the form that is still there signs nobody in again', async () => {
    const code = await slip()
    const more = { request_key: 'a-key-of-a-form-0001' }
    const answer = await postSlip(site, code, browserAt('home'), more)
    await site.postForm('/signin/leave/', {}, { cookie: cookiesOf(answer) })
    expect((await postSlip(site, code, browserAt('home'), more)).status).toBe(422)
  })

  test.each([
    '/signin/',
    '/signin/messages/',
    '/signin/digits/',
    '/signin/leave/',
    '/staff/leave/',
    '/staff/verify/',
    '/staff/second-factor/',
  ])('what another site posts to %s is turned away, and changes nothing', async (path) => {
    const code = await slip()
    const { cookie } = await asResident(site, wang.id)
    const before = await rowsOf(site, 'SELECT * FROM sessions')
    const fields = { code, phone: cast.wang.phone, digits: '123456', totp: '123456' }
    for (const foreign of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])
      expect(await drawn(site.postForm(path, fields, { cookie: `cookies=kept; ${cookie}`, ...foreign }))).toMatchObject({
        status: 403,
        sentence: '这次提交不是从本站页面来的，没有办成。请打开本站页面重新填写。',
        cookies: [],
      })
    expect(await rowsOf(site, 'SELECT * FROM sessions')).toEqual(before)
    expect(await rowsOf(site, 'SELECT used_at, guesses FROM signin_codes')).toEqual([{ used_at: null, guesses: 0 }])
  })
})

test('codes and sessions are deleted when their days are over, and only counts are kept', async () => {
  await signInBySlip(site, await slip())
  const left = await signInBySlip(site, await slip(li))
  await site.postForm('/signin/leave/', {}, left)
  const counts = async (days: number) => {
    site.state.now += days * day
    await runJobs(site.host, site.state.catalogue)
    const [row] = await rowsOf(site, 'SELECT (SELECT COUNT(*) FROM signin_codes) AS codes, (SELECT COUNT(*) FROM sessions) AS sessions')
    return row
  }
  expect(await counts(14)).toEqual({ codes: 2, sessions: 2 })
  expect(await counts(1)).toEqual({ codes: 0, sessions: 2 })
  expect(await counts(16)).toEqual({ codes: 0, sessions: 1 })
  expect(await counts(149 + 30)).toEqual({ codes: 0, sessions: 1 })
  expect(await counts(1)).toEqual({ codes: 0, sessions: 0 })
  const runs = await rowsOf(site, "SELECT job, rows FROM job_runs WHERE job IN ('signinCodes', 'endedSessions') ORDER BY at")
  expect(runs).toEqual([
    { job: 'signinCodes', rows: 2 },
    { job: 'endedSessions', rows: 1 },
    { job: 'endedSessions', rows: 1 },
  ])
})
