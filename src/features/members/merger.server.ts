import { type RequestContext, todayOf } from '../../kernel/context.ts'
import { refuse, success } from '../../kernel/result.ts'
import { staffRead, staffWrite } from '../staff/store.server.ts'
import { endingMergedCodes, mergedInto, readMerged } from '../surveys/reads.server.ts'
import { eventsOfBoth, namesakes, nameTwice, type Reshaped } from './both-households.server.ts'
import { type Door, doorInWords } from './door.ts'
import { behindDoor, inReach, isHome, isOwn } from './sql.server.ts'

/**
 * 并户: everybody goes into the household behind the door, and this one has ended, with codes printed for it. Two database calls: whose codes
 * end is a fingerprint of who is read first. Where another act changed that in between nothing is written, and it is read once more.
 */
export const mergeHousehold = async (context: RequestContext, household: string, door: Door, isSecondTry = false): Reshaped => {
  const home = isHome(context, household)
  const reach = inReach(context)
  const behind = behindDoor(door)
  const own = isOwn(context, [':household', behind.sql])
  const look = { ...home.args, ...behind.args }
  const [before] = await staffRead(context, [{ sql: `SELECT ${behind.sql} AS target, ${mergedInto(':household')} AS merged`, args: look }])
  const { target: into = null, merged = null } = before?.rows[0] ?? {}
  const args = { ...look, ...own.args, merged_target: into, merged_before: merged }
  const clashes = namesakes(behind.sql, 'mover.household = :household', args)
  const asRead = `(${behind.sql} IS :merged_target AND ${mergedInto(':household')} = :merged_before)`
  const codes = await endingMergedCodes(context, { household, merged: readMerged(merged), into: String(into) }, todayOf(context))
  const [facts, names] = await staffWrite(
    context,
    'household.reshape',
    { kind: 'household', id: household },
    [
      {
        sql: `SELECT ${behind.sql} AS target, ended_at, merged_into, ${own.sql} AS own, ${asRead} AS as_read
          FROM households WHERE households.id = :household AND ${reach.sql}`,
        args,
      },
      clashes,
      {
        sql: `UPDATE residents SET household = ${behind.sql} WHERE household = :household AND ${behind.sql} <> :household
          AND EXISTS (SELECT 1 FROM households WHERE ${home.sql}) AND ${asRead} AND NOT ${own.sql} AND NOT EXISTS (${clashes.sql})`,
        args,
      },
      eventsOfBoth(behind.sql, ['merged', 'moved_in'], 'changes()', args),
      {
        sql: `UPDATE households SET ended_at = :now, ended_by = :by, merged_into = ${behind.sql} WHERE ${home.sql} AND changes() > 0`,
        args,
      },
      ...codes,
    ],
    'merge',
  )
  const fact = facts?.rows[0]
  const target = fact?.['target'] ?? null
  if (!fact || (fact['ended_at'] !== null && fact['merged_into'] === null)) return refuse({ code: 'household_unknown' })
  if (fact['merged_into'] !== null) return fact['merged_into'] === target ? success(String(target)) : refuse({ code: 'household_unknown' })
  if (fact['as_read'] === 0) return isSecondTry ? refuse({ code: 'household_unknown' }) : mergeHousehold(context, household, door, true)
  if (target === null) return refuse({ code: 'door_unregistered', door: doorInWords(door) })
  if (target === household) return refuse({ code: 'same_door', door: doorInWords(door) })
  if (fact['own'] === 1) return refuse({ code: 'own_household' })
  const clash = names?.rows[0]
  return clash ? refuse(await nameTwice(context, clash)) : success(String(target))
}
