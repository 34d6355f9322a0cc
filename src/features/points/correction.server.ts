import { msPerDay } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { recordingTransfers, transfersRecorded } from '../../kernel/ledger.server.ts'
import type { Chain } from '../../kernel/ledger.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { byStaff, staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import { householdPoints } from './accounts.ts'
import { correctChain } from './chains.ts'
import { reweighChain } from './drop-chains.ts'
import { type Calculation, earningsOf } from './earning.ts'
import { readDetail } from './entry-detail.ts'
import { secondPersonDays } from './limits.ts'
import { pointsInputInvalid } from './problem.ts'
import { refusalOf } from './refusal.ts'
import { type CorrectionReason, itemsField, type PointsFieldErrorCode, type PointsFormRefusal, weightField } from './schema.ts'
import { livesIn } from './sql.server.ts'
import { rateOfRule } from './views.ts'

/** 更正: `right` is the weight or number as typed, empty where the entry only goes back. */
export interface Correction {
  household: string
  entry: string
  reason: CorrectionReason
  right: string
  request_key: string
}

/** The wrong entry, with the rule and quantity it was made under: of a confirmed one they stand in the row that waited. */
const entryOf = ({ entry, household }: Correction, staff: string): Statement => ({
  sql: `SELECT COALESCE(began.rule, made.rule) AS rule, made.amount, COALESCE(began.detail, made.detail) AS detail, ${livesIn(':corrected_home')} AS is_own
    FROM ledger_transfers AS made LEFT JOIN ledger_transfers AS began ON began.id = made.pending_id
    WHERE made.id = :corrected AND made.credit_account = :corrected_account AND made.kind IN ('earn', 'confirm', 'attend')`,
  args: { corrected: entry, corrected_account: householdPoints(household).id, corrected_home: household, giver_staff: staff },
})

/** What the right weight earns under the rate of the entry, within the caps of one drop-off, and above how many points somebody else confirms it. */
const rightCalculation = (
  context: RequestContext,
  rule: string,
  typed: string,
): Result<{ only: Calculation; most: number }, PointsFormRefusal> => {
  const { rates } = context.catalogue
  const rate = rateOfRule(rates, rule)?.rate
  const version = rates.find((one) => one.version === rate?.version)
  if (!rate || !version) return refuse({ code: 'rate_missing' })
  const read = rate.per === 'kg' ? weightField.safeParse(typed) : itemsField.safeParse(typed)
  if (!read.success) return refuse(pointsInputInvalid({ field: 'right', code: read.error.issues[0]?.message as PointsFieldErrorCode }))
  const quantity = rate.per === 'kg' ? { grams: read.data } : { items: read.data }
  const calculated = earningsOf([{ quantity, rate }], version, { today: 0, month: 0, today_by_rule: {} })
  if (!calculated.ok) return calculated
  const [only] = calculated.value
  return only ? success({ only, most: version.confirm_above_points }) : refuse({ code: 'nothing_earned' })
}

/**
 * Undoes an entry by a new one, and enters the right weight beside it where one is given; what becomes more that way, and more than the
 * threshold, waits for a second person. Safe to repeat. Two database calls.
 */
export const correct = async (context: RequestContext, correction: Correction): Promise<Result<null, PointsFormRefusal>> => {
  const { staff } = staffOf(context)
  const { entry, household, reason, right, request_key } = correction
  const found = entryOf(correction, staff)
  const [made] = await staffRead(context, [found])
  const row = made?.rows[0]
  if (!row) return refuse({ code: 'entry_unknown' })
  if (row['is_own'] === 1) return refuse({ code: 'own_household' })
  const request = { key: request_key, digest: `${entry} ${reason} ${right}`, actor: byStaff(context), now: context.now }
  let chain: Chain = correctChain(request, entry, false, reason)
  if (right !== '') {
    const calculated = rightCalculation(context, String(row['rule']), right)
    if (!calculated.ok) return calculated
    const { only, most } = calculated.value
    const waits = only.points > most && only.points > Number(row['amount'])
    const deadline = waits ? context.now + secondPersonDays * msPerDay : undefined
    const station = readDetail(String(row['detail']))?.station ?? ''
    chain = reweighChain(request, entry, household, only, { station, deadline }, reason)
  }
  const when = { sql: `EXISTS (${found.sql} AND NOT ${livesIn(':corrected_home')})`, args: found.args }
  const results = await staffWrite(context, 'points.correct', { kind: 'household', id: household }, recordingTransfers(chain, when), reason)
  const recorded = transfersRecorded(chain, results)
  return recorded.ok ? success(null) : refuse(refusalOf(recorded.refusal, 'correction'))
}
