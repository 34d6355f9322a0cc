import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { canReceiveSms, SmsNotSent, type SmsSender } from '../../../src/kernel/sms.ts'
import { acs3Authorization } from './acs3.ts'
import { askVendor, refusedBy } from './call.ts'
import { canonicalQuery, sha256, type VendorKey } from './canonical.ts'

export interface AliyunAccount {
  key: VendorKey
  /** 短信签名, without brackets. */
  signName: string
  /** 模板 CODE, such as `SMS_123456789`; the template's one variable is called `code`. */
  template: string
  /** The template of the notice to a number that is no longer used; it has no variable. */
  noticeTemplate?: string | undefined
}

const answer = z.object({ Code: z.string() })

/** The real clock, not the site's: the vendor refuses a request that is fifteen minutes off. */
const moment = () => new Date().toISOString().replace(/\.\d{3}Z$/, 'Z')

/**
 * 阿里云短信服务, operation SendSms of 2017-05-25. The vendor takes the phone number and the code in the query, so the
 * address of this call is personal and is never logged. Source: https://help.aliyun.com/document_detail/419273.html
 */
export const aliyunSms = (account: AliyunAccount, fetchInTime: typeof fetch, baseUrl = 'https://dysmsapi.aliyuncs.com'): SmsSender => {
  const send = async (phone: string, template: string, values?: Record<string, string>) => {
    if (!canReceiveSms(phone)) throw new SmsNotSent('not_a_mobile')
    const query = canonicalQuery({
      PhoneNumbers: phone,
      SignName: account.signName,
      TemplateCode: template,
      ...(values && { TemplateParam: JSON.stringify(values) }),
    })
    const { host, ...headers } = {
      host: new URL(baseUrl).host,
      'x-acs-action': 'SendSms',
      'x-acs-content-sha256': sha256(''),
      'x-acs-date': moment(),
      'x-acs-signature-nonce': randomUUID(),
      'x-acs-version': '2017-05-25',
    }
    const authorization = acs3Authorization(account.key, { query, headers: { host, ...headers }, body: '' })
    const said = await askVendor(fetchInTime, `${baseUrl}/?${query}`, {
      headers: { ...headers, authorization, accept: 'application/json' },
      body: '',
      answer,
    })
    if (said.Code !== 'OK') throw refusedBy(said.Code)
  }
  const { noticeTemplate } = account
  return {
    sendCode: (phone, code) => send(phone, account.template, { code }),
    ...(noticeTemplate && { sendNotice: (phone: string) => send(phone, noticeTemplate) }),
  }
}
