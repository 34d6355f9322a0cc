import type { RequestContext } from '../../kernel/context.ts'
import type { Row, SqlValue, Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { staffWrite } from '../staff/store.server.ts'
import { type Door, doorInWords } from './door.ts'
import { openPerson, personColumns, type SealedPerson } from './reads.server.ts'
import type { MembersRefusal, Move } from './schema.ts'
import { behindDoor, eventIfChanged, inReach, isHome } from './sql.server.ts'

/** The id of the household in which the people are now. */
type Reshaped = Promise<Result<string, MembersRefusal>>
type Args = Record<string, SqlValue>

/** Of those who would come (`who`, a condition on `mover`) the ones whose name somebody in `target` has. */
const namesakes = (target: string, who: string, args: Args): Statement => ({
  sql: `SELECT ${personColumns} FROM residents AS mover JOIN residents ON residents.id = mover.id
    JOIN residents AS other ON other.household = ${target} AND other.name_fingerprint = mover.name_fingerprint AND other.id <> mover.id WHERE ${who}`,
  args,
})

const nameTwice = async ({ vault }: RequestContext, clash: Row): Promise<MembersRefusal> => ({
  code: 'name_twice',
  name: (await openPerson(vault, clash as unknown as SealedPerson)).name,
})

/** Both households remember it, if the statement before changed anything. */
const eventsOfBoth = (target: string, [here, there]: [string, string], people: string, args: Args): Statement => ({
  sql: `INSERT INTO household_events (household, kind, people, other_household, at, actor)
    SELECT event.household, event.kind, ${people}, event.other, :now, :by FROM (
      SELECT :household AS household, '${here}' AS kind, ${target} AS other UNION ALL SELECT ${target}, '${there}', :household) AS event
    WHERE changes() > 0`,
  args,
})

const chosen = 'SELECT value FROM json_each(:residents)'

/**
 * Moves some people of a household, not all, to the door of another household (搬到另一户), or to a free door where they
 * make one of their own (分户); that one's id is then the request's key. One database call.
 */
export const movePeople = async (
  context: RequestContext,
  household: string,
  { residents, door, request_key }: Move,
  into: 'another' | 'new',
): Reshaped => {
  const home = isHome(context, household)
  const behind = behindDoor(door)
  const target = into === 'new' ? ':new_household' : behind.sql
  const args = {
    ...home.args,
    ...behind.args,
    residents: JSON.stringify(residents),
    people: new Set(residents).size,
    new_household: request_key,
  }
  const movers = `mover.household = :household AND mover.id IN (${chosen})`
  const clashes = namesakes(target, movers, args)
  const here = `(SELECT count(*) FROM residents WHERE household = :household AND id IN (${chosen}))`
  const all = '(SELECT count(*) FROM residents WHERE household = :household)'
  const fits = `EXISTS (SELECT 1 FROM households WHERE ${home.sql}) AND ${here} = :people AND ${all} > :people AND NOT EXISTS (${clashes.sql})`
  const found: Statement = {
    sql: `SELECT ${behind.sql} AS target, ${here} AS here, ${all} AS total,
      (SELECT count(*) FROM residents WHERE household = ${target} AND id IN (${chosen})) AS there FROM households WHERE ${home.sql}`,
    args,
  }
  const create: Statement = {
    sql: `INSERT INTO households (id, building, unit, room, created_at, created_by)
      SELECT :new_household, :building, :unit, :room, :now, :by WHERE ${fits} ON CONFLICT DO NOTHING`,
    args,
  }
  const move: Statement = {
    sql: `UPDATE residents SET household = ${target} WHERE household = :household AND id IN (${chosen}) AND ${fits}
      AND ${target} <> :household AND EXISTS (SELECT 1 FROM households WHERE id = ${target} AND ended_at IS NULL)`,
    args,
  }
  const kinds: [string, string] = into === 'new' ? ['split', 'created'] : ['moved_out', 'moved_in']
  const [facts, names] = await staffWrite(
    context,
    'household.reshape',
    { kind: 'household', id: household },
    [found, clashes, ...(into === 'new' ? [create] : []), move, eventsOfBoth(target, kinds, ':people', args)],
    into === 'new' ? 'split' : 'move',
  )
  const fact = facts?.rows[0]
  if (!fact) return refuse({ code: 'household_unknown' })
  const { there, total } = fact
  const targetId = fact['target'] === null ? null : String(fact['target'])
  if (targetId === household) return refuse({ code: 'same_door', door: doorInWords(door) })
  if (there === args.people) return success(into === 'new' ? request_key : String(targetId))
  if (fact['here'] !== args.people) return refuse({ code: 'member_unknown' })
  if (into === 'new' && targetId !== null) return refuse({ code: 'door_taken', door: doorInWords(door) })
  if (into === 'another' && targetId === null) return refuse({ code: 'door_unregistered', door: doorInWords(door) })
  if (total === args.people) return refuse({ code: 'nobody_left' })
  const clash = names?.rows[0]
  return clash ? refuse(await nameTwice(context, clash)) : success(targetId ?? request_key)
}

/** 换门牌: the whole household goes to a free door, or its door was written wrong. One database call. */
export const renumberHousehold = async (context: RequestContext, household: string, door: Door): Reshaped => {
  const home = isHome(context, household)
  const behind = behindDoor(door)
  const args = { ...home.args, ...behind.args }
  const [facts] = await staffWrite(
    context,
    'household.reshape',
    { kind: 'household', id: household },
    [
      { sql: `SELECT ${behind.sql} AS target FROM households WHERE ${home.sql}`, args },
      {
        sql: `UPDATE households SET building = :building, unit = :unit, room = :room WHERE ${home.sql} AND ${behind.sql} IS NULL`,
        args,
      },
      eventIfChanged('renumbered', args, '(SELECT count(*) FROM residents WHERE household = :household)'),
    ],
    'renumber',
  )
  const fact = facts?.rows[0]
  if (!fact) return refuse({ code: 'household_unknown' })
  const taken = fact['target'] !== null && fact['target'] !== household
  return taken ? refuse({ code: 'door_taken', door: doorInWords(door) }) : success(household)
}

/** 并户: everybody goes into the household behind the door, and this one has ended. One database call. */
export const mergeHousehold = async (context: RequestContext, household: string, door: Door): Reshaped => {
  const home = isHome(context, household)
  const reach = inReach(context)
  const behind = behindDoor(door)
  const args = { ...home.args, ...behind.args }
  const clashes = namesakes(behind.sql, 'mover.household = :household', args)
  const [facts, names] = await staffWrite(
    context,
    'household.reshape',
    { kind: 'household', id: household },
    [
      {
        sql: `SELECT ${behind.sql} AS target, ended_at, merged_into FROM households WHERE households.id = :household AND ${reach.sql}`,
        args,
      },
      clashes,
      {
        sql: `UPDATE residents SET household = ${behind.sql} WHERE household = :household AND ${behind.sql} <> :household
          AND EXISTS (SELECT 1 FROM households WHERE ${home.sql}) AND NOT EXISTS (${clashes.sql})`,
        args,
      },
      eventsOfBoth(behind.sql, ['merged', 'moved_in'], 'changes()', args),
      {
        sql: `UPDATE households SET ended_at = :now, ended_by = :by, merged_into = ${behind.sql} WHERE ${home.sql} AND changes() > 0`,
        args,
      },
    ],
    'merge',
  )
  const fact = facts?.rows[0]
  const target = fact?.['target'] ?? null
  if (!fact || (fact['ended_at'] !== null && fact['merged_into'] === null)) return refuse({ code: 'household_unknown' })
  if (fact['merged_into'] !== null) return fact['merged_into'] === target ? success(String(target)) : refuse({ code: 'household_unknown' })
  if (target === null) return refuse({ code: 'door_unregistered', door: doorInWords(door) })
  if (target === household) return refuse({ code: 'same_door', door: doorInWords(door) })
  const clash = names?.rows[0]
  return clash ? refuse(await nameTwice(context, clash)) : success(String(target))
}
