import { CannotStart } from './cannot-start.ts'
import { chooseSms } from './sms/choose.ts'

const smsMaxMs = 3000
const fetchInTime: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(smsMaxMs) })

/** A channel that cannot work is found at the start and not when the first resident waits for a code. */
export const openSms = (getEnv: (name: string) => string | undefined) => {
  try {
    return chooseSms(getEnv, fetchInTime)
  } catch (error) {
    throw new CannotStart(`短信没有设置好，所以没有启动：${(error as Error).message}。各个变量见 README.md；不发短信，请去掉 MULIN_SMS。`)
  }
}
