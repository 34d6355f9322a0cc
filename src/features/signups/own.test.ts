import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { cookiesOf, formPath, freshKey, problem, rowsOf, signUp, signupFields, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let min: { id: string; household: string }
let elder: { id: string; household: string }
let stranger: { id: string }
let headers: { cookie: string }
beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity(), sampleActivity({ open_to: '登记居民' }, { slug: 'choir' })]))
  min = await resident(site, { name: '李敏', phone: cast.li.phone })
  elder = await resident(site, { name: '李奶奶', door: ['3', '2', '502'] })
  stranger = await resident(site, { name: '王芳', door: ['4', '1', '101'], phone: cast.wang.phone })
  const { cookie } = await asResident(site, min.id)
  headers = { cookie: `cookies=kept; ${cookie}` }
})
afterEach(() => site.close())

const actFor = (beneficiary: string, kind: 'guardian' | 'delegate', accepted = true) =>
  site.client.execute({
    sql: `INSERT INTO representations (id, kind, beneficiary, representative, notice_version, granted_at, granted_by, accepted_at)
      VALUES (?, ?, ?, ?, '2026-11', ?, 'test', ?)`,
    args: [randomUUID(), kind, beneficiary, min.id, site.state.now, accepted ? site.state.now : null],
  })
const fields = (whom: string, changes: Record<string, string> = {}) => ({
  for: whom,
  party_size: '1',
  notice_version: '2026-11',
  request_key: freshKey(),
  ...changes,
})
const page = async (answer: Response | Promise<Response>) => {
  const { status, json } = await told(answer)
  return { status, page: json['page'] as Record<string, unknown> & { problem?: { code: string; sentence: string } } }
}
const stored = () => rowsOf(site, 'SELECT resident, household, representative, acted_by, channel, party_size FROM signups ORDER BY arrival')
const post = (whom: string, changes = {}, path = formPath) => site.postForm(path, fields(whom, changes), headers)
const receiptOf = async (answer: Response) =>
  page(site.request('/signups/current/?done=taken', { headers: { cookie: `${headers.cookie}; ${cookiesOf(answer)}` } }))

