import { attemptsSoFar } from '../../kernel/attempts.server.ts'
import { type AttemptLimit, secondsUntilNextWindow, windowStart } from '../../kernel/attempts.ts'
import { dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import type { Vault } from '../../kernel/vault.ts'
import {
  guessesByResident,
  messageCodeDigits,
  messageLastsMs,
  messagesByDevice,
  messagesInAll,
  messagesToNumber,
  messagesToNumberInADay,
} from './limits.ts'
import { messageCode } from './message-code.ts'

const randomBytes = 32

/** What finds and what proves the code of a message to this number. */
export const messageFingerprints = async (vault: Vault, phone: string, digits: string) => {
  const [selector, secret] = await Promise.all([
    vault.fingerprint('signin message number', phone),
    vault.fingerprint('signin message secret', `${phone} ${digits}`),
  ])
  return { selector, secret }
}

/** Counts one message for the number, the client and the whole site, or nothing when one of them has had its share. */
export const countMessage = (allowed: string, counted: [AttemptLimit, string][], args: Statement['args'], now: number): Statement => ({
  sql: `INSERT INTO attempts (kind, who, window_start, tries)
    SELECT value ->> 'kind', value ->> 'who', value ->> 'window', 1 FROM json_each(:counted) WHERE ${allowed}
    ON CONFLICT (kind, who, window_start) DO UPDATE SET tries = tries + 1`,
  args: {
    ...args,
    counted: JSON.stringify(counted.map(([limit, who]) => ({ kind: limit.kind, who, window: windowStart(limit, now) }))),
  },
})

export type MessageOutcome = { ok: true } | { ok: false; retry_after_seconds: number; because: 'guesses' | 'messages' }

/** Long enough for the answer to be on its way before the vendor is called, which takes no time for a number nobody has. */
const afterAnswerMs = 50

/**
 * 发验证码: one database call, the same for a number that is known and one that is not, or a child's; what is sent is sent after the answer.
 * A code sent anew takes the place of the earlier one, and the day's budget of wrong ones stays used.
 */
export const sendMessage = async (context: RequestContext, phone: string): Promise<MessageOutcome> => {
  const { vault, database, now, sms, catalogue } = context
  const digits = messageCode(context.random(randomBytes), messageCodeDigits)
  const { selector, secret } = await messageFingerprints(vault, phone, digits)
  const counted: [AttemptLimit, string][] = [
    [messagesToNumber, selector],
    [messagesByDevice, await context.client()],
    [messagesInAll, 'all'],
  ]
  const limits: [AttemptLimit, string][] = [[messagesToNumberInADay, selector], ...counted, [guessesByResident, selector]]
  const soFar = limits.map(([limit, who], place) => attemptsSoFar(limit, who, now, `limit_${'abcde'.charAt(place)}`))
  const allowed = limits.map(([limit], place) => `${soFar[place]?.sql} < ${limit.tries}`).join(' AND ')
  const args = {
    ...Object.assign({}, ...soFar.map(({ args }) => args)),
    id: context.newId(),
    selector,
    secret,
    phone: await vault.fingerprint('phone', phone),
    now,
    today: dayOf(now, catalogue.site.time_zone),
    expires: now + messageLastsMs,
  }
  const results = await database.write([
    {
      sql: `SELECT ${limits.map(([limit], place) => `${soFar[place]?.sql} >= ${limit.tries} AS over_${'abcde'.charAt(place)}`).join(', ')}`,
      args,
    },
    { sql: `DELETE FROM signin_codes WHERE selector = :selector AND ${allowed}`, args },
    {
      sql: `INSERT INTO signin_codes (id, selector, secret, channel, subject_kind, subject, issued_at, issued_by, expires_at)
        SELECT :id, :selector, :secret, 'sms', 'resident', residents.id, :now, 'self', :expires FROM residents
        WHERE phone_fingerprint = :phone AND household IS NOT NULL AND (under_14_until IS NULL OR under_14_until <= :today) AND ${allowed}`,
      args,
    },
    countMessage(allowed, counted, args, now),
    { sql: 'SELECT 1 AS sent FROM signin_codes WHERE id = :id', args },
  ])
  const over = limits.findIndex((_, place) => results[0]?.rows[0]?.[`over_${'abcde'.charAt(place)}`] === 1)
  const limit = limits[over]?.[0]
  if (limit)
    return {
      ok: false,
      retry_after_seconds: secondsUntilNextWindow(limit, now),
      because: limit === guessesByResident ? 'guesses' : 'messages',
    }
  const known = results[4]?.rows.length === 1
  context.afterwards(async () => {
    await new Promise((done) => setTimeout(done, afterAnswerMs))
    if (known) await sms?.sendCode(phone, digits)
  })
  return { ok: true }
}
