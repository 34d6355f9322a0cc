import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asStaff, staffMember } from '../../../tests/support/people.ts'
import { appCode, browserAt, callsOf, drawn, postSlip, signInBySlip, slipFor } from '../../../tests/support/signin.ts'
import { cookiesOf, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { resetSecondFactor } from './store.server.ts'

const minute = 60_000
const step = 30_000
const hour = 60 * minute
const id = 'staff-1'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
  await staffMember(site, { id, role: 'grid_worker', scope: 'g1' })
})
afterEach(() => site.close())

const signIn = async () => signInBySlip(site, await slipFor(site, { kind: 'staff', id }))
const get = (path: string, headers: Record<string, string>) => drawn(site.request(path, { headers }))
const verify = (headers: Record<string, string>, totp: string) => site.postForm('/staff/verify/', { totp }, headers)

interface Offer {
  secret: string
  address: string
  sealed: string
}
const offerOf = async (headers: Record<string, string>) => (await get('/staff/second-factor/', headers)).page?.['app'] as Offer

/** Sets up an app in this browser; gives back its secret and the cookies from then on. */
const enrol = async (headers: Record<string, string>) => {
  const { secret, sealed } = await offerOf(headers)
  const answer = await site.postForm('/staff/second-factor/', { sealed, totp: appCode(secret, site.state.now) }, headers)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/desk/'])
  return { secret, headers: { cookie: cookiesOf(answer) } }
}
const acts = () => rowsOf(site, 'SELECT actor, role, act, subject_kind, subject, detail FROM audit_log ORDER BY number')
const line = (act: string, detail = '') => ({ actor: id, role: 'grid_worker', act, subject_kind: 'staff', subject: id, detail })
const wrong = '没有验证成功。请再试一次；手机换了或丢了，请找管理员重新设置。'
const field = 'totp: 动态码是 6 位数字，每 30 秒换一次，用过的不能再用。请看手机上现在的那一个。'

describe('the first time', () => {
  test('a slip leads to setting up an app, and the app into the desk, each with its calls and its line', async () => {
    const slip = await slipFor(site, { kind: 'staff', id })
    let headers = { cookie: '' }
    const calls = {
      slip: await callsOf(site, async () => {
        const answer = await postSlip(site, slip)
        expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/verify/'])
        headers = { cookie: cookiesOf(answer) }
      }),
      verify: await callsOf(site, async () => {
        expect(await get('/staff/verify/', headers)).toMatchObject({ status: 303, location: '/staff/second-factor/' })
      }),
      enrol: [] as string[],
    }
    const { secret, sealed, address } = await offerOf(headers)
    expect(address).toContain(`secret=${secret}`)
    calls.enrol = await callsOf(site, async () => {
      const answer = await site.postForm('/staff/second-factor/', { sealed, totp: appCode(secret, site.state.now) }, headers)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/desk/'])
    })
    expect(calls).toEqual({ slip: ['write'], verify: ['read'], enrol: ['write'] })
    expect(await acts()).toEqual([line('staff.signed_in'), line('second_factor.enrolled', 'app')])
    const [kept] = await rowsOf(site, 'SELECT totp_secret, totp_confirmed_at FROM staff')
    expect(kept).toEqual({ totp_secret: expect.not.stringContaining(secret), totp_confirmed_at: site.state.now })
  })

  test('a wrong code keeps the secret that is being set up, and sets up nothing', async () => {
    const headers = await signIn()
    const { secret, sealed } = await offerOf(headers)
    const again = await drawn(site.postForm('/staff/second-factor/', { sealed, totp: '12345' }, headers))
    expect(again).toMatchObject({ status: 422, code: 'input_invalid', field: [field], page: { app: { secret } } })
    expect(await rowsOf(site, 'SELECT totp_secret FROM staff')).toEqual([{ totp_secret: null }])
  })

  test.each([
    ['half an hour old', 30 * minute, (sealed: string) => sealed],
    ['altered', 0, (sealed: string) => `${sealed.slice(0, -6)}AAAAAA`],
    ['missing', 0, () => ''],
  ])('an offer that is %s is made anew', async (_, later, changed) => {
    const headers = await signIn()
    const { secret, sealed } = await offerOf(headers)
    site.state.now += later
    const answer = await drawn(
      site.postForm('/staff/second-factor/', { sealed: changed(sealed), totp: appCode(secret, site.state.now) }, headers),
    )
    expect(answer).toMatchObject({
      status: 422,
      code: 'enrolment_stale',
      sentence: '这一页放得太久了，或者没有读懂手机的回答。请用下面新的二维码再来一次。',
    })
    expect(answer.page?.['app']).not.toMatchObject({ secret })
  })

  test('the offer made to one session sets up nothing in another', async () => {
    const mine = await signIn()
    const other = await asStaff(site, { role: 'desk', verified: false })
    const { secret, sealed } = await offerOf(mine)
    const answer = await drawn(site.postForm('/staff/second-factor/', { sealed, totp: appCode(secret, site.state.now) }, other.headers))
    expect(answer).toMatchObject({ status: 422, code: 'enrolment_stale' })
  })
})

