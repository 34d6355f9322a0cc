import type { RequestContext } from '../../kernel/context.ts'
import { comingPoolsOf, forgetSignups, type PoolKey } from '../signups/reads.server.ts'
import { meOf, SessionOver, stillSignedIn } from './sql.server.ts'

/**
 * 删除我: what reads first which places become free, then one batch. Coming signups are cancelled and their places given on;
 * contact details of all signups are emptied; the household counts one person fewer, and ends if nobody is left, so that
 * whoever moves in does not inherit it; the resident's row goes and takes everything that hangs on it along. The batch asks
 * first whether the session is good. Safe to repeat: a resident who is gone is deleted.
 */
export const deleteMe = async (context: RequestContext): Promise<void> => {
  const { database, now } = context
  const me = meOf(context)
  const good = stillSignedIn(me, now)
  const args = { me: me.resident }
  const [pools, home] = await database.read([
    comingPoolsOf(me.resident, now),
    { sql: 'SELECT household FROM residents WHERE id = :me AND household IS NOT NULL', args },
  ])
  const household = home?.rows[0]?.['household'] ?? null
  const results = await database.write([
    ...forgetSignups(me.resident, (pools?.rows ?? []) as unknown as PoolKey[], good, now),
    {
      sql: `INSERT INTO household_events (household, kind, people, at, actor)
        SELECT household, 'deleted', 1, :own_now, 'self' FROM residents WHERE id = :me AND household IS NOT NULL AND ${good.sql}`,
      args: good.args,
    },
    {
      sql: `DELETE FROM attempts WHERE ${good.sql} AND (who = :me OR who = (SELECT phone_fingerprint FROM residents WHERE id = :me))`,
      args: good.args,
    },
    { sql: `DELETE FROM residents WHERE id = :me AND ${good.sql}`, args: good.args },
    {
      sql: `UPDATE households SET ended_at = :now, ended_by = 'self'
        WHERE id = :household AND ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM residents WHERE residents.household = :household)`,
      args: { household, now },
    },
    { sql: 'SELECT EXISTS (SELECT 1 FROM residents WHERE id = :me) AS is_there', args },
  ])
  if (results.at(-1)?.rows[0]?.['is_there'] !== 0) throw new SessionOver('the session of a resident is over')
}
