import type { RequestContext } from '../../kernel/context.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { Contact } from './contact.ts'
import { whyNotCancelled, whyNotChanged, whyNotFound } from './explain.ts'
import { cancelSignup, changeParty, findSignup } from './holder.server.ts'
import { actedForWords, openContact, openPeople, partyOf } from './party.server.ts'
import type { Pass } from './pass.server.ts'
import { cancelPassed, changePassed, findPassed } from './passed.server.ts'
import type { SignupChange, SignupKey, SignupRefusal } from './schema.ts'
import type { SignupFacts } from './sql.server.ts'
import type { SignupView } from './views.ts'

/** A signup whose holder has just proved to hold it. */
export interface HeldSignup {
  id: string
  view: SignupView
}

export type Held = Promise<Result<HeldSignup, SignupRefusal>>

const fingerprintsOf = async ({ vault }: RequestContext, { code, phone }: SignupKey) => {
  const [codeFingerprint, phoneFingerprint] = await Promise.all([vault.fingerprint('signup code', code), vault.fingerprint('phone', phone)])
  return { code: codeFingerprint, phone: phoneFingerprint }
}

const iso = (at: number) => new Date(at).toISOString()

/** What the holder sees, or null when the contact details were already deleted. `known` spares opening what was sealed a moment ago. */
const viewOf = async (
  context: RequestContext,
  { signup, pool, parties_ahead }: SignupFacts,
  known?: Contact,
): Promise<HeldSignup | null> => {
  if (!signup?.contact) return null
  const { vault, catalogue } = context
  const contact = known ?? (await openContact(vault, signup.contact, signup.id))
  const people = await openPeople(vault, signup)
  const occurrence = catalogue.activities[signup.activity]?.occurrences.find(({ id }) => id === signup.occurrence)
  const state = signup.cancelled_at !== null ? 'cancelled' : signup.confirmed_at !== null ? 'confirmed' : 'waiting'
  const startsAt = occurrence?.starts_at ?? pool?.starts_at ?? 0
  const party = partyOf(contact, people)
  const takenBy = actedForWords(party.name, people)
  return {
    id: signup.id,
    view: {
      activity: signup.activity,
      occurrence: signup.occurrence,
      state,
      party_size: signup.party_size,
      code: contact.code,
      name: party.name,
      phone: party.phone ? maskPhone(party.phone) : '',
      ...(takenBy && { taken_by: takenBy }),
      parties_ahead: state === 'waiting' ? parties_ahead : null,
      starts_at: iso(startsAt),
      ends_at: iso(occurrence?.ends_at ?? startsAt),
    },
  }
}

export const held = async (context: RequestContext, facts: SignupFacts, known?: Contact): Held => {
  const signup = await viewOf(context, facts, known)
  return signup ? success(signup) : refuse(whyNotFound(facts, context.now))
}

/** 查报名: one database call. */
export const lookUpSignup = async (context: RequestContext, key: SignupKey): Held =>
  held(context, await findSignup(context.database, await fingerprintsOf(context, key), await context.client(), context.now))

/** The answer to a command that was to cancel. */
export const cancelled = (context: RequestContext, facts: SignupFacts): Held => {
  const refusal = facts.written > 0 ? null : whyNotCancelled(facts, context.now)
  return refusal ? Promise.resolve(refuse(refusal)) : held(context, facts)
}

const changed = (context: RequestContext, facts: SignupFacts, partySize: number): Held => {
  const refusal = facts.written > 0 ? null : whyNotChanged(facts, partySize, context.now)
  return refusal ? Promise.resolve(refuse(refusal)) : held(context, facts)
}

/** 取消报名: one database call; the places go to the waiting list in the same transaction. */
export const cancelHeldSignup = async (context: RequestContext, key: SignupKey): Held =>
  cancelled(context, await cancelSignup(context.database, await fingerprintsOf(context, key), await context.client(), 'self', context.now))

/** 改人数: one database call. */
export const changeHeldSignup = async (context: RequestContext, change: SignupChange): Held => {
  const { database, now } = context
  const { party_size } = change
  const facts = await changeParty(database, await fingerprintsOf(context, change), party_size, await context.client(), 'self', now)
  return changed(context, facts, party_size)
}

/** The same three by a browser that holds a pass for the signup; one database call each. */
export const passed = {
  lookUp: async (context: RequestContext, pass: Pass): Held => held(context, await findPassed(context, pass)),
  cancel: async (context: RequestContext, pass: Pass): Held => cancelled(context, await cancelPassed(context, pass)),
  change: async (context: RequestContext, pass: Pass, partySize: number): Held =>
    changed(context, await changePassed(context, pass, partySize), partySize),
}
