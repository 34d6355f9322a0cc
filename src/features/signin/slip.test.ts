import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { resident } from '../../../tests/support/people.ts'
import { browserAt, callsOf, drawn, postSlip, signInBySlip, slipFor } from '../../../tests/support/signin.ts'
import { cookiesOf, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { slipFingerprints } from './slip.server.ts'

const minute = 60_000
const day = 24 * 60 * minute

let site: TestSite
let wang: { id: string }
beforeEach(async () => {
  site = await openSite()
  wang = await resident(site, cast.wang)
})
afterEach(() => site.close())

const notGood =
  '这个登录码不能用：可能抄错了、过期了，或者已经用过。请对着纸条再试一次；还是不行，请打电话 0400-5550100，或到窗口换一张新的。'
/** The same beginning and another end: every sign of the second half is one further on. */
const wrongEnd = (code: string, place = 0) => {
  const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  const last = signs.charAt((signs.indexOf(code.charAt(7)) + 1 + place) % signs.length)
  return code.slice(0, 7) + last
}
const slip = (id = wang.id) => slipFor(site, { kind: 'resident', id })

describe('a slip', () => {
  test('signs its resident in with one database call, and is issued with one', async () => {
    const code = await slip()
    const [issued] = await rowsOf(site, 'SELECT * FROM signin_codes')
    expect(JSON.stringify(issued)).not.toContain(code)
    const calls = await callsOf(site, async () => {
      expect(await drawn(postSlip(site, code))).toMatchObject({ status: 303, location: '/me/' })
    })
    expect(calls).toEqual(['write'])
    expect(await rowsOf(site, 'SELECT subject_kind, subject, device, ended_at, expires_at FROM sessions')).toEqual([
      { subject_kind: 'resident', subject: wang.id, device: '别的设备', ended_at: null, expires_at: site.state.now + 180 * day },
    ])
  })

  test.each(['k7m4-4tpx', 'ｋ７ｍ４ ４ｔｐｘ'])('may be typed in small or wide letters and in groups, like “%s”', async (form) => {
    const code = await slip()
    const typed = form.startsWith('k')
      ? `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase()
      : [...`${code.slice(0, 4)} ${code.slice(4)}`]
          .map((sign) => (sign === ' ' ? ' ' : String.fromCodePoint(sign.charCodeAt(0) + 0xfee0)))
          .join('')
    expect((await postSlip(site, typed)).status).toBe(303)
  })

  test('works once', async () => {
    const code = await slip()
    await signInBySlip(site, code)
    expect(await drawn(postSlip(site, code))).toMatchObject({ status: 422, code: 'slip_not_good', sentence: notGood })
    expect(await rowsOf(site, 'SELECT COUNT(*) AS count FROM sessions')).toEqual([{ count: 1 }])
  })

  test('sent twice by the same form is one session, and the same answer', async () => {
    const code = await slip()
    const more = { request_key: 'a-key-of-a-form-0001' }
    const first = await postSlip(site, code, browserAt('home'), more)
    site.state.now += minute
    const second = await postSlip(site, code, browserAt('home'), more)
    expect([first.status, second.status]).toEqual([303, 303])
    const token = (answer: Response) =>
      answer.headers
        .getSetCookie()
        .find((cookie) => cookie.startsWith('session='))
        ?.split(';')[0]
    expect(token(second)).toBe(token(first))
    expect(await rowsOf(site, 'SELECT COUNT(*) AS count FROM sessions')).toEqual([{ count: 1 }])
    site.state.now += 2 * minute
    expect((await postSlip(site, code, browserAt('home'), more)).status).toBe(422)
  })

  test('pressed by ten at once signs one of them in', async () => {
    const code = await slip()
    const answers = await Promise.all(Array.from({ length: 10 }, (_, place) => postSlip(site, code, browserAt(`phone ${place}`))))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(await rowsOf(site, 'SELECT COUNT(*) AS count FROM sessions')).toEqual([{ count: 1 }])
  })

  test('is over after seven days, and when a newer one was printed', async () => {
    const old = await slip()
    site.state.now += 7 * day
    expect((await drawn(postSlip(site, old))).sentence).toBe(notGood)
    const earlier = await slip()
    site.state.now += 1
    const later = await slip()
    expect((await drawn(postSlip(site, earlier))).sentence).toBe(notGood)
    expect((await postSlip(site, later)).status).toBe(303)
  })

  test('of somebody who has left the community is no good', async () => {
    const code = await slip()
    await site.client.execute({ sql: 'UPDATE residents SET household = NULL, left_at = 1 WHERE id = ?', args: [wang.id] })
    expect((await drawn(postSlip(site, code))).sentence).toBe(notGood)
    expect(await rowsOf(site, 'SELECT * FROM sessions')).toEqual([])
  })
})

describe('guessing a slip', () => {
  test('five wrong ends lock the code, not the resident: what is printed next works at once', async () => {
    const code = await slip()
    for (let guess = 0; guess < 5; guess++)
      expect(await drawn(postSlip(site, wrongEnd(code, guess), browserAt(`bot ${guess}`)))).toMatchObject({
        status: 422,
        sentence: notGood,
      })
    expect(await drawn(postSlip(site, code, browserAt('home')))).toMatchObject({ status: 422, code: 'slip_not_good', sentence: notGood })
    expect(await rowsOf(site, 'SELECT guesses, used_at FROM signin_codes')).toEqual([{ guesses: 5, used_at: null }])
    site.state.now += 1
    expect((await postSlip(site, await slip())).status).toBe(303)
  })

  test('four wrong ends leave the right one its way', async () => {
    const code = await slip()
    for (let guess = 0; guess < 4; guess++) await postSlip(site, wrongEnd(code, guess))
    expect((await postSlip(site, code)).status).toBe(303)
  })

  test('nothing tells a beginning nobody has from an end that is wrong', async () => {
    const code = await slip()
    const wrong = await drawn(postSlip(site, wrongEnd(code), browserAt('bot')))
    const unknown = await drawn(postSlip(site, wrongEnd(code).split('').reverse().join(''), browserAt('bot')))
    expect({ ...unknown, page: null, cookies: null }).toEqual({ ...wrong, page: null, cookies: null })
  })

  test('twenty from one address rest for the quarter of an hour, there and not elsewhere', async () => {
    const code = await slip()
    for (let guess = 0; guess < 19; guess++) expect((await postSlip(site, 'AAAABBBB', browserAt('bot'))).status).toBe(422)
    const tired = {
      status: 429,
      code: 'too_many_signin_guesses',
      retry_after: '900',
      sentence: '登录码错的次数太多了。请等 15 分钟再试，或打电话 0400-5550100。',
    }
    expect(await drawn(postSlip(site, 'AAAABBBB', browserAt('bot')))).toMatchObject(tired)
    expect(await drawn(postSlip(site, code, browserAt('bot')))).toMatchObject(tired)
    expect(await drawn(postSlip(site, wrongEnd(code), browserAt('bot')))).toMatchObject(tired)
    expect(await rowsOf(site, 'SELECT guesses, used_at FROM signin_codes')).toEqual([{ guesses: 0, used_at: null }])
    expect((await postSlip(site, code, browserAt('home'))).status).toBe(303)
  })
})

describe('two slips that begin alike', () => {
  test('both work, and a fifth that finds no place fails as a whole', async () => {
    const others = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => resident(site, { name })))
    const vault = await site.host.vault()
    const codes = ['ABCD2222', 'ABCD3333', 'ABCD4444', 'ABCD5555', 'ABCD6666']
    const { newSlip } = await import('./store.server.ts')
    const issue = async (code: string, id: string) => {
      const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
      const random = () => Uint8Array.from([...code, ...Array(24).fill('2')].map((sign) => signs.indexOf(sign)))
      const slipOf = await newSlip(
        { vault, now: site.state.now, newId: () => crypto.randomUUID(), random },
        { kind: 'resident', id },
        'staff:test',
      )
      expect(slipOf.code).toBe(code)
      await site.database.write([slipOf.statement])
      await site.database.write([slipOf.statement])
    }
    for (const [place, { id }] of others.entries()) await issue(codes[place] ?? '', id)
    expect(await rowsOf(site, 'SELECT COUNT(*) AS count FROM signin_codes')).toEqual([{ count: 4 }])
    await expect(issue(codes[4] ?? '', wang.id)).rejects.toThrow('NOT NULL')
    for (const place of [3, 0]) expect((await postSlip(site, codes[place] ?? '')).status).toBe(303)
    await issue(codes[4] ?? '', wang.id)
    expect((await postSlip(site, codes[4] ?? '')).status).toBe(303)
    expect((await slipFingerprints(vault, 'ABCD2222')).selectors).toBe((await slipFingerprints(vault, 'ABCD3333')).selectors)
  })
})

describe('what cannot be a code', () => {
  test.each([
    ['', 'code: 请写登录纸条上的 8 位登录码。'],
    ['   ', 'code: 请写登录纸条上的 8 位登录码。'],
    ['ABCD234', 'code: 登录码是 8 位字母和数字，没有 0、O、1、I、L。请对着纸条再看一遍。'],
    ['ABCD2340', 'code: 登录码是 8 位字母和数字，没有 0、O、1、I、L。请对着纸条再看一遍。'],
  ])('“%s” is told so without asking the database', async (typed, field) => {
    const calls = await callsOf(site, async () => {
      expect(await drawn(postSlip(site, typed))).toMatchObject({ status: 422, code: 'input_invalid', field: [field] })
    })
    expect(calls).toEqual([])
  })

  test('a browser that keeps no cookies is told before the code is used up', async () => {
    const code = await slip()
    expect(await drawn(site.postForm('/signin/', { code }))).toMatchObject({
      status: 409,
      code: 'cookies_not_kept',
      sentence:
        '浏览器没有记住这一页，登录码还没有用掉。请再按一次“登录”；还是不行，请换微信或手机自带的浏览器打开，或打电话 0400-5550100。',
    })
    const page = await site.request('/signin/')
    expect((await site.postForm('/signin/', { code }, { cookie: cookiesOf(page) })).status).toBe(303)
  })
})
