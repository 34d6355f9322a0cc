import type { ResidentActor } from '../../kernel/actor.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { held } from './commands.server.ts'
import { whyNotCancelled, whyNotChanged } from './explain.ts'
import { heldPage } from './form-answers.server.ts'
import { type Asked, cancelOwn, changeOwn, findOwn } from './mine.server.ts'
import type { HeldPage } from './page.ts'
import type { SignupRefusal } from './schema.ts'
import type { SignupFacts } from './sql.server.ts'

export { cancelled, type Held, held } from './commands.server.ts'
export { comingPoolsOf, forgetSignups, type PoolKey, signupsOfResident } from './mine.server.ts'
export { cancelOne, findOne } from './one-signup.server.ts'
export { readParty } from './party.server.ts'
export { type StoredSignup, signupColumns } from './sql.server.ts'
export { type PlacesRequest, takeBy } from './take.server.ts'
export { settling } from './upkeep.server.ts'
export { guestParty, type Whose } from './whose.server.ts'

/** Throws `SessionOver` when the session is over by now, whatever the cookie says. */
type Shown = Promise<Result<HeldPage, SignupRefusal>>

const asked = (context: RequestContext, acting: ResidentActor, signup: string): Asked => ({
  signup,
  acting,
  today: todayOf(context),
  now: context.now,
})

const shown = async (context: RequestContext, facts: SignupFacts): Shown => {
  const found = await held(context, facts)
  return found.ok ? success(heldPage(context, found.value)) : found
}

/** A signup of a signed-in resident, or one they took for somebody they may act for. One database call. */
export const readOwnSignup = async (context: RequestContext, acting: ResidentActor, signup: string): Shown =>
  shown(context, await findOwn(context.database, asked(context, acting, signup)))

/** 取消报名, signed in. One database call. */
export const cancelOwnSignup = async (context: RequestContext, acting: ResidentActor, signup: string): Shown => {
  const facts = await cancelOwn(context.database, asked(context, acting, signup))
  const refusal = facts.written > 0 ? null : whyNotCancelled(facts, context.now)
  return refusal ? refuse(refusal) : shown(context, facts)
}

/** 改人数, signed in. One database call. */
export const changeOwnSignup = async (context: RequestContext, acting: ResidentActor, signup: string, partySize: number): Shown => {
  const facts = await changeOwn(context.database, asked(context, acting, signup), partySize)
  const refusal = facts.written > 0 ? null : whyNotChanged(facts, partySize, context.now)
  return refusal ? refuse(refusal) : shown(context, facts)
}
