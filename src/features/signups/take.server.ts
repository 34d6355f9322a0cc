import type { ResidentActor } from '../../kernel/actor.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement, StatementResult } from '../../kernel/database.ts'
import { refuse } from '../../kernel/result.ts'
import { randomBytesForCode, spokenCode } from '../../kernel/spoken-code.ts'
import { forgetChanges } from '../activities/store.server.ts'
import { type Held, held } from './commands.server.ts'
import { requestText, writeContact } from './contact.ts'
import { purgeMoment } from './definition.ts'
import { whyNotTaken } from './explain.ts'
import { codeLength } from './limits.ts'
import type { ResidentSignupInput, SignupInput, SignupRefusal } from './schema.ts'
import type { SignupFacts } from './sql.server.ts'
import { findRequested, type NewSignup, placesTaken, takingPlaces } from './store.server.ts'
import { guestParty, ownParty, type Whose } from './whose.server.ts'
import { type SignupWindow, signupWindow, windowRefusal } from './window.ts'

/** A request for places by whoever asks: `who` names the party in the request's digest, name and phone are sealed as given. */
export interface PlacesRequest {
  input: Pick<SignupInput, 'occurrence' | 'party_size' | 'notice_version' | 'request_key'>
  who: string[]
  contact: { name: string; phone: string }
  whose: Whose
  channel: NewSignup['channel']
}

/** What forbids these places before the database is asked. */
const whyNotAsked = (window: SignupWindow, { input }: PlacesRequest, { catalogue, now }: RequestContext): SignupRefusal | null => {
  const closed = windowRefusal(window, now)
  if (closed) return closed
  if (input.party_size > window.rules.largest_party) return { code: 'party_too_large', places: window.rules.largest_party }
  return input.notice_version === catalogue.site.signup_notice.version ? null : { code: 'notice_changed' }
}

const digestOf = ({ vault }: RequestContext, slug: string, { input, who }: PlacesRequest) =>
  vault.fingerprint('signup request', requestText(slug, input.occurrence, who, input.party_size))

/** A request that was answered and comes again gets its first answer, even if it would be refused by now. */
const refuseUnlessAnswered = async (context: RequestContext, slug: string, request: PlacesRequest, refusal: SignupRefusal): Held => {
  const facts = await findRequested(context.database, request.input.request_key)
  const isSame = facts.signup?.request_digest === (await digestOf(context, slug, request))
  return isSame ? held(context, facts) : refuse(refusal)
}

/** The signup to be stored, with a code of its own. */
const newSignup = async (context: RequestContext, window: SignupWindow, request: PlacesRequest, digest: string) => {
  const { vault, catalogue } = context
  const id = context.newId()
  const contact = { ...request.contact, code: spokenCode(context.random(randomBytesForCode), codeLength) }
  const [code, sealed] = await Promise.all([vault.fingerprint('signup code', contact.code), vault.seal(writeContact(contact), id)])
  const signup: NewSignup = {
    id,
    channel: request.channel,
    party_size: request.input.party_size,
    contact: sealed,
    code,
    whose: request.whose,
    request_key: request.input.request_key,
    request_digest: digest,
    notice_version: request.input.notice_version,
    purge_after: purgeMoment(window, catalogue.site.retention_days.signup_contacts),
  }
  return { signup, contact }
}

/** Why nothing was taken; whoever looks again then sees the occurrence as it stands now. */
const refuseTaking = ({ database, now }: RequestContext, facts: SignupFacts, channel: NewSignup['channel']) => {
  if (facts.unseen_change) forgetChanges(database)
  return refuse(whyNotTaken(facts, now, channel))
}

/** 报名 by whoever asks, in one batch that `send` sends; `client` is null for staff. */
export const takeBy = async (
  context: RequestContext,
  window: SignupWindow,
  request: PlacesRequest,
  client: string | null,
  send: (statements: Statement[], signup: string) => Promise<StatementResult[]>,
): Held => {
  const digest = await digestOf(context, window.activity.slug, request)
  const { signup, contact } = await newSignup(context, window, request, digest)
  const facts = placesTaken(await send(takingPlaces(window, signup, client, context.now), signup.id))
  if (!facts.signup) return refuseTaking(context, facts, request.channel)
  if (facts.signup.request_digest !== digest) return refuse({ code: 'request_key_reused' })
  return held(context, facts, facts.signup.id === signup.id ? contact : undefined)
}

/** 报名 online: one database call. */
const take = async (context: RequestContext, window: SignupWindow, request: PlacesRequest): Held => {
  const refusal = whyNotAsked(window, request, context)
  if (refusal) return refuseUnlessAnswered(context, window.activity.slug, request, refusal)
  return takeBy(context, window, request, await context.client(), (statements) => context.database.write(statements))
}

/** By somebody the house need not know, where the activity is open to all. */
export const takeSignup = async (context: RequestContext, slug: string, input: SignupInput): Held => {
  const window = signupWindow(context.catalogue.activities, slug, input.occurrence)
  if (!window.ok) return window
  if (window.value.rules.open_to === '登记居民') return refuse({ code: 'signin_needed_for_activity' })
  const { name, phone } = input
  const whose = guestParty(await context.vault.fingerprint('phone', phone), 'self')
  return take(context, window.value, { input, who: [name, phone], contact: { name, phone }, whose, channel: 'online' })
}

/** By a signed-in resident, for oneself or whomever one may act for. */
export const takeOwnSignup = async (context: RequestContext, slug: string, input: ResidentSignupInput, acting: ResidentActor): Held => {
  const window = signupWindow(context.catalogue.activities, slug, input.occurrence)
  if (!window.ok) return window
  const whose = ownParty(acting, input.for, todayOf(context), context.now)
  const request = {
    input,
    who: ['resident', acting.resident, input.for],
    contact: { name: '', phone: '' },
    whose,
    channel: 'online' as const,
  }
  return take(context, window.value, request)
}
