import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { recordingTransfers, transfersRecorded } from '../../kernel/ledger.server.ts'
import type { Chain } from '../../kernel/ledger.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { cancelChain, collectChain, correctChain, type Request } from '../points/chains.ts'
import { refusalOf } from '../points/refusal.ts'
import type { Act } from '../staff/permissions.ts'
import { byStaff, staffRead, staffWrite } from '../staff/store.server.ts'
import type { CorrectionReason, RewardsRefusal } from './schema.ts'
import { isOwnHousehold, readRedemption, redemptionById } from './sql.server.ts'

const requestOf = async (context: RequestContext, act: string, redemption: string, key: string): Promise<Request> => ({
  key,
  digest: await context.vault.fingerprint('redemption request', JSON.stringify([act, redemption])),
  actor: byStaff(context),
  now: context.now,
})

/** It is kept in the audit log that somebody tried what is not for them. */
export const noteOwnHousehold = (context: RequestContext, act: Act, household: string) =>
  staffWrite(context, act, { kind: 'household', id: household }, [], 'own household')

/** What was to be done with one redemption, under its audit line: one batch, and one line more when it was the own household. */
const perform = async (
  context: RequestContext,
  act: Act,
  redemption: string,
  { chain, when, detail }: { chain: Chain; when: Statement; detail: string },
): Promise<Result<string, RewardsRefusal>> => {
  const written = recordingTransfers(chain, when)
  const own = isOwnHousehold(context, '(SELECT household FROM redemptions WHERE id = :redemption)')
  const facts: Statement = { sql: `SELECT ${own.sql} AS own`, args: { ...own.args, redemption } }
  const results = await staffWrite(
    context,
    act,
    { kind: 'redemption', id: redemption },
    [...written, redemptionById(redemption), facts],
    detail,
  )
  const recorded = transfersRecorded(chain, results.slice(0, written.length))
  if (recorded.ok) return success(redemption)
  const stored = readRedemption(results.at(-2)?.rows[0])
  if (!stored) return refuse({ code: 'redemption_unknown' })
  if (recorded.refusal.code === 'condition_unmet' && isOwn(results.at(-1)?.rows[0])) {
    await noteOwnHousehold(context, act, stored.household)
    return refuse({ code: 'own_household' })
  }
  if (stored.ended === 'void' && stored.ended_kind === 'lapse') return refuse({ code: 'redemption_overdue' })
  return refuse({ ...refusalOf(recorded.refusal, 'redemption'), ...(stored.ended_at !== null && { at: stored.ended_at }), of: redemption })
}

const isOwn = (row: Row | undefined) => Number(row?.['own'] ?? 0) === 1

/** A redemption of the books, and not of the own household of whoever acts. */
const forOthers = (context: RequestContext, redemption: string): Statement => {
  const own = isOwnHousehold(context, '(SELECT household FROM redemptions WHERE id = :guarded_redemption)')
  return {
    sql: `EXISTS (SELECT 1 FROM redemptions WHERE id = :guarded_redemption) AND NOT ${own.sql}`,
    args: { ...own.args, guarded_redemption: redemption },
  }
}

/** 核销. One call of the database. */
export const handOut = async (context: RequestContext, redemption: string, key: string) => {
  const chain = collectChain(await requestOf(context, 'hand out', redemption, key), redemption)
  return perform(context, 'redemption.hand_out', redemption, { chain, when: forOthers(context, redemption), detail: '' })
}

/** 取消 at the desk, for whoever cannot come. One call of the database. */
export const cancelOnBehalf = async (context: RequestContext, redemption: string, key: string) => {
  const chain = cancelChain(await requestOf(context, 'cancel', redemption, key), redemption)
  return perform(context, 'redemption.reserve', redemption, { chain, when: forOthers(context, redemption), detail: 'cancelled' })
}

/** 更正 of a wrong hand-out: points and piece both go back, and the reason is in the books. Two calls of the database. */
export const correctHandOut = async (
  context: RequestContext,
  redemption: string,
  { reason, request_key }: { reason: CorrectionReason; request_key: string },
): Promise<Result<string, RewardsRefusal>> => {
  const stored = readRedemption((await staffRead(context, [redemptionById(redemption)]))[0]?.rows[0])
  if (!stored) return refuse({ code: 'redemption_unknown' })
  if (stored.ended !== 'post' || stored.ended_by === null) return refuse({ code: 'entry_unknown' })
  const request = await requestOf(context, `correct ${reason}`, redemption, request_key)
  const chain = correctChain(request, stored.ended_by, true, reason)
  return perform(context, 'redemption.correct', redemption, { chain, when: forOthers(context, redemption), detail: reason })
}
