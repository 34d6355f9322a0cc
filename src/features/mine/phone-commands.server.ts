import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import { secondsUntilNextWindow } from '../../kernel/attempts.ts'
import type { RequestContext } from '../../kernel/context.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { canReceiveSms } from '../../kernel/sms.ts'
import { openResidentPhone, sealPerson } from '../members/reads.server.ts'
import { meOf } from '../sessions/reads.server.ts'
import { sendNumberCode } from '../signin/store.server.ts'
import { phoneGuessesByResident, phonesByResident } from './limits.ts'
import type { AwaitedPhone } from './phone-cookie.server.ts'
import type { MineRefusal } from './schema.ts'
import { grownAndSignedIn, runGrown } from './sql.server.ts'

const secretOf = (context: RequestContext, phone: string, digits: string) =>
  context.vault.fingerprint('own phone secret', `${meOf(context).resident} ${phone} ${digits}`)

/**
 * 换电话, the first step: a code goes to the new number, whoever has it, so that nobody enters somebody else's or learns whose it is.
 * Null when it is the number already. Two database calls.
 */
export const askForPhone = async (context: RequestContext, phone: string): Promise<Result<AwaitedPhone | null, MineRefusal>> => {
  if (!context.sms) return refuse({ code: 'phone_needs_desk' })
  const me = meOf(context)
  const right = grownAndSignedIn(context)
  const tries = attemptsSoFar(phonesByResident, me.resident, context.now, 'tries')
  const args = { ...right.args, ...tries.args, phone_fingerprint: await context.vault.fingerprint('phone', phone) }
  const isNew = 'EXISTS (SELECT 1 FROM residents WHERE id = :me AND phone_fingerprint IS NOT :phone_fingerprint)'
  const told = await runGrown(context, [
    countAttempt(phonesByResident, me.resident, context.now, { sql: `${isNew} AND ${right.sql}`, args }),
    { sql: `SELECT ${right.told}, ${isNew} AS is_new, ${tries.sql} AS tries`, args },
  ])
  if (!told.ok) return told
  if (told.value['is_new'] === 0) return success(null)
  if (Number(told.value['tries']) > phonesByResident.tries)
    return refuse({ code: 'too_many_phones', retry_after_seconds: secondsUntilNextWindow(phonesByResident, context.now) })
  const sent = await sendNumberCode(context, phone)
  if (!sent.ok) return refuse({ code: 'too_many_number_messages', retry_after_seconds: sent.retry_after_seconds })
  return success({ phone, secret: await secretOf(context, phone, sent.digits) })
}

/** The number that is registered at this moment, if a message can go there and there is one for it. */
const ownNumber = async (context: RequestContext): Promise<string | null> => {
  if (!context.sms?.sendNotice) return null
  const { resident } = meOf(context)
  const [found] = await context.database.read([{ sql: 'SELECT phone FROM residents WHERE id = :me', args: { me: resident } }])
  const sealed = found?.rows[0]?.['phone']
  const phone = sealed ? await openResidentPhone(context.vault, resident, String(sealed)) : null
  return phone !== null && canReceiveSms(phone) ? phone : null
}

const tellNumber = ({ sms, afterwards }: RequestContext, before: string | null) => {
  if (before) afterwards(async () => sms?.sendNotice?.(before))
}

/**
 * 换电话, the second step: whoever holds the new number has read its code. Signed-in devices stay signed in; the old number
 * is told, and codes that went there are over (a trigger sees to it). Two database calls.
 */
export const confirmPhone = async (
  context: RequestContext,
  { phone, secret }: AwaitedPhone,
  digits: string,
): Promise<Result<'phone', MineRefusal>> => {
  const me = meOf(context)
  const { now } = context
  const before = await ownNumber(context)
  const isRight = (await secretOf(context, phone, digits)) === secret
  const right = grownAndSignedIn(context)
  const tries = attemptsSoFar(phoneGuessesByResident, me.resident, now, 'tries')
  const sealed = await sealPerson(context.vault, me.resident, { name: '', phone })
  const mayTry = `${tries.sql} < ${phoneGuessesByResident.tries}`
  const args = { ...right.args, ...tries.args, phone: sealed.phone, phone_fingerprint: sealed.phone_fingerprint, is_right: isRight ? 1 : 0 }
  const told = await runGrown(context, [
    {
      sql: `UPDATE OR IGNORE residents SET phone = :phone, phone_fingerprint = :phone_fingerprint
        WHERE id = :me AND :is_right AND ${mayTry} AND phone_fingerprint IS NOT :phone_fingerprint AND ${right.sql}`,
      args,
    },
    countAttempt(phoneGuessesByResident, me.resident, now, { sql: `NOT :is_right AND ${right.sql}`, args }),
    {
      sql: `SELECT ${right.told}, ${mayTry} AS may_try, phone_fingerprint IS :phone_fingerprint AS done FROM residents WHERE id = :me`,
      args,
    },
  ])
  if (!told.ok) return told
  if (isRight && told.value['done'] === 1) {
    if (before !== phone) tellNumber(context, before)
    return success('phone')
  }
  if (told.value['may_try'] === 0)
    return refuse({ code: 'too_many_number_guesses', retry_after_seconds: secondsUntilNextWindow(phoneGuessesByResident, now) })
  return refuse(isRight ? { code: 'phone_taken' } : { code: 'own_input_invalid', fields: [{ field: 'digits', code: 'digits_wrong' }] })
}

/** 去掉我的电话: nothing to prove, and the number is told. Two database calls. */
export const removePhone = async (context: RequestContext): Promise<Result<null, MineRefusal>> => {
  const before = await ownNumber(context)
  const right = grownAndSignedIn(context)
  const told = await runGrown(context, [
    { sql: `UPDATE residents SET phone = NULL, phone_fingerprint = NULL WHERE id = :me AND ${right.sql}`, args: right.args },
    { sql: `SELECT ${right.told}`, args: right.args },
  ])
  if (!told.ok) return told
  tellNumber(context, before)
  return success(null)
}
