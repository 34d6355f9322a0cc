import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { led, type OwnPage, somebody } from '../../../tests/support/mine.ts'
import { cookiesOf, rowsOf, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const minute = 60_000
const path = '/me/details/'
const wang = { name: '王芳', phone: '19900000001' }
const li = { name: '李建国', phone: '19900000002', door: ['3', '2', '502'] as [string, string, string] }
const fresh = '19900000009'

let site: TestSite
let me: Awaited<ReturnType<typeof somebody>>
let cookie: string
let notices: string[]
beforeEach(async () => {
  site = await openSite()
  me = await somebody(site, wang)
  cookie = me.headers.cookie
  notices = []
})
afterEach(() => site.close())

/** Posts a form of the page in a browser that keeps what it is given. */
const post = async (act: string, fields: Record<string, string> = {}) => {
  const answer = await site.postForm(path, { act, ...fields }, { cookie })
  const given = cookiesOf(answer)
  if (given)
    cookie = `${cookie
      .split('; ')
      .filter((one) => !one.startsWith('own_phone='))
      .join('; ')}; ${given}`
  return answer
}
const refused = async (answer: Response) => {
  const { status, json } = await told(answer)
  const { problem, typed } = json['page'] as OwnPage
  return { status, sentence: problem?.fields?.[0]?.sentence ?? problem?.sentence, typed }
}
const shown = async () => (await told(site.request(path, { headers: { cookie } }))).json['page'] as OwnPage & { awaited: string | null }
const lastCode = async (to?: string) => (await site.messages()).filter(({ phone }) => to === undefined || phone === to).at(-1)
const stored = async () => (await shown()).mine.person.phone
const tellsOldNumbers = () => {
  site.state.sms = {
    sendCode: async (phone, code) => void (await site.messages()).push({ phone, code }),
    sendNotice: async (phone) => void notices.push(phone),
  }
}
const done = (word: string) => [303, `${path}?done=${word}`]

describe('a new number', () => {
  test('is entered when the code that went there is written, and only then', async () => {
    expect(led(await post('phone', { phone: '199 0000 0009' }))).toEqual(done('phone_sent'))
    expect(await lastCode()).toEqual({ phone: fresh, code: expect.stringMatching(/^\d{6}$/) })
    expect([await stored(), (await shown()).awaited]).toEqual([wang.phone, '199****0009'])
    expect(led(await post('phone_code', { digits: (await lastCode())?.code ?? '' }))).toEqual(done('phone'))
    expect([await stored(), (await shown()).awaited]).toEqual([fresh, null])
    expect((await shown()).mine.devices).toMatchObject([{ is_this: true }])
  })

  test('is not entered by wrong digits, ten of which end it for the day', async () => {
    await post('phone', { phone: fresh })
    const right = (await lastCode())?.code ?? ''
    const wrong = right === '111111' ? '222222' : '111111'
    for (let guess = 1; guess < 10; guess++)
      expect(await refused(await post('phone_code', { digits: wrong }))).toMatchObject({
        status: 422,
        sentence: '验证码不对。请对着最新的一条短信再看一遍。',
      })
    for (const digits of [wrong, right])
      expect(await refused(await post('phone_code', { digits }))).toMatchObject({
        status: 429,
        sentence: '验证码错的次数太多了，号码没有改。请等 23 小时再试，或到窗口办。',
      })
    expect(await stored()).toBe(wang.phone)
  })

  test('is not entered after ten minutes, by another session’s code, or without having been asked for', async () => {
    const over = { status: 409, sentence: '这个验证码过了 10 分钟，号码没有改。请再写一次新号码，重新发验证码。' }
    expect(await refused(await post('phone_code', { digits: '123456' }))).toMatchObject(over)
    await post('phone', { phone: fresh })
    const digits = (await lastCode())?.code ?? ''
    const other = await somebody(site, li)
    const copied = `${other.headers.cookie}; ${cookie.split('; ').at(-1)}`
    expect(await refused(await site.postForm(path, { act: 'phone_code', digits }, { cookie: copied }))).toMatchObject(over)
    site.state.now += 10 * minute
    expect(await refused(await post('phone_code', { digits }))).toMatchObject(over)
    expect(await stored()).toBe(wang.phone)
  })

  test('of somebody else is answered like any other until its holder says so by the code, and then whose it is is not told', async () => {
    await somebody(site, li)
    expect(led(await post('phone', { phone: li.phone }))).toEqual(done('phone_sent'))
    expect(await refused(await post('phone_code', { digits: (await lastCode())?.code ?? '' }))).toMatchObject({
      status: 409,
      sentence: '这个号码登记不了，请到窗口核对。',
    })
    expect(await stored()).toBe(wang.phone)
  })

  test('is asked for five times a day, and the one there is does not count', async () => {
    for (let same = 0; same < 8; same++) expect(led(await post('phone', { phone: wang.phone }))).toEqual(done('phone_same'))
    for (let place = 0; place < 5; place++) expect(led(await post('phone', { phone: `1990000010${place}` }))).toEqual(done('phone_sent'))
    expect(await refused(await post('phone', { phone: fresh }))).toMatchObject({ status: 429 })
    expect(await site.messages()).toHaveLength(5)
  })

  test('gets no more messages than one who signs in would', async () => {
    for (let place = 0; place < 3; place++) expect((await post('phone', { phone: fresh })).status).toBe(303)
    expect(await refused(await post('phone', { phone: fresh }))).toEqual({
      status: 429,
      sentence: '这一会儿短信发得太多，发不出去，号码没有改。请等 1 小时再试，或到窗口办。',
      typed: { name: wang.name, phone: fresh },
    })
    expect(await site.messages()).toHaveLength(3)
  })

  test.each([
    ['', '请写新的手机号码。'],
    ['1', '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。'],
    ['0571-88880000', '座机收不到短信。请写手机号码；要登记座机，请到窗口或打电话办。'],
  ])('that is “%s” is given back', async (phone, sentence) => {
    expect(await refused(await post('phone', { phone }))).toEqual({ status: 422, sentence, typed: { name: wang.name, phone } })
  })

  test('is for the desk where no messages are sent', async () => {
    site.state.sms = null
    expect(await refused(await post('phone', { phone: fresh }))).toMatchObject({
      status: 409,
      sentence: '换号码要先核对是不是您的，这里不发短信，所以没有改。请到窗口，或打电话 0400-5550100，工作人员帮您改。',
    })
    expect(await shown()).toMatchObject({ sends_messages: false })
  })

  test('waits for no code any more once the number is taken off, nor when it turns out to be somebody else’s', async () => {
    await somebody(site, li)
    await post('phone', { phone: fresh })
    await post('phone_none')
    expect((await shown()).awaited).toBeNull()
    await post('phone', { phone: li.phone })
    await post('phone_code', { digits: (await lastCode(li.phone))?.code ?? '' })
    expect((await shown()).awaited).toBeNull()
  })

  test('may be given up again', async () => {
    await post('phone', { phone: fresh })
    expect(led(await post('phone_stop'))).toEqual(done('phone_stopped'))
    expect([await stored(), (await shown()).awaited]).toEqual([wang.phone, null])
  })

  test('ends codes that went to the old one, and a device that was signed out enters none', async () => {
    await site.postForm('/signin/messages/', { phone: wang.phone }, { cookie: 'cookies=kept' })
    expect(await rowsOf(site, 'SELECT subject FROM signin_codes')).toEqual([{ subject: me.id }])
    await post('phone', { phone: fresh })
    const digits = (await lastCode(fresh))?.code ?? ''
    await post('phone_code', { digits })
    expect(await rowsOf(site, 'SELECT subject FROM signin_codes')).toEqual([])
    await post('phone', { phone: wang.phone })
    const back = (await lastCode(wang.phone))?.code ?? ''
    await site.client.execute('UPDATE sessions SET ended_at = 1')
    expect((await post('phone_code', { digits: back })).status).toBe(401)
  })
})

describe('the old number', () => {
  test('that is taken off signs nobody in by a code that went there before', async () => {
    await site.postForm('/signin/messages/', { phone: wang.phone }, { cookie: 'cookies=kept' })
    expect(await rowsOf(site, 'SELECT subject FROM signin_codes')).toEqual([{ subject: me.id }])
    await post('phone_none')
    expect(await rowsOf(site, 'SELECT subject FROM signin_codes')).toEqual([])
  })

  test('is told once when another takes its place, and when it is taken off', async () => {
    tellsOldNumbers()
    await post('phone', { phone: fresh })
    const digits = (await lastCode())?.code ?? ''
    const before = cookie
    await post('phone_code', { digits })
    cookie = before
    await post('phone_code', { digits })
    await site.messages()
    expect(notices).toEqual([wang.phone])
    expect(led(await post('phone_none'))).toEqual(done('phone_none'))
    await site.messages()
    expect(notices).toEqual([wang.phone, fresh])
    expect(await rowsOf(site, 'SELECT phone, phone_fingerprint FROM residents')).toEqual([{ phone: null, phone_fingerprint: null }])
  })
})
