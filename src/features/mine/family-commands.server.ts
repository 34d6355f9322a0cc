import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import { secondsUntilNextWindow } from '../../kernel/attempts.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { refuse, success } from '../../kernel/result.ts'
import {
  acceptRepresentation,
  endRepresentation,
  grantFacts,
  grantRepresentation,
  type NewRepresentation,
} from '../members/store.server.ts'
import { meOf } from '../sessions/reads.server.ts'
import type { Outcome } from './commands.server.ts'
import { invitationsByResident } from './limits.ts'
import { invitedByPhone } from './open.server.ts'
import type { GuardianInput } from './schema.ts'
import { grownAndSignedIn, runGrown } from './sql.server.ts'

/** One grant by a resident: counted, under its conditions, with what its answer needs to know. */
const grant = async (
  context: RequestContext,
  one: Pick<NewRepresentation, 'kind' | 'beneficiary' | 'representative' | 'granted_by' | 'accepted'>,
  condition: string,
) => {
  const me = meOf(context)
  const today = todayOf(context)
  const right = grownAndSignedIn(context)
  const tries = attemptsSoFar(invitationsByResident, me.resident, context.now, 'tries')
  const when: Statement = {
    sql: `${condition} AND ${right.sql} AND ${tries.sql} <= :tries_allowed`,
    args: { ...right.args, ...tries.args, tries_allowed: invitationsByResident.tries },
  }
  const whole = { ...one, id: context.newId(), notice_version: context.catalogue.site.member_notice.version }
  const facts = grantFacts(whole, today)
  return runGrown(context, [
    countAttempt(invitationsByResident, me.resident, context.now),
    ...grantRepresentation(whole, today, context.now, when),
    {
      sql: `SELECT ${right.told}, ${tries.sql} > :tries_allowed AS too_many, EXISTS (SELECT 1 FROM representations AS held
          WHERE held.beneficiary = :beneficiary AND held.representative = :representative AND held.ended_at IS NULL) AS held, told.*
        FROM (${facts.sql}) AS told`,
      args: { ...when.args, ...facts.args },
    },
  ])
}

const tooMany = ({ now }: RequestContext) =>
  refuse({ code: 'too_many_invitations' as const, retry_after_seconds: secondsUntilNextWindow(invitationsByResident, now) })

/** 请家里人代办: somebody of the own household, who has yet to accept. */
export const inviteRelative = async (context: RequestContext, member: string): Outcome => {
  const one = { kind: 'delegate', beneficiary: meOf(context).resident, representative: { id: member }, granted_by: 'self' } as const
  const told = await grant(context, { ...one, accepted: false }, 'representative.household = beneficiary.household')
  if (!told.ok) return told
  const facts = told.value
  if (facts['too_many'] === 1) return tooMany(context)
  return facts['held'] === 1 ? success(null) : refuse({ code: 'relative_unknown' })
}

/** 请亲戚代办, by phone number. Whether anybody has that number makes no difference to the answer. */
export const inviteByPhone = async (context: RequestContext, phone: string): Outcome => {
  const phone_fingerprint = await context.vault.fingerprint('phone', phone)
  const one = { kind: 'delegate', beneficiary: meOf(context).resident, representative: { phone_fingerprint } } as const
  const told = await grant(context, { ...one, granted_by: invitedByPhone, accepted: false }, 'true')
  if (!told.ok) return told
  return told.value['too_many'] === 1 ? tooMany(context) : success(null)
}

/** 监护人确认 for a child under 14 of the own household, with the notice as it is now; in force at once. */
export const confirmGuardian = async (context: RequestContext, { child, notice_version }: GuardianInput): Outcome => {
  if (notice_version !== context.catalogue.site.member_notice.version) return refuse({ code: 'member_notice_changed' })
  const representative = { id: meOf(context).resident }
  const told = await grant(context, { kind: 'guardian', beneficiary: child, representative, granted_by: 'self', accepted: true }, 'true')
  if (!told.ok) return told
  const facts = told.value
  if (facts['too_many'] === 1) return tooMany(context)
  return facts['fits'] === 1 ? success(null) : refuse({ code: 'child_unknown' })
}

/** 撤回还没有接受的邀请: all of those sent to a phone number, whether there are any or not. */
export const withdrawInvitations = async (context: RequestContext): Outcome => {
  const right = grownAndSignedIn(context)
  const told = await runGrown(context, [
    {
      sql: `UPDATE representations SET ended_at = :my_now, ended_by = 'self'
        WHERE beneficiary = :me AND granted_by = :granted_by AND accepted_at IS NULL AND ended_at IS NULL AND ${right.sql}`,
      args: { ...right.args, granted_by: invitedByPhone },
    },
    { sql: `SELECT ${right.told}`, args: right.args },
  ])
  return told.ok ? success(null) : told
}

/** One of the two acts on a representation, while the session is good; `condition` must hold of it afterwards, or there was none. */
const onRepresentation = async (context: RequestContext, id: string, act: Statement, condition: string): Outcome => {
  const right = grownAndSignedIn(context)
  const told = await runGrown(context, [
    { sql: `${act.sql} AND ${right.sql}`, args: { ...act.args, ...right.args } },
    {
      sql: `SELECT ${right.told}, EXISTS (SELECT 1 FROM representations AS held WHERE held.id = :held AND ${condition}) AS known`,
      args: { ...right.args, held: id },
    },
  ])
  if (!told.ok) return told
  return told.value['known'] === 1 ? success(null) : refuse({ code: 'representation_unknown' })
}

/** 接受代办, by whom was named. */
export const acceptOffer = (context: RequestContext, id: string): Outcome =>
  onRepresentation(
    context,
    id,
    acceptRepresentation(id, meOf(context).resident, context.now),
    'held.representative = :me AND held.accepted_at IS NOT NULL AND held.ended_at IS NULL',
  )

/** 不接受, 结束代办, from either side. */
export const endOwnRepresentation = (context: RequestContext, id: string): Outcome =>
  onRepresentation(
    context,
    id,
    endRepresentation(id, meOf(context).resident, 'self', context.now),
    '(held.beneficiary = :me OR held.representative = :me) AND held.ended_at IS NOT NULL',
  )
