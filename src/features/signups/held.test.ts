import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { openVault } from '../../../functions/vault.ts'
import { cast } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { cookiesOf, formPath, rowsOf, signUp, signupFields, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const kept = 'cookies=kept'
const current = '/signups/current/'
const at = (text: string) => Date.parse(`${text}+08:00`)

let site: TestSite
beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 6, waiting_places: 2, largest_party: 4 })]))
})
afterEach(() => site.close())

const page = async (answer: Response | Promise<Response>) => {
  const { status, headers, json } = await told(answer)
  return { status, headers, page: json['page'] as Record<string, unknown> }
}
/** Signs 王阿姨 up by the form and gives back the cookies her browser keeps. */
const cookiesAfterSignup = async () => `${kept}; ${cookiesOf(await site.postForm(formPath, signupFields(), { cookie: kept }))}`
const show = (cookie: string, query = '') => site.request(`${current}${query}`, { headers: { cookie } })
const act = (cookie: string, fields: Record<string, string>) => site.postForm(current, fields, { cookie })
const goesTo = (answer: Response) => [answer.status, answer.headers.get('location')]

describe('looking a signup up', () => {
  test('begins with a form, which sees whether cookies are kept', async () => {
    const { status, headers, page: shown } = await page(site.request('/signups/'))
    expect({ status, shown }).toEqual({ status: 200, shown: { kind: 'lookup', typed: { code: '', phone: '' } } })
    expect(headers.get('set-cookie')).toContain('cookies=kept')
  })

  test('by code and phone number goes on to the signup, which stands in no address', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    const answer = await site.postForm('/signups/', { code: code.toLowerCase(), phone: '199 0000 0001' }, { cookie: kept })
    expect(goesTo(answer)).toEqual([303, current])
    expect(await page(show(cookiesOf(answer)))).toMatchObject({ status: 200, page: { kind: 'held', signup: { code, party_size: 2 } } })
  })

  test('by a browser that keeps no cookies is answered with the signup itself', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    expect(await page(site.postForm('/signups/', { code, phone: cast.wang.phone }))).toMatchObject({
      status: 200,
      page: { kind: 'held', signup: { code } },
    })
  })

  test('with something missing or wrong comes back with what was typed', async () => {
    expect(await page(site.postForm('/signups/', { code: 'K7M', phone: '' }))).toMatchObject({
      status: 422,
      page: {
        kind: 'lookup',
        typed: { code: 'K7M', phone: '' },
        problem: {
          code: 'input_invalid',
          fields: [
            { field: 'code', sentence: '报名码是 6 位字母和数字，没有 0、O、1、I、L。请再看一遍。' },
            { field: 'phone', sentence: '请写电话号码，有变动时好通知您。' },
          ],
        },
      },
    })
  })

  test('with a wrong code says so, and after five that one has to wait', async () => {
    const fields = { code: 'AAAAAA', phone: cast.wang.phone }
    expect(await page(site.postForm('/signups/', fields))).toMatchObject({
      status: 404,
      page: { typed: fields, problem: { code: 'signup_not_found' } },
    })
    for (let guess = 0; guess < 3; guess++) await site.postForm('/signups/', fields)
    const fifth = await page(site.postForm('/signups/', fields))
    expect(fifth).toMatchObject({ status: 429, page: { typed: fields, problem: { code: 'too_many_guesses' } } })
    expect(fifth.headers.get('retry-after')).toBe('900')
  })

  test('sent as something else is refused', async () => {
    expect(await told(site.post('/signups/', {}))).toMatchObject({ status: 415, json: { code: 'content_type_unsupported' } })
  })
})

