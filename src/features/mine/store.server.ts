import { dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Row } from '../../kernel/database.ts'
import { actsFor, readActsFor } from '../members/reads.server.ts'
import { readRedemptionsBy, redemptionsBy } from '../rewards/reads.server.ts'
import { readSessions, sessionsOf } from '../signin/store.server.ts'
import { signupsOfResident } from '../signups/reads.server.ts'
import { homeOf, tagOf } from './household.ts'
import { openPersonOf, openRelatives, openRepresentations } from './open.server.ts'
import { openSignups } from './open-signups.server.ts'
import { factsAbout, meOf } from './sql.server.ts'
import type { Mine, MyAuditLine, MyCard, MyCode } from './views.ts'

const plain = <Fact>(rows: Row[] | undefined) => (rows ?? []) as unknown as Fact[]

/** Everything the site keeps of the signed-in resident, or null if the session is over. One database call. */
export const readMine = async (context: RequestContext): Promise<Mine | null> => {
  const { catalogue, database, now, vault } = context
  const me = meOf(context)
  const today = dayOf(now, catalogue.site.time_zone)
  const facts = factsAbout(me, now)
  const names = Object.keys(facts) as (keyof typeof facts)[]
  const results = await database.read([
    ...Object.values(facts),
    actsFor(me.resident, today),
    sessionsOf(me.resident, now),
    signupsOfResident(me.resident),
    redemptionsBy(me.resident),
  ])
  const [allowed, sessions, signups, redemptions] = results.slice(names.length)
  const of = (name: keyof typeof facts) => results[names.indexOf(name)]?.rows ?? []
  const [row] = of('person')
  if (!row) return null
  const [person, relatives, representations, acts] = await Promise.all([
    openPersonOf(vault, row, today),
    openRelatives(vault, of('relatives'), today),
    openRepresentations(vault, of('representations'), me.resident),
    readActsFor(vault, allowed?.rows ?? []),
  ])
  return {
    person,
    home: homeOf(row, relatives, catalogue.site.grids),
    tags: of('tags').map(tagOf),
    representations,
    acts_for: acts.map(({ id, name, standing }) => ({ id, name, standing })),
    signups: await openSignups(
      context,
      signups?.rows ?? [],
      me.resident,
      acts.map(({ id }) => id),
    ),
    redemptions: readRedemptionsBy(redemptions?.rows ?? [], catalogue, now),
    devices: readSessions(sessions?.rows ?? []).map((device) => ({ ...device, is_this: device.id === me.session })),
    cards: plain<MyCard>(of('cards')),
    codes: plain<MyCode>(of('codes')),
    looked_at: plain<MyAuditLine>(of('looked_at')),
    is_staff: of('staff')[0]?.['is_staff'] === 1,
  }
}
