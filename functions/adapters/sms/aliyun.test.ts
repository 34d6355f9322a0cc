import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { fetchWithin, type HeardRequest, openSmsVendor } from '../../../tests/support/sms-vendor.ts'
import { aliyunSms } from './aliyun.ts'

const account = { key: { id: 'an-id', secret: 'a-secret' }, signName: '梧桐里社区', template: 'SMS_1234' }
const taken = JSON.stringify({ Message: 'OK', RequestId: 'F655A8D5', Code: 'OK', BizId: '9006' })

/** The signature as the vendor works it out from what arrived, written apart from our own. */
const signatureOf = ({ query, headers }: HeardRequest) => {
  const names = ['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version']
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('')
  const hash = createHash('sha256')
    .update(`POST\n/\n${query}\n${lines}\n${names.join(';')}\n${headers['x-acs-content-sha256']}`)
    .digest('hex')
  return createHmac('sha256', 'a-secret').update(`ACS3-HMAC-SHA256\n${hash}`).digest('hex')
}

const sent = async () => {
  const vendor = await openSmsVendor({ status: 200, text: taken })
  await aliyunSms(account, fetchWithin(5000), vendor.baseUrl).sendCode(cast.wang.phone, '482913')
  const [request] = vendor.heard
  if (!request || vendor.heard.length > 1) throw new Error(`the vendor heard ${vendor.heard.length} requests`)
  return request
}

test('Alibaba Cloud is asked once for SendSms, with a bare number and the code as a variable of the template', async () => {
  const { method, path, query, headers, body } = await sent()
  expect({ method, path, body }).toEqual({ method: 'POST', path: '/', body: '' })
  expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
    PhoneNumbers: '19900000001',
    SignName: '梧桐里社区',
    TemplateCode: 'SMS_1234',
    TemplateParam: '{"code":"482913"}',
  })
  expect(headers).toMatchObject({
    accept: 'application/json',
    'x-acs-action': 'SendSms',
    'x-acs-version': '2017-05-25',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  expect(headers['content-type']).toBeUndefined()
})

test('Alibaba Cloud finds the signature right, for what arrived and for now', async () => {
  const request = await sent()
  expect(request.headers.authorization).toBe(
    `ACS3-HMAC-SHA256 Credential=an-id,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=${signatureOf(request)}`,
  )
  const date = String(request.headers['x-acs-date'])
  expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  expect(Math.abs(Date.parse(date) - Date.now())).toBeLessThan(60_000)
})

test('Alibaba Cloud is asked for a notice where there is a template for it, without a variable', async () => {
  expect(aliyunSms(account, fetchWithin(5000)).sendNotice).toBeUndefined()
  const vendor = await openSmsVendor({ status: 200, text: taken })
  await aliyunSms({ ...account, noticeTemplate: 'SMS_5678' }, fetchWithin(5000), vendor.baseUrl).sendNotice?.(cast.wang.phone)
  expect(Object.fromEntries(new URLSearchParams(vendor.heard[0]?.query))).toEqual({
    PhoneNumbers: '19900000001',
    SignName: '梧桐里社区',
    TemplateCode: 'SMS_5678',
  })
})

test('no two requests carry the same nonce', async () => {
  const [first, second] = [await sent(), await sent()]
  expect(first.headers['x-acs-signature-nonce']).not.toBe(second.headers['x-acs-signature-nonce'])
})
