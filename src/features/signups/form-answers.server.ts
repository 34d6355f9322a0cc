import type { RequestContext } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import type { HeldSignup } from './commands.server.ts'
import type { HeldPage } from './page.ts'
import { signupProblem } from './problem.ts'
import type { SignupRefusal } from './schema.ts'

export const problemOf = (context: RequestContext, refusal: SignupRefusal) => signupProblem(refusal, context.catalogue.site)

/** A page's own script asks for data instead of a page, so that nothing typed is lost when the network is. */
export const wantsData = (c: AppContext) => c.req.header('accept')?.startsWith('application/json') ?? false

export const heldPage = ({ catalogue, now }: RequestContext, { view }: HeldSignup): HeldPage => {
  const activity = catalogue.activities[view.activity]
  const occurrence = activity?.occurrences.find(({ id }) => id === view.occurrence)
  return {
    kind: 'held',
    signup: view,
    activity_title: activity?.title ?? '活动',
    place: activity?.place ?? null,
    largest_party: activity?.signup?.largest_party ?? view.party_size,
    occurrence_status: activity?.cancelled ? 'cancelled' : (occurrence?.status ?? 'scheduled'),
    reason: activity?.cancelled?.reason ?? occurrence?.reason,
    started: Date.parse(view.starts_at) <= now,
  }
}