describe('a signed-in resident', () => {
  test('is asked for whom, oneself first, and not for name and phone', async () => {
    await actFor(elder.id, 'delegate')
    expect((await page(site.request(formPath, { headers }))).page).toMatchObject({
      people: [
        { id: min.id, name: '李敏', standing: 'self', has_phone: true },
        { id: elder.id, name: '李奶奶', standing: 'delegate', has_phone: false },
      ],
      typed: { for: min.id },
      signin_needed: false,
    })
  })

  test('signs up with the name and phone of the register', async () => {
    const answer = await post(min.id, { party_size: '2' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/signups/current/?done=taken'])
    expect(await stored()).toEqual([
      { resident: min.id, household: min.household, representative: null, acted_by: 'self', channel: 'online', party_size: 2 },
    ])
    const { signup } = (await receiptOf(answer)).page as { signup: Record<string, unknown> }
    expect(signup).toMatchObject({ name: '李敏', phone: '199****0002', party_size: 2, code: expect.stringMatching(/^\w{6}$/) })
    expect(signup['taken_by']).toBeUndefined()
    const lookup = await told(site.post('/api/signup-lookups', { code: signup['code'], phone: cast.li.phone }))
    expect(lookup).toMatchObject({ status: 200, json: { name: '李敏' } })
  })

  test('signs up an elder without a phone, and the receipt says who acted for whom', async () => {
    await actFor(elder.id, 'delegate')
    const answer = await post(elder.id)
    expect(await stored()).toEqual([
      { resident: elder.id, household: elder.household, representative: min.id, acted_by: 'delegate', channel: 'online', party_size: 1 },
    ])
    expect((await receiptOf(answer)).page).toMatchObject({ signup: { name: '李奶奶', phone: '', taken_by: '李敏替李奶奶报名' } })
  })

  test('signs up a child as its guardian until the child is 14', async () => {
    const child = await resident(site, { name: '李小宝', relation: '子女', under_14_until: '2026-11-24' })
    await actFor(child.id, 'guardian')
    expect((await post(child.id)).status).toBe(303)
    expect(await stored()).toMatchObject([{ resident: child.id, representative: min.id, acted_by: 'guardian' }])
    site.state.now += 86_400_000
    const grown = await page(post(child.id, {}, formPath.replace('2026-11-28', '2026-12-05')))
    expect(grown).toMatchObject({ status: 403, page: { problem: { code: 'resident_not_represented' } } })
  })

  test('may not put somebody else into the form', async () => {
    await actFor(elder.id, 'delegate', false)
    for (const whom of [stranger.id, elder.id, 'nobody', "' OR 1=1 --"]) {
      expect(await page(post(whom))).toMatchObject({
        status: 403,
        page: { problem: { sentence: '您现在不能替这位居民报名，所以没有报上。请刷新页面重新选，或打电话 0400-5550100。' } },
      })
    }
    expect(await page(post(''))).toMatchObject({
      status: 422,
      page: { problem: { fields: [{ field: 'for', sentence: '请选替谁报名。' }] } },
    })
    expect(await stored()).toEqual([])
  })

  test('takes nothing on a device that was signed out from elsewhere', async () => {
    await site.client.execute({ sql: 'UPDATE sessions SET ended_at = ?, ended_by = ?', args: [site.state.now, 'self'] })
    expect((await post(min.id)).status).toBe(403)
    expect(await stored()).toEqual([])
  })

  test('has one party for an occurrence, whoever of the family presses', async () => {
    await actFor(elder.id, 'delegate')
    await post(elder.id)
    expect(await page(post(elder.id))).toMatchObject({
      status: 409,
      page: {
        problem: {
          code: 'already_signed_up',
          sentence: '这位居民已经报过这一场了。要查看、改人数或取消，请登录后在“我的”里看，或打电话 0400-5550100。',
        },
        typed: { for: elder.id },
      },
    })
    expect((await post(min.id)).status).toBe(303)
  })

  test('who signed up as a guest with the same phone is signed up', async () => {
    await signUp(site, cast.li, 1)
    expect(await page(post(min.id))).toMatchObject({ status: 409, page: { problem: { code: 'already_signed_up' } } })
  })

  test('pressing twice counts once', async () => {
    const same = { request_key: freshKey() }
    await post(min.id, same)
    expect((await post(min.id, same)).status).toBe(303)
    expect(await stored()).toHaveLength(1)
  })

  test('is shown as deleted once the register has forgotten the name', async () => {
    await actFor(elder.id, 'delegate')
    const answer = await post(elder.id)
    await site.client.execute({ sql: 'DELETE FROM residents WHERE id = ?', args: [elder.id] })
    expect((await receiptOf(answer)).page).toMatchObject({ signup: { name: '已删除的居民', phone: '' } })
  })

  test('leaves no signup behind in a browser they sign out of', async () => {
    await post(min.id)
    const left = await site.postForm('/signin/leave/', {}, headers)
    expect(left.headers.getSetCookie()).toContain('signup_pass=; Max-Age=0; Path=/signups')
  })

  test('changes and cancels by the pass of the browser, as who took the places', async () => {
    await actFor(elder.id, 'delegate')
    const cookie = `${headers.cookie}; ${cookiesOf(await post(elder.id))}`
    await site.postForm('/signups/current', { party_size: '2' }, { cookie })
    await site.postForm('/signups/current', { act: 'cancel' }, { cookie })
    expect(await rowsOf(site, 'SELECT kind, actor FROM signup_events ORDER BY number')).toEqual([
      { kind: 'confirmed', actor: 'delegate' },
      { kind: 'changed', actor: 'delegate' },
      { kind: 'cancelled', actor: 'delegate' },
    ])
  })
})

describe('the pass of who took places signed in', () => {
  test('ends with the session, also when that is ended from elsewhere', async () => {
    const cookie = cookiesOf(await post(min.id))
    const current = (fields?: Record<string, string>) =>
      page(fields ? site.postForm('/signups/current/', fields, { cookie }) : site.request('/signups/current/', { headers: { cookie } }))
    expect((await current()).status).toBe(200)
    await site.client.execute({ sql: 'UPDATE sessions SET ended_at = ?, ended_by = ?', args: [site.state.now, 'self'] })
    const gone = { status: 404, page: { kind: 'lookup', problem: { code: 'signup_not_found' } } }
    expect(await current()).toMatchObject(gone)
    for (const fields of [{ act: 'cancel' }, { act: 'change', party_size: '2' }]) expect(await current(fields)).toMatchObject(gone)
    expect(await rowsOf(site, 'SELECT party_size, cancelled_at FROM signups')).toEqual([{ party_size: 1, cancelled_at: null }])
  })
})

describe('an activity for residents of the register', () => {
  const choir = formPath.replace('tea', 'choir')
  const sentence = '这个活动只给登记居民报名。请先登录再报；没有登录过，请打电话 0400-5550100，或到窗口，工作人员帮您报。'

  test('asks guests to sign in', async () => {
    expect((await page(site.request(choir))).page).toMatchObject({ signin_needed: true, people: null })
    expect(await page(site.postForm(choir, signupFields()))).toMatchObject({
      status: 403,
      page: { problem: { code: 'signin_needed_for_activity', sentence, next: { href: '/signin/', word: '去登录' } } },
    })
    expect(await stored()).toEqual([])
  })

  test('takes who is signed in', async () => {
    expect((await page(site.request(choir, { headers }))).page).toMatchObject({ signin_needed: false })
    expect((await post(min.id, {}, choir)).status).toBe(303)
  })
})

describe('the JSON interface', () => {
  const body = (whom: string) => ({ ...fields(whom), party_size: 1, occurrence: '2026-11-28' })

  test('takes `for` from a session', async () => {
    expect(await told(site.post(takePath, body(min.id), headers))).toMatchObject({ status: 201, json: { name: '李敏' } })
  })

  test('refuses `for` without one, and with somebody else in it', async () => {
    expect(await told(site.post(takePath, body(min.id)))).toMatchObject({
      status: 401,
      json: problem(401, 'signin_needed', '要先登录才能办这件事。请登录后再试，或打电话 0400-5550100，工作人员帮您办。'),
    })
    expect(await told(site.post(takePath, body(stranger.id), headers))).toMatchObject({
      status: 403,
      json: { code: 'resident_not_represented' },
    })
    expect(await stored()).toEqual([])
  })
})
