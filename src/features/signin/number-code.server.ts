import { secondsUntilNextWindow } from '../../kernel/attempts.ts'
import type { RequestContext } from '../../kernel/context.ts'
import { messageCodeDigits } from './limits.ts'
import { messageCode, randomBytesForMessage } from './message-code.ts'
import { messageShare, numberFingerprint } from './message-share.server.ts'

type NumberCode = { ok: true; digits: string } | { ok: false; retry_after_seconds: number }

/**
 * Sends a code to a number that somebody signed in says is theirs, after the answer; it signs nobody in. It counts against the same
 * limits as the codes that do. One database call.
 */
export const sendNumberCode = async (context: RequestContext, phone: string): Promise<NumberCode> => {
  const { vault, database, now, sms } = context
  const share = await messageShare(context, await numberFingerprint(vault, phone))
  const [told] = await database.write([{ sql: `SELECT ${share.told}`, args: share.args }, share.count])
  const used = share.usedUp(told?.rows[0])
  if (used) return { ok: false, retry_after_seconds: secondsUntilNextWindow(used, now) }
  const digits = messageCode(context.random(randomBytesForMessage), messageCodeDigits)
  context.afterwards(async () => sms?.sendCode(phone, digits))
  return { ok: true, digits }
}
