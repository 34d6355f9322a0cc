import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { fetchWithin, type HeardRequest, openSmsVendor } from '../../../tests/support/sms-vendor.ts'
import { tencentSms } from './tencent.ts'

const account = {
  key: { id: 'an-id', secret: 'a-secret' },
  appId: '1400006666',
  signName: '梧桐里社区',
  template: '1110',
  region: 'ap-guangzhou',
}
const status = {
  SerialNo: '5000:1',
  PhoneNumber: '+8619900000001',
  Fee: 1,
  SessionContext: '',
  Code: 'Ok',
  Message: 'send success',
  IsoCode: 'CN',
}
const taken = JSON.stringify({ Response: { SendStatusSet: [status], RequestId: 'a0aabda6' } })

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The header as the vendor works it out from what arrived, written apart from our own. */
const authorizationOf = ({ headers, body }: HeardRequest) => {
  const seconds = Number(headers['x-tc-timestamp'])
  const date = new Date(seconds * 1000).toISOString().slice(0, 10)
  const names = ['content-type', 'host', 'x-tc-action']
  const lines = names.map((name) => `${name}:${String(headers[name]).toLowerCase()}\n`).join('')
  const hash = sha256(`POST\n/\n\n${lines}\n${names.join(';')}\n${sha256(body)}`)
  const key = hmac(hmac(hmac('TC3a-secret', date), 'sms'), 'tc3_request')
  const signature = hmac(key, `TC3-HMAC-SHA256\n${seconds}\n${date}/sms/tc3_request\n${hash}`).toString('hex')
  return `TC3-HMAC-SHA256 Credential=an-id/${date}/sms/tc3_request, SignedHeaders=${names.join(';')}, Signature=${signature}`
}

const sent = async () => {
  const vendor = await openSmsVendor({ status: 200, text: taken })
  await tencentSms(account, fetchWithin(5000), vendor.baseUrl).sendCode(cast.wang.phone, '482913')
  const [request] = vendor.heard
  if (!request || vendor.heard.length > 1) throw new Error(`the vendor heard ${vendor.heard.length} requests`)
  return request
}

test('Tencent Cloud is asked once for SendSms, with +86 before the number and the code as the one variable', async () => {
  const { method, path, query, headers, body } = await sent()
  expect({ method, path, query }).toEqual({ method: 'POST', path: '/', query: '' })
  expect(JSON.parse(body)).toEqual({
    PhoneNumberSet: ['+8619900000001'],
    SmsSdkAppId: '1400006666',
    SignName: '梧桐里社区',
    TemplateId: '1110',
    TemplateParamSet: ['482913'],
  })
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-tc-action': 'SendSms',
    'x-tc-version': '2021-01-11',
    'x-tc-region': 'ap-guangzhou',
  })
})

test('Tencent Cloud is asked for a notice where there is a template for it, without a variable', async () => {
  expect(tencentSms(account, fetchWithin(5000)).sendNotice).toBeUndefined()
  const vendor = await openSmsVendor({ status: 200, text: taken })
  await tencentSms({ ...account, noticeTemplate: '2220' }, fetchWithin(5000), vendor.baseUrl).sendNotice?.(cast.wang.phone)
  expect(JSON.parse(vendor.heard[0]?.body ?? '')).toMatchObject({ TemplateId: '2220', TemplateParamSet: [] })
})

test('Tencent Cloud finds the signature right, for what arrived and for now', async () => {
  const request = await sent()
  expect(request.headers.authorization).toBe(authorizationOf(request))
  expect(Math.abs(Number(request.headers['x-tc-timestamp']) * 1000 - Date.now())).toBeLessThan(60_000)
})