describe('later times', () => {
  let secret: string
  beforeEach(async () => {
    const first = await enrol(await signIn())
    secret = first.secret
    site.state.now += 13 * hour
  })

  test('the app gives the second factor with a read and a write, and the cookie says who this is by now', async () => {
    const headers = await signIn()
    await site.client.execute("UPDATE staff SET role = 'desk', scope = NULL, name = '赵敏敏'")
    let answer: Response | undefined
    expect(
      await callsOf(site, async () => {
        answer = await verify(headers, appCode(secret, site.state.now))
      }),
    ).toEqual(['read', 'write'])
    expect([answer?.status, answer?.headers.get('location')]).toEqual([303, '/desk/'])
    const page = await get('/staff/second-factor/', { cookie: answer ? cookiesOf(answer) : '' })
    expect(page).toMatchObject({ status: 200, page: { name: '赵敏敏', first: false } })
    expect((await acts()).at(-1)).toEqual({ ...line('second_factor.given', 'app'), role: 'desk' })
  })

  test('a code works once, on whichever device', async () => {
    const [phone, tablet] = [await signIn(), await signIn()]
    const code = appCode(secret, site.state.now)
    expect((await verify(phone, code)).status).toBe(303)
    expect(await drawn(verify(tablet, code))).toMatchObject({ status: 422, code: 'second_factor_wrong', sentence: wrong, field: [field] })
    site.state.now += step
    expect((await verify(tablet, code)).status).toBe(422)
    expect((await verify(tablet, appCode(secret, site.state.now))).status).toBe(303)
  })

  test('the same code from two devices at the same moment lets one in', async () => {
    const [phone, tablet] = [await signIn(), await signIn()]
    const code = appCode(secret, site.state.now)
    const answers = await Promise.all([verify(phone, code), verify(tablet, code)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  })

  test('a form that comes twice is answered twice the same', async () => {
    const headers = await signIn()
    const code = appCode(secret, site.state.now)
    expect([(await verify(headers, code)).status, (await verify(headers, code)).status]).toEqual([303, 303])
    expect((await acts()).filter(({ act }) => act === 'second_factor.failed')).toEqual([])
  })

  test('a wrong one is wrong also a moment after a right one', async () => {
    const headers = await signIn()
    await verify(headers, appCode(secret, site.state.now))
    for (const fields of [{ totp: '12345' }, { response: '{}', sealed: 'x' }])
      expect((await site.postForm('/staff/verify/', fields as Record<string, string>, headers)).status).toBe(422)
    expect((await acts()).filter(({ act }) => act === 'second_factor.failed')).toHaveLength(2)
  })

  test('five wrong ones rest for the quarter of an hour, whatever device they come from, and are written down', async () => {
    const [phone, tablet] = [await signIn(), await signIn()]
    for (let guess = 0; guess < 4; guess++) expect((await verify(phone, '12345')).status).toBe(422)
    const tired = {
      status: 429,
      code: 'too_many_second_factors',
      retry_after: '900',
      sentence: '错的次数太多了。请等 15 分钟再试；手机换了或丢了，请找管理员重新设置。',
    }
    expect(await drawn(verify(phone, '12345'))).toMatchObject(tired)
    for (const headers of [phone, tablet]) expect(await drawn(verify(headers, appCode(secret, site.state.now)))).toMatchObject(tired)
    expect((await acts()).filter(({ act }) => act === 'second_factor.failed')).toEqual(Array(5).fill(line('second_factor.failed')))
    site.state.now += 15 * minute
    expect((await verify(tablet, appCode(secret, site.state.now))).status).toBe(303)
  })

  test('nobody sets up another second factor without giving the one there is', async () => {
    const headers = await signIn()
    expect(await get('/staff/second-factor/', headers)).toMatchObject({ status: 303, location: '/staff/verify/' })
    const answer = await drawn(site.postForm('/staff/second-factor/', { sealed: 'x', totp: '123456' }, headers))
    expect(answer).toMatchObject({ status: 303, location: '/staff/verify/' })
  })

  test('a copy of the cookies from before it was given sets up none, because that session is over', async () => {
    const copied = await signIn()
    const { secret: shown, sealed } = await offerOf({ cookie: cookiesOf(await verify(copied, appCode(secret, site.state.now))) })
    site.state.now += 3 * minute
    const led = { status: 303, location: '/signin/?said=over' }
    expect(await get('/staff/second-factor/', copied)).toMatchObject(led)
    const fields = { sealed, totp: appCode(shown, site.state.now) }
    expect(await drawn(site.postForm('/staff/second-factor/', fields, copied))).toMatchObject(led)
  })

  test('an offer that was open before the second factor was set up elsewhere sets up nothing', async () => {
    await site.database.write(resetSecondFactor(id, 'staff:steward', site.state.now))
    const [mine, thief] = [await signIn(), await signIn()]
    const offered = await offerOf(thief)
    await enrol(mine)
    const answer = await site.postForm(
      '/staff/second-factor/',
      { sealed: offered.sealed, totp: appCode(offered.secret, site.state.now) },
      thief,
    )
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/verify/'])
    expect((await acts()).filter(({ act }) => act === 'second_factor.enrolled')).toHaveLength(2)
  })

  test('who was reset is signed out everywhere, and sets up a new one with a new slip', async () => {
    const headers = await signIn()
    await site.database.write(resetSecondFactor(id, 'staff:steward', site.state.now))
    expect(await get('/staff/verify/', headers)).toMatchObject({ status: 303, location: '/signin/?said=over' })
    expect(await get('/staff/verify/', await signIn())).toMatchObject({ status: 303, location: '/staff/second-factor/' })
  })
})

describe('a session that is over, whatever its cookie says', () => {
  const over = { status: 303, location: '/signin/?said=over' }

  test.each(['/staff/verify/', '/staff/second-factor/'])('is led from %s to signing in, and its cookies are taken back', async (path) => {
    const headers = await signIn()
    await site.client.execute("UPDATE staff SET ended_at = 5, ended_by = 'staff:steward'")
    const answer = await get(path, headers)
    expect(answer).toMatchObject(over)
    expect(answer.cookies.map((cookie) => cookie.split(';')[0])).toEqual(['staff_session=', 'staff_proof='])
    expect(await drawn(site.postForm(path, { totp: '123456' }, headers))).toMatchObject(over)
    expect((await get('/signin/?said=over', {})).page).toMatchObject({ said: 'over' })
  })

  test("and leaving one's seat ends it", async () => {
    const headers = await signIn()
    const answer = await site.postForm('/staff/leave/', {}, { ...browserAt('desk'), ...headers })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/signin/?said=left'])
    expect(await get('/staff/verify/', headers)).toMatchObject(over)
  })
})
