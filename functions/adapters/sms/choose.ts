import type { SmsSender } from '../../../src/kernel/sms.ts'
import { aliyunSms } from './aliyun.ts'
import { consoleSms } from './console.ts'
import { tencentSms } from './tencent.ts'

type Read = (name: string) => string | undefined

/** Says at start which variable is missing, instead of failing when the first resident waits for a code. */
const needing = (read: Read) => (name: string) => {
  const value = read(name)
  if (!value) throw new Error(`${name} is not set, and MULIN_SMS=${read('MULIN_SMS')} does not work without it`)
  return value
}

/**
 * The channel the operator chose with MULIN_SMS; null when there is none, and only slips let people sign in. Throws when
 * the choice is unknown or one of its variables is missing. `fetchInTime` must give up on its own.
 */
export const chooseSms = (getEnv: Read, fetchInTime: typeof fetch): SmsSender | null => {
  const need = needing(getEnv)
  const account = () => ({
    key: { id: need('MULIN_SMS_KEY_ID'), secret: need('MULIN_SMS_KEY_SECRET') },
    signName: need('MULIN_SMS_SIGN_NAME'),
    template: need('MULIN_SMS_TEMPLATE'),
    noticeTemplate: getEnv('MULIN_SMS_NOTICE_TEMPLATE') || undefined,
  })
  const chosen = getEnv('MULIN_SMS')
  switch (chosen) {
    case undefined:
    case '':
      return null
    case 'console':
      return consoleSms()
    case 'aliyun':
      return aliyunSms(account(), fetchInTime)
    case 'tencent':
      return tencentSms(
        { ...account(), appId: need('MULIN_SMS_APP_ID'), region: getEnv('MULIN_SMS_REGION') || 'ap-guangzhou' },
        fetchInTime,
      )
    default:
      throw new Error(`MULIN_SMS is console, aliyun or tencent, or not set at all; it is ${chosen}`)
  }
}
