import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { actsFor, readActsFor } from '../members/reads.server.ts'
import { readStatementOfHome, statementOfHome } from '../points/reads.server.ts'
import type { StatementView } from '../points/views.ts'
import { readRedemptionsBy, redemptionsBy } from '../rewards/reads.server.ts'
import { amSignedIn, meOf } from '../sessions/reads.server.ts'
import { readSessions, sessionsOf } from '../sessions/store.server.ts'
import { signupsOfResident } from '../signups/reads.server.ts'
import { homeOf, tagOf } from './household.ts'
import { openPersonOf, openRelatives, openRepresentations } from './open.server.ts'
import { openSignups } from './open-signups.server.ts'
import { factsAbout } from './sql.server.ts'
import type { Mine, MyAuditLine, MyCard, MyCode } from './views.ts'

const plain = <Fact>(rows: Row[] | undefined) => (rows ?? []) as unknown as Fact[]

/** Everything the site keeps of the signed-in resident, or null if the session is over. One database call. */
export const readMine = async (context: RequestContext): Promise<Mine | null> => (await readWith(context, []))?.mine ?? null

/** The same and the points of the household, entry by entry, which are not for a child. One database call. */
export const readWhole = async (context: RequestContext): Promise<{ mine: Mine; points: StatementView } | null> => {
  const { household, args } = amSignedIn(context)
  const read = await readWith(context, statementOfHome({ sql: household, args }))
  return read && { mine: read.mine, points: readStatementOfHome(read.more, read.household, context) }
}

const readWith = async (context: RequestContext, more: Statement[]) => {
  const { catalogue, database, now, vault } = context
  const me = meOf(context)
  const today = todayOf(context)
  const facts = factsAbout(context)
  const names = Object.keys(facts) as (keyof typeof facts)[]
  const results = await database.read([
    ...Object.values(facts),
    actsFor(me.resident, today),
    sessionsOf(me.resident, now),
    signupsOfResident(me.resident),
    redemptionsBy(me.resident),
    ...more,
  ])
  const [allowed, sessions, signups, redemptions, ...read] = results.slice(names.length)
  const of = (name: keyof typeof facts) => results[names.indexOf(name)]?.rows ?? []
  const [row] = of('person')
  if (!row) return null
  const [person, relatives, representations, acts] = await Promise.all([
    openPersonOf(vault, row, today),
    openRelatives(vault, of('relatives'), today),
    openRepresentations(vault, of('representations'), me.resident),
    readActsFor(vault, allowed?.rows ?? []),
  ])
  const mine: Mine = {
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
  return { mine, household: row['household'] === null ? null : String(row['household']), more: read }
}
