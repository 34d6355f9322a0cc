import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { cookiesOf, deadDatabase, formPath, rowsOf, signUp, signupFields, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const kept = { cookie: 'cookies=kept' }
const at = (text: string) => Date.parse(`${text}+08:00`)

let site: TestSite
beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 6, waiting_places: 2 })]))
})
afterEach(() => site.close())

interface Page {
  kind: string
  typed: Record<string, string>
  request_key: string
  problem?: { code: string; sentence: string; fields?: { field: string; sentence: string }[] }
  [more: string]: unknown
}
const page = async (answer: Response | Promise<Response>) => {
  const { status, headers, json } = await told(answer)
  return { status, headers, page: json['page'] as Page }
}

describe('the signup page', () => {
  test('shows what is left, a form with nothing typed, and sees whether cookies are kept', async () => {
    const { status, headers, page: shown } = await page(site.request(formPath))
    expect(status).toBe(200)
    expect(shown).toMatchObject({
      kind: 'signup',
      window: { activity: { slug: 'tea' }, occurrence: { id: '2026-11-28' } },
      availability: { state: 'open', free_places: 6 },
      typed: { name: '', phone: '', party_size: '1' },
    })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('set-cookie')).toBe('cookies=kept; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax')
  })

  test('has a new request key each time', async () => {
    const [first, second] = [await page(site.request(formPath)), await page(site.request(formPath))]
    expect(first.page.request_key).toMatch(/^[\w-]{16,64}$/)
    expect(second.page.request_key).not.toBe(first.page.request_key)
  })

  test.each([
    ['/activities/coffee/2026-11-28/signup/', 404, 'activity_unknown'],
    ['/activities/tea/2026-11-29/signup/', 404, 'occurrence_unknown'],
    ['/activities/tea/tomorrow/signup/', 404, 'occurrence_unknown'],
    ['/activities/tea/%E0%A4%A/signup/', 404, 'occurrence_unknown'],
  ])('of %s says that there is none', async (path, status, code) => {
    expect(await page(site.request(path))).toMatchObject({ status, page: { kind: 'signup', window: null, problem: { code } } })
  })

  test('is there without its last stroke too', async () => {
    expect((await site.request(formPath.slice(0, -1))).status).toBe(200)
  })
})

describe('a form that is posted', () => {
  test('goes on to the receipt, which stands in no address', async () => {
    const answer = await site.postForm(formPath, signupFields(), kept)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/signups/current/?done=taken'])
    const [pass] = answer.headers.getSetCookie()
    expect(pass).toMatch(/^signup_pass=[\w.-]+; Max-Age=7200; Path=\/signups; HttpOnly; SameSite=Lax$/)

    const receipt = await page(site.request('/signups/current/?done=taken', { headers: { cookie: cookiesOf(answer) } }))
    expect(receipt).toMatchObject({
      status: 200,
      page: {
        kind: 'held',
        done: 'taken',
        activity_title: '周末茶话会',
        place: { title: '活动室' },
        largest_party: 5,
        occurrence_status: 'scheduled',
        started: false,
        signup: { state: 'confirmed', party_size: 2, name: '王阿姨', phone: '199****0001', code: expect.stringMatching(/^\w{6}$/) },
      },
    })
    expect(receipt.headers.get('cache-control')).toBe('no-store')
  })

  test('over TLS gives a pass that travels over TLS only', async () => {
    const answer = await site.postForm(`https://wutongli.example.org${formPath}`, signupFields(), kept)
    expect(answer.headers.getSetCookie()[0]).toContain('; Secure')
  })

  test('by a browser that keeps no cookies is answered with the receipt itself', async () => {
    const answer = await page(site.postForm(formPath, signupFields()))
    expect(answer).toMatchObject({ status: 200, page: { kind: 'held', done: 'taken', signup: { state: 'confirmed', party_size: 2 } } })
  })

  test('twice is one signup with one receipt', async () => {
    const fields = signupFields()
    const [first, second] = [await page(site.postForm(formPath, fields)), await page(site.postForm(formPath, fields))]
    expect(second.page).toEqual(first.page)
    expect(await rowsOf(site, 'SELECT COUNT(*) AS signups FROM signups')).toEqual([{ signups: 1 }])
  })

  test('as multipart is read the same', async () => {
    const body = new FormData()
    for (const [name, value] of Object.entries(signupFields())) body.append(name, value)
    expect((await page(site.request(formPath, { method: 'POST', body }))).page).toMatchObject({ kind: 'held' })
  })

  test('by the script of the page is answered with where to go, with and without cookies', async () => {
    const script = { accept: 'application/json' }
    const fields = signupFields()
    const first = await told(site.postForm(formPath, fields, script))
    expect(first).toMatchObject({ status: 200, json: { location: null } })
    const again = await told(site.postForm(formPath, fields, { ...script, ...kept }))
    expect(again).toMatchObject({ status: 200, json: { location: '/signups/current/?done=taken' } })
  })
})

