import { secondsUntilNextWindow } from '../../kernel/attempts.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Vault } from '../../kernel/vault.ts'
import { guessesByResident, messageCodeDigits, messageLastsMs } from './limits.ts'
import { messageCode, randomBytesForMessage } from './message-code.ts'
import { messageShare, numberFingerprint } from './message-share.server.ts'

/** What finds and what proves the code of a message to this number. */
export const messageFingerprints = async (vault: Vault, phone: string, digits: string) => {
  const [selector, secret] = await Promise.all([
    numberFingerprint(vault, phone),
    vault.fingerprint('signin message secret', `${phone} ${digits}`),
  ])
  return { selector, secret }
}

export type MessageOutcome = { ok: true } | { ok: false; retry_after_seconds: number; because: 'guesses' | 'messages' }

/** Long enough for the answer to be on its way before the vendor is called, which takes no time for a number nobody has. */
const afterAnswerMs = 50

/**
 * 发验证码: one database call, the same for a number that is known and one that is not, or a child's; what is sent is sent after the answer.
 * A code sent anew takes the place of the earlier one, and the day's budget of wrong ones stays used.
 */
export const sendMessage = async (context: RequestContext, phone: string): Promise<MessageOutcome> => {
  const { vault, database, now, sms } = context
  const digits = messageCode(context.random(randomBytesForMessage), messageCodeDigits)
  const { selector, secret } = await messageFingerprints(vault, phone, digits)
  const share = await messageShare(context, selector, [[guessesByResident, selector]])
  const args = {
    ...share.args,
    id: context.newId(),
    selector,
    secret,
    phone: await vault.fingerprint('phone', phone),
    now,
    today: todayOf(context),
    expires: now + messageLastsMs,
  }
  const results = await database.write([
    { sql: `SELECT ${share.told}`, args: share.args },
    { sql: `DELETE FROM signin_codes WHERE selector = :selector AND ${share.sql}`, args },
    {
      sql: `INSERT INTO signin_codes (id, selector, secret, channel, subject_kind, subject, issued_at, issued_by, expires_at)
        SELECT :id, :selector, :secret, 'sms', 'resident', residents.id, :now, 'self', :expires FROM residents
        WHERE phone_fingerprint = :phone AND household IS NOT NULL AND (under_14_until IS NULL OR under_14_until <= :today) AND ${share.sql}`,
      args,
    },
    share.count,
    { sql: 'SELECT 1 AS sent FROM signin_codes WHERE id = :id', args },
  ])
  const limit = share.usedUp(results[0]?.rows[0])
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
