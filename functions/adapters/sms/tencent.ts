import { z } from 'zod'
import { canReceiveSms, SmsNotSent, type SmsSender } from '../../../src/kernel/sms.ts'
import { askVendor, refusedBy } from './call.ts'
import type { VendorKey } from './canonical.ts'
import { tc3Authorization } from './tc3.ts'

export interface TencentAccount {
  key: VendorKey
  /** SmsSdkAppId, such as `1400006666`. */
  appId: string
  /** 短信签名, without brackets. */
  signName: string
  /** 模板 ID; the template has one variable, `{1}`, the code. */
  template: string
  /** The template of the notice to a number that is no longer used; it has no variable. */
  noticeTemplate?: string | undefined
  /** Such as `ap-guangzhou`. */
  region: string
}

const coded = z.object({ Code: z.string() })

/** One status for each number when the request was understood, one error when it was not. */
const answer = z.object({ Response: z.object({ Error: coded.optional(), SendStatusSet: z.array(coded).optional() }) })

/** 腾讯云短信, operation SendSms of 2021-01-11. Source: https://cloud.tencent.com/document/api/382/55981 */
export const tencentSms = (account: TencentAccount, fetchInTime: typeof fetch, baseUrl = 'https://sms.tencentcloudapi.com'): SmsSender => {
  const send = async (phone: string, template: string, values: string[]) => {
    if (!canReceiveSms(phone)) throw new SmsNotSent('not_a_mobile')
    // The real clock, not the site's: the vendor refuses a request that is five minutes off.
    const seconds = Math.floor(Date.now() / 1000)
    const body = JSON.stringify({
      PhoneNumberSet: [`+86${phone}`],
      SmsSdkAppId: account.appId,
      SignName: account.signName,
      TemplateId: template,
      TemplateParamSet: values,
    })
    const signed = { 'content-type': 'application/json; charset=utf-8', 'x-tc-action': 'SendSms' }
    const authorization = tc3Authorization(account.key, 'sms', seconds, {
      query: '',
      headers: { ...signed, host: new URL(baseUrl).host },
      body,
    })
    const more = { 'x-tc-version': '2021-01-11', 'x-tc-timestamp': String(seconds), 'x-tc-region': account.region }
    const { Response: said } = await askVendor(fetchInTime, `${baseUrl}/`, { headers: { ...signed, ...more, authorization }, body, answer })
    const outcome = said.Error?.Code ?? said.SendStatusSet?.[0]?.Code
    if (outcome !== 'Ok') throw refusedBy(outcome)
  }
  const { noticeTemplate } = account
  return {
    sendCode: (phone, code) => send(phone, account.template, [code]),
    ...(noticeTemplate && { sendNotice: (phone: string) => send(phone, noticeTemplate, []) }),
  }
}
