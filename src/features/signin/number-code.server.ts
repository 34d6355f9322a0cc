import { attemptsSoFar } from '../../kernel/attempts.server.ts'
import { type AttemptLimit, secondsUntilNextWindow } from '../../kernel/attempts.ts'
import type { RequestContext } from '../../kernel/context.ts'
import { messageCodeDigits, messagesByDevice, messagesInAll, messagesToNumber, messagesToNumberInADay } from './limits.ts'
import { countMessage } from './message.server.ts'
import { messageCode } from './message-code.ts'

const randomBytes = 32

type NumberCode = { ok: true; digits: string } | { ok: false; retry_after_seconds: number }

/**
 * Sends a code to a number that somebody signed in says is theirs, after the answer; it signs nobody in. It counts against the same
 * limits as the codes that do. One database call.
 */
export const sendNumberCode = async (context: RequestContext, phone: string): Promise<NumberCode> => {
  const { vault, database, now, sms } = context
  const number = await vault.fingerprint('signin message number', phone)
  const counted: [AttemptLimit, string][] = [
    [messagesToNumber, number],
    [messagesByDevice, await context.client()],
    [messagesInAll, 'all'],
  ]
  const limits: [AttemptLimit, string][] = [[messagesToNumberInADay, number], ...counted]
  const soFar = limits.map(([limit, who], place) => attemptsSoFar(limit, who, now, `limit_${'abcd'.charAt(place)}`))
  const over = limits.map(([limit], place) => `${soFar[place]?.sql} >= ${limit.tries}`)
  const args = Object.assign({}, ...soFar.map((one) => one.args))
  const [told] = await database.write([
    { sql: `SELECT ${over.map((one, place) => `${one} AS over_${'abcd'.charAt(place)}`).join(', ')}`, args },
    countMessage(`NOT (${over.join(' OR ')})`, counted, args, now),
  ])
  const used = limits.find((_, place) => told?.rows[0]?.[`over_${'abcd'.charAt(place)}`] === 1)
  if (used) return { ok: false, retry_after_seconds: secondsUntilNextWindow(used[0], now) }
  const digits = messageCode(context.random(randomBytes), messageCodeDigits)
  context.afterwards(async () => sms?.sendCode(phone, digits))
  return { ok: true, digits }
}
