import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Row, Statement, StatementResult } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { meOf } from '../sessions/reads.server.ts'
import { SessionOver } from '../sessions/store.server.ts'
import { comingPoolsOf, forgetSignups, type PoolKey } from '../signups/reads.server.ts'
import { byStaff, staffRead, staffWrite } from '../staff/store.server.ts'
import { endingCodesOfGone } from '../surveys/reads.server.ts'
import type { MineRefusal } from './schema.ts'
import { grownAndSignedIn } from './sql.server.ts'

/** What has to be known before a deletion: which places become free, and the household. */
const before = (resident: string, now: number): Statement[] => [
  comingPoolsOf(resident, now),
  { sql: 'SELECT household FROM residents WHERE id = :me', args: { me: resident } },
]

/**
 * 删除 a resident, in this order: coming signups are cancelled and their places given on; contact details of all signups are
 * emptied; the household counts one person fewer, and ends if nobody is left, so that whoever moves in does not inherit it;
 * the resident's row goes and takes everything that hangs on it along; printed codes end. The last statement says whether the resident is
 * there. `allowed` is a condition that may forbid it all, `by` who acts. Safe to repeat.
 */
const deletion = async (
  context: RequestContext,
  resident: string,
  known: StatementResult[],
  allowed: Statement,
  by: string,
): Promise<Statement[]> => {
  const { now } = context
  const pools = (known[0]?.rows ?? []) as unknown as PoolKey[]
  const household = known[1]?.rows[0]?.['household'] ?? null
  const gone = { household: household === null ? null : String(household), resident }
  const args = { ...allowed.args, me: resident }
  return [
    ...forgetSignups(resident, pools, allowed, by, now),
    {
      sql: `INSERT INTO household_events (household, kind, people, at, actor)
        SELECT household, 'deleted', 1, :now, :by FROM residents WHERE id = :me AND household IS NOT NULL AND ${allowed.sql}`,
      args: { ...args, now, by },
    },
    {
      sql: `DELETE FROM attempts WHERE ${allowed.sql} AND (who = :me OR who = (SELECT phone_fingerprint FROM residents WHERE id = :me))`,
      args,
    },
    { sql: `DELETE FROM residents WHERE id = :me AND ${allowed.sql}`, args },
    {
      sql: `UPDATE households SET ended_at = :now, ended_by = :by
        WHERE id = :household AND ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM residents WHERE residents.household = :household)`,
      args: { household, now, by },
    },
    ...(await endingCodesOfGone(context, gone, todayOf(context))),
    {
      sql: `SELECT EXISTS (SELECT 1 FROM residents WHERE id = :me) AS is_there,
        EXISTS (SELECT 1 FROM households WHERE id = :household AND ended_at IS NULL) AS household_goes_on`,
      args: { me: resident, household },
    },
  ]
}

/** 删除我. The batch asks first whether the session is good, and not a child's. Two calls of the database. */
export const deleteMe = async (context: RequestContext): Promise<Result<null, MineRefusal>> => {
  const { database, now } = context
  const me = meOf(context)
  const known = await database.read(before(me.resident, now))
  const right = grownAndSignedIn(context)
  const told: Statement = { sql: `SELECT ${right.told}`, args: right.args }
  const results = await database.write([told, ...(await deletion(context, me.resident, known, right, 'self'))])
  if (results.at(-1)?.rows[0]?.['is_there'] === 0) return success(null)
  if (results[0]?.rows[0]?.['grown'] === 0) return refuse({ code: 'guardian_needed' })
  throw new SessionOver()
}

const always: Statement = { sql: 'true', args: {} }

/**
 * 按本人要求删除, at the desk: the same, under the audit line. Gives the household if it goes on, else null; undefined if
 * there is no such resident. Two calls of the database.
 */
export const deleteAtDesk = async (context: RequestContext, resident: string): Promise<string | null | undefined> => {
  const { now } = context
  const known = await staffRead(context, before(resident, now))
  const row: Row | undefined = known[1]?.rows[0]
  if (!row) return undefined
  const statements = await deletion(context, resident, known, always, byStaff(context))
  const results = await staffWrite(context, 'household.edit', { kind: 'resident', id: resident }, statements, 'deleted on request')
  return results.at(-1)?.rows[0]?.['household_goes_on'] === 1 ? String(row['household']) : null
}
