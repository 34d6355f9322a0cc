import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast, person } from '../../../tests/support/cast.ts'
import { resident } from '../../../tests/support/people.ts'
import { browserAt, callsOf, drawn, postSlip, slipFor } from '../../../tests/support/signin.ts'
import { cookiesOf, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { SmsNotSent } from '../../kernel/sms.ts'

const minute = 60_000
const hour = 60 * minute

let site: TestSite
let wang: { id: string }
beforeEach(async () => {
  site = await openSite()
  wang = await resident(site, cast.wang)
})
afterEach(() => site.close())

const ask = (phone: string = cast.wang.phone, client = 'home') => site.postForm('/signin/messages/', { phone }, browserAt(client))
/** Asks for a message; the headers of the browser that did, and the code that went out, if one did. */
const asked = async (phone: string = cast.wang.phone, client = 'home') => {
  const answer = await ask(phone, client)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/signin/digits/'])
  const sent = await site.messages()
  return { headers: browserAt(client, `cookies=kept; ${cookiesOf(answer)}`), code: sent.at(-1)?.code ?? '', sent: sent.length }
}
const send = (digits: string, headers: Record<string, string>) => drawn(site.postForm('/signin/digits/', { digits }, headers))
const wrong = (code: string, place = 0) => String((Number(code) + 1 + place) % 1_000_000).padStart(6, '0')

const notGood =
  '这个验证码不能用：可能抄错了、过期了，或者已经用过。请对着最新的一条短信再试；还是不行，请打电话 0400-5550100，或到窗口拿登录纸条。'
const budgetGone = (wait: string) =>
  `这个号码今天验证码错的次数太多了，短信登录先停一停，${wait}后再开。急用请打电话 0400-5550100，或到窗口拿登录纸条，纸条马上能用。`

describe('a message', () => {
  test('goes to a known number and signs its resident in, with one database call to send and one to redeem', async () => {
    let held: Awaited<ReturnType<typeof asked>> | undefined
    const sending = await callsOf(site, async () => {
      held = await asked('199 0000-0001')
    })
    expect(await site.messages()).toEqual([{ phone: cast.wang.phone, code: expect.stringMatching(/^\d{6}$/) }])
    const redeeming = await callsOf(site, async () => {
      expect(await send(held?.code ?? '', held?.headers ?? {})).toMatchObject({ status: 303, location: '/me/' })
    })
    expect([sending, redeeming]).toEqual([['write'], ['write']])
    expect(await rowsOf(site, 'SELECT subject FROM sessions')).toEqual([{ subject: wang.id }])
    expect(await send(held?.code ?? '', held?.headers ?? {})).toMatchObject({ status: 422, sentence: notGood })
  })

  test('to an unknown number is answered by the same calls and the same page, and nothing is sent', async () => {
    const answers: unknown[] = []
    const kinds: unknown[] = []
    for (const phone of [cast.wang.phone, cast.li.phone]) {
      kinds.push(
        await callsOf(site, async () => {
          const answer = await ask(phone)
          const page = await drawn(site.request('/signin/digits/', { headers: browserAt('home', cookiesOf(answer)) }))
          answers.push([
            answer.status,
            answer.headers.get('location'),
            await answer.text(),
            page.status,
            { ...page.page, request_key: null },
          ])
          answers.push(await send('123456', browserAt('home', cookiesOf(answer))).then(({ page, ...rest }) => ({ ...rest, page: null })))
        }),
      )
    }
    expect(kinds[1]).toEqual(kinds[0])
    const seen = (place: number) => JSON.stringify(answers[place]).replaceAll('199****0002', '199****0001')
    expect([seen(2), seen(3)]).toEqual([seen(0), seen(1)])
    expect((await site.messages()).map(({ phone }) => phone)).toEqual([cast.wang.phone])
    expect(await rowsOf(site, 'SELECT subject FROM signin_codes')).toEqual([{ subject: wang.id }])
  })

  test('to somebody who has left the community is not sent', async () => {
    await site.client.execute('UPDATE residents SET household = NULL, left_at = 1')
    expect((await asked()).sent).toBe(0)
  })

  test('to a child under 14 is not sent, and on the day it is 14 it is', async () => {
    await site.client.execute("UPDATE residents SET under_14_until = '2026-11-24'")
    expect((await asked()).sent).toBe(0)
    site.state.now += 24 * hour
    expect((await asked()).sent).toBe(1)
  })

  test('is good for ten minutes, and only the latest one is', async () => {
    const first = await asked()
    const second = await asked()
    if (first.code !== second.code) expect((await send(first.code, first.headers)).sentence).toBe(notGood)
    site.state.now += 10 * minute - 1
    expect((await send(second.code, second.headers)).status).toBe(303)
    const third = await asked()
    site.state.now += 10 * minute
    expect(await send(third.code, third.headers)).toMatchObject({ status: 303, location: '/signin/' })
    expect(await rowsOf(site, 'SELECT COUNT(*) AS count FROM sessions')).toEqual([{ count: 1 }])
  })

  test("somebody else's code is no good", async () => {
    await resident(site, { ...cast.li, door: ['4', '1', '101'] })
    const wangs = await asked(cast.wang.phone)
    const lis = await asked(cast.li.phone)
    if (wangs.code !== lis.code) expect((await send(lis.code, wangs.headers)).sentence).toBe(notGood)
    expect((await send(wangs.code, wangs.headers)).status).toBe(303)
    expect(await rowsOf(site, 'SELECT subject FROM sessions')).toEqual([{ subject: wang.id }])
  })

  test('is sent after the answer, which so takes as long for a number nobody has', async () => {
    const order: string[] = []
    site.state.sms = {
      sendCode: async () => {
        order.push('sent')
      },
    }
    for (const phone of [cast.wang.phone, cast.li.phone]) {
      await ask(phone)
      order.push(`answered ${phone}`)
    }
    await site.messages()
    expect(order).toEqual([`answered ${cast.wang.phone}`, `answered ${cast.li.phone}`, 'sent'])
  })

  test('that the vendor did not take is logged by its code, and says nothing to whoever asked', async () => {
    site.state.sms = { sendCode: () => Promise.reject(new SmsNotSent('isv.BUSINESS_LIMIT_CONTROL')) }
    await asked()
    expect(site.log.filter((line) => line.includes('afterwards'))).toEqual([
      '{"event":"afterwards_failed","error":"SmsNotSent","code":"isv.BUSINESS_LIMIT_CONTROL"}',
    ])
    expect(site.log.join()).not.toMatch(/1990000|\d{6}"/)
  })
})

describe('guessing a message', () => {
  test('five wrong ones lock the code, and a resend does not give the number more than ten a day', async () => {
    const first = await asked()
    for (let guess = 0; guess < 5; guess++) expect((await send(wrong(first.code, guess), first.headers)).sentence).toBe(notGood)
    expect((await send(first.code, first.headers)).sentence).toBe(notGood)
    const second = await asked()
    for (let guess = 0; guess < 3; guess++) expect((await send(wrong(second.code, guess), second.headers)).status).toBe(422)
    const tired = { status: 429, code: 'too_many_digits_guesses', retry_after: String(23 * 3600), sentence: budgetGone('23 小时') }
    expect(await send(wrong(second.code, 4), second.headers)).toMatchObject(tired)
    expect(await send(second.code, second.headers)).toMatchObject(tired)
    expect(await drawn(ask())).toMatchObject(tired)
    expect(await site.messages()).toHaveLength(2)
    const slip = await slipFor(site, { kind: 'resident', id: wang.id })
    expect((await postSlip(site, slip)).status).toBe(303)
    site.state.now += 23 * hour
    const third = await asked()
    expect((await send(third.code, third.headers)).status).toBe(303)
  })

  test('of a number nobody has is counted the same', async () => {
    const held = await asked(cast.li.phone)
    for (let guess = 0; guess < 9; guess++) expect((await send('123456', held.headers)).status).toBe(422)
    expect(await send('123456', held.headers)).toMatchObject({ status: 429, sentence: budgetGone('23 小时') })
  })
})

describe('asking for messages', () => {
  const tired = {
    status: 429,
    code: 'too_many_messages',
    retry_after: '3600',
    sentence: '验证码要得太多了。请等 60 分钟再要；没收到，请打电话 0400-5550100，或到窗口拿登录纸条。',
  }

  test.each([cast.wang.phone, cast.li.phone])('three times an hour for %s is all', async (phone) => {
    for (let turn = 0; turn < 3; turn++) expect((await ask(phone, `phone ${turn}`)).status).toBe(303)
    expect(await drawn(ask(phone, 'another'))).toMatchObject(tired)
    site.state.now += hour
    expect((await ask(phone)).status).toBe(303)
  })

  test('ten times an hour from one address is all, there and not elsewhere', async () => {
    for (let turn = 0; turn < 10; turn++) expect((await ask(person(turn).phone, 'bot')).status).toBe(303)
    expect(await drawn(ask(person(10).phone, 'bot'))).toMatchObject(tired)
    expect((await ask(person(10).phone, 'home')).status).toBe(303)
  })

  test('three hundred times an hour is all that is sent, and who is refused does not use it up', async () => {
    for (let turn = 0; turn < 20; turn++) await ask(cast.li.phone, `bot ${turn}`)
    expect(await rowsOf(site, "SELECT tries FROM attempts WHERE kind = 'sms-all'")).toEqual([{ tries: 3 }])
    for (let turn = 0; turn < 297; turn++) expect((await ask(person(turn).phone, `bot ${turn % 40}`)).status).toBe(303)
    expect(await drawn(ask())).toMatchObject(tired)
  })

  test.each([
    ['', 'phone: 请写手机号码。'],
    ['1990000', 'phone: 手机号码不对，应该是 11 位。请再看一遍。'],
    ['0571-88880000', 'phone: 座机收不到短信。请写手机号码，或到窗口拿登录纸条。'],
  ])('for “%s” is told what is wrong', async (phone, field) => {
    expect(await drawn(ask(phone))).toMatchObject({ status: 422, code: 'input_invalid', field: [field], page: { typed: { phone } } })
  })

  test.each(['', '12345', '1234567', '12345a', '１２３４５'])('“%s” is no code', async (digits) => {
    const { headers } = await asked()
    const sentence = digits ? '验证码是 6 位数字。请对着短信再看一遍。' : '请写短信里的 6 位验证码。'
    expect(await send(digits, headers)).toMatchObject({ status: 422, field: [`digits: ${sentence}`] })
  })
})

test('where no messages are sent the page offers a slip only, and asking for one says so', async () => {
  site.state.sms = null
  expect((await drawn(site.request('/signin/'))).page).toMatchObject({ sends_messages: false })
  expect(await drawn(ask())).toMatchObject({
    status: 409,
    code: 'messages_off',
    sentence: '这里不发短信验证码。请用登录纸条登录；没有纸条，请打电话 0400-5550100。',
  })
  expect(await rowsOf(site, 'SELECT * FROM attempts')).toEqual([])
})

test('the number is in no address and no log line, and a sealed one of another purpose is not believed', async () => {
  const held = await asked()
  expect(held.headers.cookie).not.toContain(cast.wang.phone)
  expect(site.log.join('\n')).not.toContain('1990000')
  for (const cookie of ['cookies=kept', 'signin_phone=forged', `signin_phone=${await (await site.host.vault()).seal('{}', 'signup pass')}`])
    expect(await drawn(site.request('/signin/digits/', { headers: { cookie } }))).toMatchObject({ status: 303, location: '/signin/' })
})
