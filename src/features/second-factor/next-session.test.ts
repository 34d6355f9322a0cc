import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { staffMember } from '../../../tests/support/people.ts'
import { appCode, drawn, signInBySlip, slipFor } from '../../../tests/support/signin.ts'
import { cookiesOf, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const minute = 60_000
const hour = 60 * minute
const id = 'staff-1'

let site: TestSite
let secret: string
beforeEach(async () => {
  site = await openSite()
  await staffMember(site, { id, role: 'desk' })
})
afterEach(() => site.close())

const signIn = async () => signInBySlip(site, await slipFor(site, { kind: 'staff', id }))
const get = (path: string, headers: Record<string, string>) => drawn(site.request(path, { headers }))
const verify = (headers: Record<string, string>, totp: string) => site.postForm('/staff/verify/', { totp }, headers)
const offerOf = async (headers: Record<string, string>) =>
  (await get('/staff/second-factor/', headers)).page?.['app'] as { secret: string; sealed: string }
const enrol = (headers: Record<string, string>, sealed: string, shown: string) =>
  site.postForm('/staff/second-factor/', { sealed, totp: appCode(shown, site.state.now) }, headers)
const over = { status: 303, location: '/signin/?said=over' }
const at = async (path: string, headers: Record<string, string>) => {
  const { status, location } = await get(path, headers)
  return `${status} ${location}`
}

beforeEach(async () => {
  const headers = await signIn()
  const offered = await offerOf(headers)
  secret = offered.secret
  await enrol(headers, offered.sealed, secret)
  site.state.now += 13 * hour
})

describe('after the second factor', () => {
  test('the browser goes on under another token, and the earlier one is over at once', async () => {
    const before = await signIn()
    const answer = await verify(before, appCode(secret, site.state.now))
    expect(answer.status).toBe(303)
    const after = { cookie: cookiesOf(answer) }
    expect(after.cookie).toContain('staff_session=')
    expect(after.cookie.split('; ')[0]).not.toBe(before.cookie.split('; ').find((one) => one.startsWith('staff_session=')))
    expect(await at('/desk/', after)).toBe('200 null')
    expect(await get('/staff/verify/', before)).toMatchObject(over)
    const ends = await rowsOf(
      site,
      'SELECT ended_by FROM sessions WHERE ended_at IS NOT NULL AND second_factor_at IS NULL ORDER BY ended_at',
    )
    expect(ends).toEqual([{ ended_by: 'second factor' }, { ended_by: 'second factor' }])
  })

  test('a copy of the cookies from before opens nothing, even with the proof from after', async () => {
    const before = await signIn()
    const after = cookiesOf(await verify(before, appCode(secret, site.state.now)))
    const proof = after.split('; ').find((one) => one.startsWith('staff_proof='))
    expect(await at('/desk/', before)).toBe('303 /staff/verify/')
    const token = before.cookie.split('; ').find((one) => one.startsWith('staff_session='))
    expect(await at('/desk/', { cookie: `${token}; ${proof}` })).toBe('303 /signin/')
  })

  test('the new session ends when the old one would have', async () => {
    const before = await signIn()
    const [made] = await rowsOf(site, 'SELECT expires_at FROM sessions WHERE ended_at IS NULL ORDER BY rowid DESC LIMIT 1')
    site.state.now += hour
    await verify(before, appCode(secret, site.state.now))
    expect(await rowsOf(site, 'SELECT expires_at FROM sessions WHERE ended_at IS NULL ORDER BY rowid DESC LIMIT 1')).toEqual([made])
  })

  test('the same form within two minutes gets the same token, later it finds the session over', async () => {
    const before = await signIn()
    const code = appCode(secret, site.state.now)
    const token = (answer: Response) =>
      cookiesOf(answer)
        .split('; ')
        .find((one) => one.startsWith('staff_session='))
    const first = await verify(before, code)
    expect(token(await verify(before, code))).toBe(token(first))
    site.state.now += 2 * minute
    expect(await drawn(verify(before, appCode(secret, site.state.now)))).toMatchObject(over)
  })

  test('whoever has the cookies from before gets five tries in those two minutes, and then not even the right code helps', async () => {
    const before = await signIn()
    await verify(before, appCode(secret, site.state.now))
    for (let guess = 0; guess < 5; guess++) await verify(before, '12345')
    expect((await verify(before, appCode(secret, site.state.now))).status).toBe(429)
  })

  test('a session that was left cannot be opened again by the form that was sent before', async () => {
    const before = await signIn()
    const code = appCode(secret, site.state.now)
    const after = cookiesOf(await verify(before, code))
    await site.postForm('/staff/leave/', {}, { cookie: after })
    const again = await drawn(verify(before, code))
    expect(again.cookies.join()).not.toMatch(/staff_session=\w/)
    expect(again).toMatchObject({ status: 422, code: 'second_factor_wrong' })
  })
})

test('each time somebody of staff signs in is a line of its own', async () => {
  await signIn()
  const lines = await rowsOf(site, "SELECT actor, subject FROM audit_log WHERE act = 'staff.signed_in'")
  expect(lines).toEqual([
    { actor: id, subject: id },
    { actor: id, subject: id },
  ])
})

describe('setting one up', () => {
  beforeEach(async () => {
    await site.client.execute('UPDATE staff SET totp_secret = NULL, totp_confirmed_at = NULL, totp_step = 0')
  })

  test('by a form that comes twice is answered twice the same, and the app is set up once', async () => {
    const before = await signIn()
    const offered = await offerOf(before)
    const [first, second] = [await enrol(before, offered.sealed, offered.secret), await enrol(before, offered.sealed, offered.secret)]
    expect([first.headers.get('location'), second.headers.get('location')]).toEqual(['/desk/', '/desk/'])
    expect(await at('/desk/', { cookie: cookiesOf(second) })).toBe('200 null')
    expect(await rowsOf(site, "SELECT act FROM audit_log WHERE act = 'second_factor.enrolled'")).toHaveLength(2)
  })

  test('by somebody else who has the same cookies and another offer lets them in nowhere', async () => {
    const mine = await signIn()
    const [offered, planted] = [await offerOf(mine), await offerOf(mine)]
    await enrol(mine, offered.sealed, offered.secret)
    const answer = await drawn(enrol(mine, planted.sealed, planted.secret))
    expect(answer.location).not.toBe('/desk/')
    expect(answer.cookies.join()).not.toMatch(/staff_session=\w/)
  })
})
