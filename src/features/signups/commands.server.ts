import type { RequestContext } from '../../kernel/context.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { randomBytesForCode, spokenCode } from '../../kernel/spoken-code.ts'
import type { Vault } from '../../kernel/vault.ts'
import { type Contact, readContact, requestText, writeContact } from './contact.ts'
import { purgeMoment } from './definition.ts'
import { whyNotCancelled, whyNotChanged, whyNotFound, whyNotTaken } from './explain.ts'
import { cancelSignup, changeParty, findSignup } from './holder.server.ts'
import { codeLength } from './limits.ts'
import type { SignupChange, SignupInput, SignupKey, SignupRefusal } from './schema.ts'
import type { SignupFacts } from './sql.server.ts'
import { findRequested, takePlaces } from './store.server.ts'
import type { SignupView } from './views.ts'
import { type SignupWindow, signupWindow, windowRefusal } from './window.ts'

/** A signup its holder has just proved to hold, and the key that proves it again. */
export interface HeldSignup {
  key: SignupKey
  view: SignupView
}

type Held = Promise<Result<HeldSignup, SignupRefusal>>

const fingerprintsOf = async ({ vault }: RequestContext, { code, phone }: SignupKey) => {
  const [codeFingerprint, phoneFingerprint] = await Promise.all([vault.fingerprint('signup code', code), vault.fingerprint('phone', phone)])
  return { code: codeFingerprint, phone: phoneFingerprint }
}

const iso = (at: number) => new Date(at).toISOString()

const openContact = async (vault: Vault, sealed: string, id: string) => {
  const plain = await vault.open(sealed, id)
  if (plain === null) throw new Error('a contact does not open: was the secret changed?')
  return readContact(plain)
}

/** What the holder sees, or null when the contact details were already deleted. `known` spares opening what was sealed a moment ago. */
const viewOf = async (
  { vault, catalogue }: RequestContext,
  { signup, pool, parties_ahead }: SignupFacts,
  known?: Contact,
): Promise<HeldSignup | null> => {
  if (!signup?.contact) return null
  const contact = known ?? (await openContact(vault, signup.contact, signup.id))
  const occurrence = catalogue.activities[signup.activity]?.occurrences.find(({ id }) => id === signup.occurrence)
  const state = signup.cancelled_at !== null ? 'cancelled' : signup.confirmed_at !== null ? 'confirmed' : 'waiting'
  const startsAt = occurrence?.starts_at ?? pool?.starts_at ?? 0
  return {
    key: { code: contact.code, phone: contact.phone },
    view: {
      activity: signup.activity,
      occurrence: signup.occurrence,
      state,
      party_size: signup.party_size,
      code: contact.code,
      name: contact.name,
      phone: maskPhone(contact.phone),
      parties_ahead: state === 'waiting' ? parties_ahead : null,
      starts_at: iso(startsAt),
      ends_at: iso(occurrence?.ends_at ?? startsAt),
    },
  }
}

/** What the holder sees, or that there is nothing (any more) to see. */
export const held = async (context: RequestContext, facts: SignupFacts, known?: Contact): Held => {
  const signup = await viewOf(context, facts, known)
  return signup ? success(signup) : refuse(whyNotFound(facts, context.now))
}

/** What forbids these places before the database is asked. */
const whyNotAsked = (window: SignupWindow, input: SignupInput, { catalogue, now }: RequestContext): SignupRefusal | null => {
  const closed = windowRefusal(window, now)
  if (closed) return closed
  if (input.party_size > window.rules.largest_party) return { code: 'party_too_large', places: window.rules.largest_party }
  return input.notice_version === catalogue.site.signup_notice.version ? null : { code: 'notice_changed' }
}

/** A request that was answered and comes again gets its first answer, even if it would be refused by now. */
const refuseUnlessAnswered = async (context: RequestContext, input: SignupInput, digest: string, refusal: SignupRefusal): Held => {
  const facts = await findRequested(context.database, input.request_key)
  return facts.signup?.request_digest === digest ? held(context, facts) : refuse(refusal)
}

/** 报名: takes places for a party, one database call. */
export const takeSignup = async (context: RequestContext, slug: string, input: SignupInput): Held => {
  const { catalogue, now, vault } = context
  const window = signupWindow(catalogue.activities, slug, input.occurrence)
  if (!window.ok) return window
  const digest = await vault.fingerprint('signup request', requestText({ activity: slug, ...input }))
  const refusal = whyNotAsked(window.value, input, context)
  if (refusal) return refuseUnlessAnswered(context, input, digest, refusal)

  const id = context.newId()
  const code = spokenCode(context.random(randomBytesForCode), codeLength)
  const contact = { name: input.name, phone: input.phone, code }
  const [fingerprints, sealed] = await Promise.all([fingerprintsOf(context, contact), vault.seal(writeContact(contact), id)])
  const facts = await takePlaces(
    context.database,
    window.value,
    {
      id,
      channel: 'online',
      party_size: input.party_size,
      contact: sealed,
      fingerprints,
      request_key: input.request_key,
      request_digest: digest,
      notice_version: input.notice_version,
      acted_by: 'self',
      purge_after: purgeMoment(window.value, catalogue.site.retention_days.signup_contacts),
    },
    await context.client(),
    now,
  )
  if (!facts.signup) return refuse(whyNotTaken(facts, now))
  if (facts.signup.request_digest !== digest) return refuse({ code: 'request_key_reused' })
  return facts.signup.id === id ? held(context, facts, contact) : held(context, facts)
}

/** 查报名: one database call. */
export const lookUpSignup = async (context: RequestContext, key: SignupKey): Held =>
  held(context, await findSignup(context.database, await fingerprintsOf(context, key), await context.client(), context.now))

/** 取消报名: one database call; the places go to the waiting list in the same transaction. */
export const cancelHeldSignup = async (context: RequestContext, key: SignupKey): Held => {
  const facts = await cancelSignup(context.database, await fingerprintsOf(context, key), await context.client(), 'self', context.now)
  if (facts.written > 0) return held(context, facts)
  const refusal = whyNotCancelled(facts, context.now)
  return refusal ? refuse(refusal) : held(context, facts)
}

/** 改人数: one database call. */
export const changeHeldSignup = async (context: RequestContext, change: SignupChange): Held => {
  const fingerprints = await fingerprintsOf(context, change)
  const facts = await changeParty(context.database, fingerprints, change.party_size, await context.client(), 'self', context.now)
  if (facts.written > 0) return held(context, facts)
  const refusal = whyNotChanged(facts, change.party_size, context.now)
  return refusal ? refuse(refusal) : held(context, facts)
}
