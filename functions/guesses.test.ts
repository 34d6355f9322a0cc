import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../tests/support/cast.ts'
import { asStaff, resident } from '../tests/support/people.ts'
import { appCode, slipFor } from '../tests/support/signin.ts'
import { cookiesOf, signUp } from '../tests/support/signups.ts'
import { openSite, type TestSite } from '../tests/support/site.ts'

/*
 * An attack has as many addresses as it likes and comes as often as it likes for a day. A guess counts as made when it was compared with
 * something: who is told to wait has learnt nothing.
 */
const minute = 60_000
const day = 24 * 60 * minute

let site: TestSite
let callers = 0
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const attacker = () => ({ 'x-test-client': `attacker ${++callers}`, cookie: 'cookies=kept' })
const statuses = async (answers: (Response | Promise<Response>)[]) => (await Promise.all(answers)).map(({ status }) => status)
const compared = (all: number[]) => all.filter((status) => status !== 429).length

const signs = '23456789ABCDEFGHJKMNPQR'
const wrongDigits = (place: number) => String(100_000 + place * 7)

describe('at most ten guesses are made', () => {
  test('at the code of a signup, of hundreds at once', async () => {
    await signUp(site, cast.wang, 1)
    const guess = (place: number) => ({ code: `ABC${signs[place % 20]}${signs[(place * 3) % 20]}X`, phone: cast.wang.phone })
    const all = Array.from({ length: 200 }, (_, place) => site.post('/api/signup-lookups', guess(place), attacker()))
    expect(compared(await statuses(all))).toBeLessThanOrEqual(10)
  })

  test('at a slip, even in a week, and then the right end is as wrong as the others', async () => {
    const { id } = await resident(site, { name: '王秀英' })
    const code = await slipFor(site, { kind: 'resident', id })
    for (let place = 0; place < 60; place++) {
      const end = `${signs[place % 20]}${signs[(place + 7) % 20]}ZZ`
      await site.postForm('/signin/', { code: code.slice(0, 4) + end, request_key: `a-key-of-an-attack-${place}` }, attacker())
      if (place % 10 === 9) site.state.now += day / 2
    }
    const { rows } = await site.client.execute('SELECT guesses, used_at FROM signin_codes')
    expect(rows[0]).toMatchObject({ guesses: 5, used_at: null })
    site.state.now -= 3 * day
    expect((await site.postForm('/signin/', { code, request_key: 'a-key-of-an-attack-x' }, attacker())).status).toBe(422)
  })

  test('at the codes of one number in a day, however many are sent', async () => {
    await resident(site, { name: '王秀英', phone: cast.wang.phone })
    const made: number[] = []
    for (let turn = 0; turn < 24; turn++) {
      const asked = await site.postForm('/signin/messages/', { phone: cast.wang.phone }, attacker())
      const held = { ...attacker(), cookie: `cookies=kept; ${cookiesOf(asked)}` }
      if (asked.status === 303)
        for (let place = 0; place < 8; place++)
          made.push((await site.postForm('/signin/digits/', { digits: wrongDigits(place) }, held)).status)
      site.state.now += 59 * minute
    }
    expect(made.length).toBeGreaterThan(10)
    expect(compared(made)).toBeLessThanOrEqual(10)
  })

  test('at the second factor of a colleague whose device was stolen, in a quarter of an hour', async () => {
    const { headers } = await asStaff(site, { role: 'desk', verified: false })
    const offer = await site.request('/staff/second-factor/', { headers })
    const { page } = (await offer.json()) as { page: { app: { secret: string; sealed: string } } }
    const fields = { sealed: page.app.sealed, totp: appCode(page.app.secret, site.state.now) }
    const cookie = cookiesOf(await site.postForm('/staff/second-factor/', fields, headers))
    const all = Array.from({ length: 60 }, (_, place) =>
      site.postForm('/staff/verify/', { totp: wrongDigits(place) }, { ...attacker(), cookie }),
    )
    const made = compared(await statuses(all))
    expect(made).toBeGreaterThan(0)
    expect(made).toBeLessThanOrEqual(10)
  })
})

describe('at most five messages go to one number in a day', () => {
  test('whenever the day begins, from however many addresses', async () => {
    await resident(site, { name: '王秀英', phone: cast.wang.phone })
    const sent: number[] = []
    for (let turn = 0; turn < 200; turn++) {
      await site.postForm('/signin/messages/', { phone: cast.wang.phone }, attacker())
      const messages = await site.messages()
      while (sent.length < messages.length) sent.push(site.state.now)
      site.state.now += 19 * minute
    }
    const most = Math.max(...sent.map((start) => sent.filter((at) => at >= start && at < start + 23 * 60 * minute).length))
    expect(sent.length).toBeGreaterThan(5)
    expect(most).toBe(5)
  })
})
