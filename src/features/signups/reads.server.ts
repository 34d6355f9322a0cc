import { dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { held } from './commands.server.ts'
import { whyNotCancelled, whyNotChanged } from './explain.ts'
import { heldPage } from './form-answers.server.ts'
import { type Asked, cancelOwn, changeOwn, findOwn } from './mine.server.ts'
import type { HeldPage } from './page.ts'
import type { SignupRefusal } from './schema.ts'
import type { SignupFacts } from './sql.server.ts'

export { comingPoolsOf, forgetSignups, type PoolKey, signupsOfResident } from './mine.server.ts'

type Shown = Promise<Result<HeldPage, SignupRefusal>>

const asked = ({ catalogue, now }: RequestContext, resident: string, signup: string): Asked => ({
  signup,
  resident,
  today: dayOf(now, catalogue.site.time_zone),
})

const shown = async (context: RequestContext, facts: SignupFacts): Shown => {
  const found = await held(context, facts)
  return found.ok ? success(heldPage(context, found.value)) : found
}

/** A signup of a signed-in resident, or one they took for somebody they may act for. One database call. */
export const readOwnSignup = async (context: RequestContext, resident: string, signup: string): Shown =>
  shown(context, await findOwn(context.database, asked(context, resident, signup)))

/** 取消报名, signed in. One database call. */
export const cancelOwnSignup = async (context: RequestContext, resident: string, signup: string): Shown => {
  const facts = await cancelOwn(context.database, asked(context, resident, signup), context.now)
  const refusal = facts.written > 0 ? null : whyNotCancelled(facts, context.now)
  return refusal ? refuse(refusal) : shown(context, facts)
}

/** 改人数, signed in. One database call. */
export const changeOwnSignup = async (context: RequestContext, resident: string, signup: string, partySize: number): Shown => {
  const facts = await changeOwn(context.database, asked(context, resident, signup), partySize, context.now)
  const refusal = facts.written > 0 ? null : whyNotChanged(facts, partySize, context.now)
  return refusal ? refuse(refusal) : shown(context, facts)
}
