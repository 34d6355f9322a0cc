import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { refuse, success } from '../../kernel/result.ts'
import { staffWrite } from '../staff/store.server.ts'
import { eventsOfBoth, namesakes, nameTwice, type Reshaped } from './both-households.server.ts'
import { type Door, doorInWords } from './door.ts'
import type { Move } from './schema.ts'
import { behindDoor, eventIfChanged, isHome, isOwn } from './sql.server.ts'

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
  const own = isOwn(context, [':household', target])
  const args = {
    ...home.args,
    ...behind.args,
    ...own.args,
    residents: JSON.stringify(residents),
    people: new Set(residents).size,
    new_household: request_key,
  }
  const movers = `mover.household = :household AND mover.id IN (${chosen})`
  const clashes = namesakes(target, movers, args)
  const here = `(SELECT count(*) FROM residents WHERE household = :household AND id IN (${chosen}))`
  const all = '(SELECT count(*) FROM residents WHERE household = :household)'
  const fits = `EXISTS (SELECT 1 FROM households WHERE ${home.sql}) AND ${here} = :people AND ${all} > :people AND NOT ${own.sql} AND NOT EXISTS (${clashes.sql})`
  const found: Statement = {
    sql: `SELECT ${behind.sql} AS target, ${own.sql} AS own, ${here} AS here, ${all} AS total,
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
  if (fact['own'] === 1) return refuse({ code: 'own_household' })
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
