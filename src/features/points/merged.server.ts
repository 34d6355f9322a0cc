import type { Database, Row, Statement } from '../../kernel/database.ts'
import { recordTransfers } from '../../kernel/ledger.server.ts'
import { carryChain } from './chains.ts'

/** Households that were merged into another and still hold points they could use. */
const leftBehind = (): Statement => ({
  sql: `SELECT households.id AS household, households.merged_into AS into_household, account.moved_by,
      account.credits_posted - account.debits_posted - account.debits_pending AS points
    FROM households JOIN ledger_accounts AS account ON account.id = 'points/household/' || households.id
    WHERE households.merged_into IS NOT NULL AND account.credits_posted - account.debits_posted - account.debits_pending > 0`,
  args: {},
})

/** Nothing has moved the account since it was read. */
const unmoved = ({ household, moved_by }: Row): Statement => ({
  sql: '(SELECT moved_by FROM ledger_accounts WHERE id = :carried_account) = :carried_seen',
  args: { carried_account: `points/household/${household}`, carried_seen: Number(moved_by) },
})

/**
 * 并户带积分: what a household could use goes with its people into the one it was merged into. What was reserved or waits stays until it
 * has ended, and what comes back then goes with the next run. The points count as earned on the day they are carried. Returns from how
 * many households.
 */
export const carryMergedPoints = async (database: Database, now: number) => {
  const [found] = await database.read([leftBehind()])
  let carried = 0
  for (const row of found?.rows ?? []) {
    const key = `carry:${row['household']}:${row['moved_by']}`
    const chain = carryChain(
      { key, digest: '', actor: 'job', now },
      String(row['household']),
      String(row['into_household']),
      Number(row['points']),
    )
    if ((await recordTransfers(database, chain, unmoved(row))).ok) carried++
  }
  return carried
}
