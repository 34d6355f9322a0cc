import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/result.ts'
import {
  cancelled,
  cancelOne,
  findOne,
  guestParty,
  type Held,
  held,
  type PlacesRequest,
  takeBy,
  type Whose,
} from '../signups/reads.server.ts'
import { signupWindow } from '../signups/window.ts'
import { buildingsInReach } from '../staff/reach.ts'
import { byStaff, staffOf, staffWrite } from '../staff/store.server.ts'
import { deskRefusal } from './occurrence.ts'

export interface DeskRequest {
  party_size: number
  request_key: string
  /** A resident of the register, or somebody who gave a name and perhaps a phone number. */
  whom: { resident: string } | { name: string; phone: string | undefined }
}

const reachOf = (context: RequestContext) => buildingsInReach(staffOf(context), context.catalogue.site)

/** A resident of the register, signed up by staff who reach these buildings (null: all). */
const registeredParty = (resident: string, buildings: string[] | null, by: string): Whose => ({
  sql: `SELECT residents.id AS resident, residents.household, NULL AS representative, residents.phone_fingerprint AS phone, :whose_actor AS acted_by
    FROM residents JOIN households ON households.id = residents.household
    WHERE residents.id = :whose_resident AND (:buildings IS NULL OR households.building IN (SELECT value FROM json_each(:buildings)))`,
  args: { whose_resident: resident, buildings: buildings && JSON.stringify(buildings), whose_actor: by },
})

const placesRequest = async (context: RequestContext, occurrence: string, request: DeskRequest): Promise<PlacesRequest> => {
  const { staff } = staffOf(context)
  const { party_size, request_key, whom } = request
  const input = { occurrence, party_size, request_key, notice_version: context.catalogue.site.signup_notice.version }
  const channel = 'desk' as const
  if ('resident' in whom) {
    const whose = registeredParty(whom.resident, reachOf(context), byStaff(context))
    return { input, who: ['registered', staff, whom.resident], contact: { name: '', phone: '' }, whose, channel }
  }
  const { name, phone = '' } = whom
  const whose = guestParty(phone ? await context.vault.fingerprint('phone', phone) : null, byStaff(context))
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
  const subject = (signup: string) =>
    'resident' in desk.whom ? { kind: 'resident', id: desk.whom.resident } : { kind: 'signup', id: signup }
  return takeBy(context, window.value, request, null, (statements, signup) =>
    staffWrite(context, 'signup.take', subject(signup), statements, `${slug}/${occurrence}`),
  )
}

/** A signup the actor may see: within reach, or taken by the actor. */
const inSight = (context: RequestContext, signup: string): Statement => {
  const buildings = reachOf(context)
  return {
    sql: `id = :signup AND purged_at IS NULL AND (:buildings IS NULL
      OR household IN (SELECT households.id FROM households WHERE households.building IN (SELECT value FROM json_each(:buildings)))
      OR (SELECT actor FROM signup_events WHERE signup = signups.id ORDER BY number LIMIT 1) = :by)`,
    args: { signup, buildings: buildings && JSON.stringify(buildings), by: byStaff(context) },
  }
}

/** What is kept of one signup in sight and of its pool; one database call, with its line in the audit log. */
export const factsAtDesk = (context: RequestContext, signup: string) =>
  findOne(inSight(context, signup), signup, (statements) =>
    staffWrite(context, 'signup.take', { kind: 'signup', id: signup }, statements, 'read'),
  )

export const readAtDesk = async (context: RequestContext, signup: string): Held => held(context, await factsAtDesk(context, signup))

/** 代取消: one database call; the places go to the waiting list in the same transaction. */
export const cancelAtDesk = async (context: RequestContext, signup: string): Held => {
  const by = { sql: ':acted_by', args: { acted_by: byStaff(context) } }
  const facts = await cancelOne(inSight(context, signup), signup, by, context.now, (statements) =>
    staffWrite(context, 'signup.cancel', { kind: 'signup', id: signup }, statements),
  )
  return cancelled(context, facts)
}
