import type { RequestContext } from '../../kernel/context.ts'
import type { Row, SqlValue, Statement } from '../../kernel/database.ts'
import type { Result } from '../../kernel/result.ts'
import { openPerson, personColumns } from './reads.server.ts'
import type { MembersRefusal } from './schema.ts'

/** The id of the household in which the people are now. */
export type Reshaped = Promise<Result<string, MembersRefusal>>
type Args = Record<string, SqlValue>

/** Of those who would come (`who`, a condition on `mover`) the ones whose name somebody in `target` has. */
export const namesakes = (target: string, who: string, args: Args): Statement => ({
  sql: `SELECT ${personColumns} FROM residents AS mover JOIN residents ON residents.id = mover.id
    JOIN residents AS other ON other.household = ${target} AND other.name_fingerprint = mover.name_fingerprint AND other.id <> mover.id WHERE ${who}`,
  args,
})

export const nameTwice = async ({ vault }: RequestContext, clash: Row): Promise<MembersRefusal> => ({
  code: 'name_twice',
  name: (await openPerson(vault, clash)).name,
})

/** Both households remember it, if the statement before changed anything. */
export const eventsOfBoth = (target: string, [here, there]: [string, string], people: string, args: Args): Statement => ({
  sql: `INSERT INTO household_events (household, kind, people, other_household, at, actor)
    SELECT event.household, event.kind, ${people}, event.other, :now, :by FROM (
      SELECT :household AS household, '${here}' AS kind, ${target} AS other UNION ALL SELECT ${target}, '${there}', :household) AS event
    WHERE changes() > 0`,
  args,
})
