import { maskPhone } from '../../../src/kernel/phone.ts'
import { canReceiveSms, SmsNotSent, type SmsSender } from '../../../src/kernel/sms.ts'

/**
 * Sends nothing: whoever runs the site reads the code where it runs and passes it on. For development and demonstrations;
 * the only place that ever prints a code, and only where the operator asked for it.
 */
export const consoleSms = (print: (line: string) => void = console.log): SmsSender => ({
  sendCode: async (phone, code) => {
    if (!canReceiveSms(phone)) throw new SmsNotSent('not_a_mobile')
    print(`短信没有真的发出（MULIN_SMS=console）：${maskPhone(phone)} 的验证码是 ${code}`)
  },
  sendNotice: async (phone) => {
    if (!canReceiveSms(phone)) throw new SmsNotSent('not_a_mobile')
    print(`短信没有真的发出（MULIN_SMS=console）：告诉 ${maskPhone(phone)}，这位居民登记的已经是别的号码`)
  },
})
