import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { fetchWithin, openSmsVendor, type VendorAnswer } from '../../../tests/support/sms-vendor.ts'
import { aliyunSms } from './aliyun.ts'
import { tencentSms } from './tencent.ts'

const account = { key: { id: 'an-id', secret: 'a-secret' }, signName: '梧桐里社区', template: '1110' }
const aliyun = (within: typeof fetch, baseUrl: string) => aliyunSms(account, within, baseUrl)
const tencent = (within: typeof fetch, baseUrl: string) =>
  tencentSms({ ...account, appId: '1400006666', region: 'ap-beijing' }, within, baseUrl)

const code = '482913'
const personal = /19900000001|482913/

/** Everything the code prints while the test runs. */
const listen = () => {
  const printed: unknown[] = []
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const spy = vi.spyOn(console, level).mockImplementation((...words) => void printed.push(words))
    onTestFinished(() => spy.mockRestore())
  }
  return printed
}

/** The message of the refusal, once it is sure that neither it, its causes, nor the log give anyone away. */
const refusal = async (send: typeof aliyun, baseUrl: string, phone: string = cast.wang.phone) => {
  const printed = listen()
  const error: unknown = await send(fetchWithin(300), baseUrl)
    .sendCode(phone, code)
    .then(
      () => 'the message was taken',
      (error) => error,
    )
  expect(inspect([error, printed], { depth: 9, showHidden: true })).not.toMatch(personal)
  return String(error)
}

const refusalTo = async (send: typeof aliyun, answer: VendorAnswer) => refusal(send, (await openSmsVendor(answer)).baseUrl)

const json = (value: unknown, status = 200): VendorAnswer => ({ status, text: JSON.stringify(value) })
const aliyunSays = (Code: string, status = 200) =>
  json({ Message: `不行：${cast.wang.phone} ${code}`, RequestId: '0A974B78', Code }, status)
const tencentStatus = (Code: string) =>
  json({ Response: { SendStatusSet: [{ SerialNo: '', PhoneNumber: '+8619900000001', Fee: 0, Code, Message: code }], RequestId: 'a0' } })
const tencentError = (Code: string) => json({ Response: { Error: { Code, Message: `${cast.wang.phone}` }, RequestId: 'ed93f3cb' } })

describe('a refusal is passed on by the vendor’s code alone, without what it was about', () => {
  test.each([
    ['too many messages to one number', aliyun, aliyunSays('isv.BUSINESS_LIMIT_CONTROL'), 'isv.BUSINESS_LIMIT_CONTROL'],
    ['a wrong secret', aliyun, aliyunSays('SignatureDoesNotMatch', 400), 'SignatureDoesNotMatch'],
    [
      'a number that wants no messages',
      tencent,
      tencentStatus('FailedOperation.PhoneNumberInBlacklist'),
      'FailedOperation.PhoneNumberInBlacklist',
    ],
    ['a wrong secret', tencent, tencentError('AuthFailure.SignatureFailure'), 'AuthFailure.SignatureFailure'],
    ['a code that holds the number', aliyun, aliyunSays(`isv.${cast.wang.phone}`), 'unreadable_answer'],
    ['a code that holds the number', tencent, tencentStatus(`Failed.${code}`), 'unreadable_answer'],
    ['a code that is a sentence', tencent, tencentError('余额 不足'), 'unreadable_answer'],
    ['no status for the number', tencent, json({ Response: { SendStatusSet: [], RequestId: 'a0' } }), 'unreadable_answer'],
  ])('%s', async (_, send, answer, expected) => {
    expect(await refusalTo(send, answer)).toBe(`SmsNotSent: the SMS was not sent: ${expected}`)
  })
})

describe.each([
  ['Alibaba Cloud', aliyun],
  ['Tencent Cloud', tencent],
])('%s', (_, send) => {
  test('that does not answer in time is given up, and the message may still arrive', async () => {
    expect(await refusalTo(send, 'silence')).toBe('SmsNotSent: the SMS was not sent: timed_out')
  })

  test.each([
    ['a page', { status: 502, text: '<html>Bad Gateway</html>' }],
    ['nothing', { status: 200, text: '' }],
    ['a number', { status: 200, text: '1' }],
    ['another object', { status: 200, text: '{"ok":true}' }],
  ])('that answers with %s instead of its JSON has not taken the message', async (_, answer) => {
    expect(await refusalTo(send, answer)).toBe('SmsNotSent: the SMS was not sent: unreadable_answer')
  })

  test('that cannot be reached has not taken the message', async () => {
    expect(await refusal(send, 'http://127.0.0.1:1')).toBe('SmsNotSent: the SMS was not sent: not_reached')
  })

  test('that sends us elsewhere is not followed: nobody else learns the number', async () => {
    const elsewhere = await openSmsVendor({ status: 200, text: '{}' })
    const answer = { status: 307, text: '', location: `${elsewhere.baseUrl}/` }
    expect(await refusalTo(send, answer)).toBe('SmsNotSent: the SMS was not sent: unreadable_answer')
    expect(elsewhere.heard).toEqual([])
  })

  test('hears nothing of a landline, which cannot receive text messages', async () => {
    const vendor = await openSmsVendor('silence')
    expect(await refusal(send, vendor.baseUrl, '057188880000')).toBe('SmsNotSent: the SMS was not sent: not_a_mobile')
    expect(vendor.heard).toEqual([])
  })
})