describe('whoever holds a pass', () => {
  test('changes the party', async () => {
    const cookie = await cookiesAfterSignup()
    expect(goesTo(await act(cookie, { party_size: '4' }))).toEqual([303, `${current}?done=changed`])
    expect((await page(show(cookie, '?done=changed'))).page).toMatchObject({ done: 'changed', signup: { party_size: 4 } })
  })

  test('cancels', async () => {
    const cookie = await cookiesAfterSignup()
    expect(goesTo(await act(cookie, { act: 'cancel' }))).toEqual([303, `${current}?done=cancelled`])
    expect((await page(show(cookie, '?done=cancelled'))).page).toMatchObject({ done: 'cancelled', signup: { state: 'cancelled' } })
  })

  test.each<[string, Record<string, string>, number, string]>([
    ['no number of people', {}, 422, 'input_invalid'],
    ['a number in words', { party_size: '两个' }, 422, 'input_invalid'],
    ['more than the activity takes', { party_size: '5' }, 422, 'party_too_large'],
  ])('is told why not on the same page: %s', async (_, fields, status, code) => {
    const cookie = await cookiesAfterSignup()
    expect(await page(act(cookie, fields))).toMatchObject({ status, page: { kind: 'held', problem: { code }, signup: { party_size: 2 } } })
  })

  test('is told that there is no room, and that nothing changed', async () => {
    const cookie = await cookiesAfterSignup()
    await signUp(site, cast.li, 4)
    expect(await page(act(cookie, { party_size: '3' }))).toMatchObject({
      status: 409,
      page: {
        problem: { sentence: '现在没有空位可以加人，您原来的报名没有变。也可以打电话 0400-5550100 问问。' },
        signup: { party_size: 2 },
      },
    })
  })

  test('is told until it begins that it has not begun', async () => {
    site.state.now = at('2026-11-28T11:59:00')
    const cookie = await cookiesAfterSignup()
    site.state.now = at('2026-11-28T13:58:00')
    expect((await page(show(cookie))).page).toMatchObject({ started: false })
  })

  test('gives it back', async () => {
    const answer = await site.postForm('/signups/leave', {}, { cookie: await cookiesAfterSignup() })
    expect(goesTo(answer)).toEqual([303, '/signups/'])
    expect(answer.headers.get('set-cookie')).toBe('signup_pass=; Max-Age=0; Path=/signups')
  })

  test('is not told that something was done by an address that was made up', async () => {
    expect((await page(show(await cookiesAfterSignup(), '?done=%3Cscript%3E'))).page['done']).toBeUndefined()
  })

  test('finds nothing once the contact details are gone', async () => {
    site.state.now = at('2026-11-28T11:00:00')
    const cookie = await cookiesAfterSignup()
    const { now } = site.state
    site.state.now = at('2026-12-28T15:30:00')
    await runJobs(site.host, site.state.catalogue)
    site.state.now = now
    expect(await page(show(cookie))).toMatchObject({ status: 404, page: { kind: 'lookup', problem: { code: 'signup_not_found' } } })
  })
})

describe('a pass that is none leads to the look-up form', () => {
  const passOf = (cookie: string) => /signup_pass=([^;]+)/.exec(cookie)?.[1] ?? ''
  const led = async (pass: string) => {
    const cookie = `${kept}; signup_pass=${pass}`
    for (const answer of [await show(cookie), await act(cookie, { act: 'cancel' }), await act(cookie, { party_size: '1' })]) {
      expect(goesTo(answer)).toEqual([303, '/signups/'])
    }
    expect(await rowsOf(site, 'SELECT party_size, cancelled_at FROM signups WHERE cancelled_at IS NOT NULL OR party_size <> 2')).toEqual([])
  }

  test('without any', () => led(''))
  test('made up', () => led('abcdef.ghij.klmn'))
  test('older than two hours, to the millisecond', async () => {
    const cookie = await cookiesAfterSignup()
    site.state.now += 120 * 60_000 - 1
    expect((await show(cookie)).status).toBe(200)
    site.state.now += 1
    await led(passOf(cookie))
  })
  test('altered in one place', async () => {
    const pass = passOf(await cookiesAfterSignup())
    await led(`${pass.slice(0, 40)}${pass[40] === 'A' ? 'B' : 'A'}${pass.slice(41)}`)
  })
  test('made with another secret', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    const other = await openVault('another secret, which is long enough too')
    await led(await other.seal(JSON.stringify({ code, phone: cast.wang.phone, until: site.state.now + 1000 }), 'signup pass'))
  })
  test('taken from a sealed contact of the database', async () => {
    await signUp(site, cast.wang, 2)
    const [row] = await rowsOf(site, 'SELECT contact FROM signups')
    await led(String(row?.['contact']))
  })
})

test('no phone number, code or name stands in an address or in the log', async () => {
  const cookie = await cookiesAfterSignup()
  const { page: held } = await page(show(cookie))
  const { code } = held['signup'] as { code: string }
  const answers = [
    await site.postForm('/signups/', { code, phone: cast.wang.phone }, { cookie }),
    await site.postForm('/signups/', { code: 'AAAAAA', phone: cast.wang.phone }, { cookie }),
    await act(cookie, { party_size: '3' }),
    await act(cookie, { act: 'cancel' }),
    await site.postForm(formPath, signupFields({ phone: cast.li.phone, name: cast.li.name }), { cookie }),
    await site.postForm('/signups/leave', {}, { cookie }),
  ]
  const written = [...answers.flatMap(({ headers }) => [...headers.values()]), ...site.log].join('\n')
  for (const secret of [code, cast.wang.phone, cast.li.phone, cast.wang.name, '0001', '0002']) expect(written).not.toContain(secret)
})
