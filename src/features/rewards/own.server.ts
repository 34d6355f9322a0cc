import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { recordingTransfers, transfersRecorded } from '../../kernel/ledger.server.ts'
import { availableOf } from '../../kernel/ledger.ts'
import { readBalance } from '../../kernel/ledger-reads.server.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { cancelChain } from '../points/chains.ts'
import { refusalOf } from '../points/refusal.ts'
import { openPickupCode } from './code.server.ts'
import { type StoredRedemption, stateOf } from './redemption.ts'
import type { RewardsRefusal } from './schema.ts'
import { homeOf, myHousehold, readRedemption, redemptionColumns, redemptionTables, stillSignedIn } from './sql.server.ts'

/** The signed-in resident's household, null for whoever has left. One call of the database. */
export const readMyHousehold = async (context: RequestContext) =>
  homeOf((await context.database.read([stillSignedIn(context)]))[0]?.rows[0])

export type OwnRedemption = StoredRedemption & { code: string | null }

/** All redemptions of the own household, newest first, with the codes of those that wait, and the points at hand. One call of the database. */
export const readOwn = async (context: RequestContext): Promise<{ redemptions: OwnRedemption[]; available: number }> => {
  const mine = myHousehold(context)
  const [signed, rows, points] = await context.database.read([
    stillSignedIn(context),
    {
      sql: `SELECT ${redemptionColumns}, redemptions.code FROM ${redemptionTables} WHERE redemptions.household = ${mine.sql}
        ORDER BY redemptions.created_at DESC, redemptions.rowid DESC LIMIT 100`,
      args: mine.args,
    },
    {
      sql: `SELECT debits_pending, debits_posted, credits_pending, credits_posted FROM ledger_accounts WHERE id = 'points/household/' || ${mine.sql}`,
      args: mine.args,
    },
  ])
  homeOf(signed?.rows[0])
  const redemptions = await Promise.all(
    (rows?.rows ?? []).map(async (row) => {
      const one = row as unknown as StoredRedemption & { code: string | null }
      const shown = one.code !== null && stateOf(one, context.now) === 'waiting'
      return { ...one, code: shown ? await openPickupCode(context.vault, one.id, String(one.code)) : null }
    }),
  )
  return { redemptions, available: availableOf(readBalance(points)) }
}

/** 取消 before it is collected, by anybody of the household. One call of the database. */
export const cancelOwn = async (context: RequestContext, redemption: string, key: string): Promise<Result<string, RewardsRefusal>> => {
  const { vault, now, database } = context
  const mine = myHousehold(context)
  const digest = await vault.fingerprint('redemption request', JSON.stringify(['cancel', redemption]))
  const chain = cancelChain({ key, digest, actor: 'self', now }, redemption)
  const own: Statement = {
    sql: `EXISTS (SELECT 1 FROM redemptions AS mine WHERE mine.id = :my_redemption AND mine.household = ${mine.sql})`,
    args: { ...mine.args, my_redemption: redemption },
  }
  const found: Statement = {
    sql: `SELECT ${redemptionColumns} FROM ${redemptionTables} WHERE redemptions.id = :my_redemption AND redemptions.household = ${mine.sql}`,
    args: own.args,
  }
  const written = recordingTransfers(chain, own)
  const results = await database.write([...written, stillSignedIn(context), found])
  homeOf(results.at(-2)?.rows[0])
  const recorded = transfersRecorded(chain, results.slice(0, written.length))
  if (recorded.ok) return success(redemption)
  const stored = readRedemption(results.at(-1)?.rows[0])
  if (!stored) return refuse({ code: 'redemption_unknown' })
  return refuse({ ...refusalOf(recorded.refusal, 'redemption'), ...(stored.ended_at !== null && { at: stored.ended_at }) })
}
