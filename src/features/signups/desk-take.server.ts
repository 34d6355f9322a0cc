import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/result.ts'
import { buildingsInReach } from '../staff/reach.ts'
import { staffOf, staffWrite } from '../staff/store.server.ts'
import { type Held, held } from './commands.server.ts'
import { deskRefusal } from './desk-occurrence.ts'
import { whyNotCancelled } from './explain.ts'
import { cancelling, word } from './holder-acts.server.ts'
import { factsOf, poolOfSignup, readFacts } from './sql.server.ts'
import { placesTaken, takingPlaces } from './store.server.ts'
import { digestOf, newSignup, type PlacesRequest, refuseTaking } from './take.server.ts'
import { guestParty, registeredParty } from './whose.server.ts'
import { signupWindow } from './window.ts'

export interface DeskRequest {
  party_size: number
  request_key: string
  /** A resident of the register, or somebody who gave a name and perhaps a phone number. */
  whom: { resident: string } | { name: string; phone: string | undefined }
}

const reachOf = (context: RequestContext) => buildingsInReach(staffOf(context), context.catalogue.site)

const placesRequest = async (context: RequestContext, occurrence: string, request: DeskRequest): Promise<PlacesRequest> => {
  const { staff } = staffOf(context)
  const { party_size, request_key, whom } = request
  const input = { occurrence, party_size, request_key, notice_version: context.catalogue.site.signup_notice.version }
  const channel = 'desk' as const
  if ('resident' in whom) {
    const whose = registeredParty(whom.resident, reachOf(context), staff)
    return { input, who: ['registered', staff, whom.resident], contact: { name: '', phone: '' }, whose, channel }
  }
  const { name, phone = '' } = whom
  const whose = guestParty(phone ? await context.vault.fingerprint('phone', phone) : null, `staff:${staff}`)
  return { input, who: ['called', name, phone], contact: { name, phone }, whose, channel }
}

/** 代报名: one database call, with its line in the audit log. May use the places kept for the desk, never more than there are. */
export const takeAtDesk = async (context: RequestContext, slug: string, occurrence: string, desk: DeskRequest): Held => {
  const window = signupWindow(context.catalogue.activities, slug, occurrence)
  if (!window.ok) return window
  const refusal = deskRefusal(window.value, context.now)
  if (refusal) return refuse(refusal)
  const { largest_party } = window.value.rules
  if (desk.party_size > largest_party) return refuse({ code: 'party_too_large', places: largest_party })

  const request = await placesRequest(context, occurrence, desk)
  const digest = await digestOf(context, slug, request)
  const { signup } = await newSignup(context, window.value, request, digest)
  const where = `${slug}/${occurrence}`
  const subject = 'resident' in desk.whom ? { kind: 'resident', id: desk.whom.resident } : { kind: 'signup', id: signup.id }
  const facts = placesTaken(await staffWrite(context, 'signup.take', subject, takingPlaces(window.value, signup, null, context.now), where))
  if (!facts.signup) return refuseTaking(context, facts, 'desk')
  return facts.signup.request_digest === digest ? held(context, facts) : refuse({ code: 'request_key_reused' })
}

/** A signup the actor may see: within reach, or taken by the actor. */
const inSight = (context: RequestContext, signup: string): Statement => {
  const buildings = reachOf(context)
  return {
    sql: `id = :signup AND purged_at IS NULL AND (:buildings IS NULL
      OR household IN (SELECT households.id FROM households WHERE households.building IN (SELECT value FROM json_each(:buildings)))
      OR (SELECT actor FROM signup_events WHERE signup = signups.id ORDER BY number LIMIT 1) = :by)`,
    args: { signup, buildings: buildings && JSON.stringify(buildings), by: `staff:${staffOf(context).staff}` },
  }
}

const factsInSight = (context: RequestContext, signup: string) =>
  factsOf(inSight(context, signup), poolOfSignup(signup), { sql: 'SELECT 0 AS tries', args: {} })

/** What is kept of one signup in sight and of its pool; one database call, with its line in the audit log. */
export const factsAtDesk = async (context: RequestContext, signup: string) =>
  readFacts(await staffWrite(context, 'signup.take', { kind: 'signup', id: signup }, factsInSight(context, signup), 'read'), 0)

export const readAtDesk = async (context: RequestContext, signup: string): Held => held(context, await factsAtDesk(context, signup))

/** 代取消: one database call; the places go to the waiting list in the same transaction. */
export const cancelAtDesk = async (context: RequestContext, signup: string): Held => {
  const by = word(`staff:${staffOf(context).staff}`)
  const { command, after } = cancelling(inSight(context, signup), poolOfSignup(signup), by, context.now)
  const statements = [command, ...after, ...factsInSight(context, signup)]
  const results = await staffWrite(context, 'signup.cancel', { kind: 'signup', id: signup }, statements)
  const facts = readFacts(results, results[0]?.rows_written ?? 0)
  const refusal = facts.written > 0 ? null : whyNotCancelled(facts, context.now)
  return refusal ? refuse(refusal) : held(context, facts)
}
