import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { SqlValue, Statement } from '../../kernel/database.ts'
import { buildingsInReach } from '../staff/reach.ts'
import { homeOfStaff } from '../staff/reads.server.ts'
import { byStaff, staffOf } from '../staff/store.server.ts'
import type { Door } from './door.ts'

type Args = Record<string, SqlValue>

/** The households the actor may know of. What is out of reach is treated as what does not exist. */
export const inReach = (context: RequestContext): Statement => {
  const buildings = buildingsInReach(staffOf(context), context.catalogue.site)
  return {
    sql: '(:buildings IS NULL OR households.building IN (SELECT value FROM json_each(:buildings)))',
    args: { buildings: buildings && JSON.stringify(buildings) },
  }
}

/** A condition on `households`: this one, not ended, in reach. */
export const isHome = (context: RequestContext, household: string): Statement => {
  const reach = inReach(context)
  return {
    sql: `households.id = :household AND households.ended_at IS NULL AND ${reach.sql}`,
    args: { ...reach.args, household, now: context.now, by: byStaff(context), today: todayOf(context) },
  }
}

/** Whether such a home has such a resident, as an SQL condition. */
export const livesThere = (context: RequestContext, household: string, resident: string): Statement => {
  const home = isHome(context, household)
  return {
    sql: `EXISTS (SELECT 1 FROM residents JOIN households ON households.id = residents.household WHERE residents.id = :resident AND ${home.sql})`,
    args: { ...home.args, resident },
  }
}

/**
 * Whether one of these households (SQL expressions) is that of whoever acts, as an SQL expression. Staff give nothing to their own household;
 * who could move out of it, or merge another into it, would be rid of that, so a colleague does it.
 */
export const isOwn = (context: RequestContext, households: string[]): Statement => ({
  sql: `COALESCE(${homeOfStaff(':own_staff')} IN (${households.join(', ')}), false)`,
  args: { own_staff: staffOf(context).staff },
})

/** The household behind a door, as an SQL expression. `one_household_per_door` finds it. */
export const behindDoor = (door: Door): { sql: string; args: Args } => ({
  sql: '(SELECT id FROM households AS behind WHERE behind.building = :building AND behind.unit = :unit AND behind.room = :room AND behind.ended_at IS NULL)',
  args: { ...door },
})

/** One line of 户的经过, if the statement before it changed anything. */
export const eventIfChanged = (kind: string, args: Args, people = '1'): Statement => ({
  sql: `INSERT INTO household_events (household, kind, people, at, actor) SELECT :household, '${kind}', ${people}, :now, :by WHERE changes() > 0`,
  args,
})

/** The statement, which ends in its WHERE, under one more condition. */
export const onlyIf = ({ sql, args }: Statement, condition: Statement): Statement => ({
  sql: `${sql} AND ${condition.sql}`,
  args: { ...args, ...condition.args },
})