describe('a form that is refused', () => {
  test('comes back with what was typed, and a sentence for each field', async () => {
    const typed = { name: '王'.repeat(21), phone: '12345', party_size: '9' }
    const answer = await page(site.postForm(formPath, signupFields(typed), kept))
    expect(answer.status).toBe(422)
    expect(answer.page).toMatchObject({ kind: 'signup', typed, availability: { state: 'open' } })
    expect(answer.page.problem).toEqual({
      code: 'input_invalid',
      sentence: '有的地方没填对，请改好再提交。',
      fields: [
        { field: 'name', code: 'name_too_long', sentence: '称呼最多 20 个字，请写短一些。' },
        { field: 'phone', code: 'phone_invalid', sentence: '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。' },
        { field: 'party_size', code: 'party_size_invalid', sentence: '请选一共几个人，1 到 5 人。' },
      ],
    })
  })

  test('empty says what to write', async () => {
    const { status, page: shown } = await page(site.postForm(formPath, {}))
    expect(status).toBe(422)
    expect(shown.problem?.fields?.map(({ field }) => field)).toEqual(['name', 'phone', 'party_size', 'notice_version', 'request_key'])
  })

  test('for want of places comes back with what is left', async () => {
    await signUp(site, cast.li, 5)
    await signUp(site, cast.zhang, 2)
    const answer = await page(site.postForm(formPath, signupFields(), kept))
    expect(answer).toMatchObject({
      status: 409,
      page: {
        typed: { name: '王阿姨', phone: '19900000001', party_size: '2' },
        availability: { free_places: 1 },
        problem: { code: 'places_taken' },
      },
    })
    expect(answer.page.problem?.sentence).toBe('只剩 1 个名额，不够您一起来的人，候补也满了。可以少报几人、换一场，或打电话 0400-5550100。')
  })

  test('because it came too late comes back and says so', async () => {
    site.state.now = at('2026-11-28T12:00:00')
    expect(await page(site.postForm(formPath, signupFields(), kept))).toMatchObject({
      status: 409,
      page: { availability: { state: 'closed' }, problem: { code: 'signup_closed' } },
    })
  })

  test('for having come too often says how long to wait', async () => {
    for (let place = 0; place < 60; place++) await site.post(takePath, { ...signupFields(), occurrence: '2026-11-28', party_size: 5 })
    const answer = await page(site.postForm(formPath, signupFields(), kept))
    expect(answer).toMatchObject({ status: 429, page: { problem: { code: 'too_many_signups' } } })
    expect(answer.headers.get('retry-after')).toBe('600')
  })

  test('of the script is a problem, not a page', async () => {
    const { status, headers, json } = await told(site.postForm(formPath, signupFields({ phone: '' }), { accept: 'application/json' }))
    expect(status).toBe(422)
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(json).toMatchObject({ code: 'input_invalid', errors: [{ field: 'phone', code: 'phone_missing' }] })
  })

  test('by an outage keeps its request key, so that pressing again cannot sign up twice', async () => {
    const { database } = site.host
    const fields = signupFields()
    site.host.database = deadDatabase
    const refused = await page(site.postForm(formPath, fields, kept))
    expect(refused).toMatchObject({ status: 503, page: { request_key: fields['request_key'], problem: { code: 'database_unavailable' } } })
    site.host.database = database
    expect((await page(site.postForm(formPath, signupFields({ phone: '' })))).page.request_key).not.toBe(fields['request_key'])
  })

  test.each(['application/json', 'text/plain', ''])('because it came as %j says what to do', async (type) => {
    const answer = await told(site.postForm(formPath, signupFields(), { 'content-type': type }))
    expect(answer).toMatchObject({
      status: 415,
      json: { code: 'content_type_unsupported', title: '发来的格式不对，没有办成。请从本站页面填写。' },
    })
  })

  test('because it broke off says to try again', async () => {
    const answer = await told(site.postForm(formPath, signupFields(), { 'content-type': 'multipart/form-data; boundary=x' }))
    expect(answer).toMatchObject({ status: 400, json: { code: 'body_unreadable' } })
  })

  test('wherever it went wrong, gives back no more than a line of what was typed', async () => {
    const { page: shown } = await page(
      site.postForm(formPath, signupFields({ name: 'x'.repeat(5000), phone: '1'.repeat(5000), party_size: '9'.repeat(500) })),
    )
    expect(Object.values(shown.typed).map((typed) => typed.length)).toEqual([200, 40, 2])
  })
})
