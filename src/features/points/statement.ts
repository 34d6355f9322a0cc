import type { StoredTransfer, Totals } from '../../kernel/ledger.ts'
import { expiryNoticeDays, pointsLastMonths } from './limits.ts'
import { expiringSoon, lotsOf } from './lots.ts'
import { effectiveOf, sumOf } from './movements.ts'

/** 积分单 of a household, in points; `used` and `expired` are since ever, `expiring` within the days of notice. */
export interface PointsStatement {
  available: number
  reserved: number
  earned: number
  used: number
  expired: number
  expiring: { expires_on: string; points: number }[]
}

/** Everything from the entries, nothing from stored totals. `rows` are all rows of the account. */
export const statementOf = (rows: StoredTransfer[], account: string, today: string, timeZone: string): PointsStatement => {
  const effective = effectiveOf(rows, account)
  const { credits, debits, reserved } = effective
  const expired = sumOf(debits.filter(({ kind }) => kind === 'expire'))
  return {
    available: sumOf(credits) - sumOf(debits) - sumOf(reserved),
    reserved: sumOf(reserved),
    earned: sumOf(credits),
    used: sumOf(debits) - expired,
    expired,
    expiring: expiringSoon(lotsOf(effective, timeZone, pointsLastMonths), today, expiryNoticeDays),
  }
}

/** The totals an account must have, row by row. */
export const recomputeTotals = (rows: StoredTransfer[], account: string): Totals => {
  const totals: Totals = { debits_pending: 0, debits_posted: 0, credits_pending: 0, credits_posted: 0 }
  for (const { phase, amount, debit_account, ended } of rows) {
    const side = debit_account === account ? 'debits' : 'credits'
    if (phase === 'single' || phase === 'post') totals[`${side}_posted`] += amount
    if (phase === 'pending' && ended === null) totals[`${side}_pending`] += amount
  }
  return totals
}

/** Names of the totals that are not what the rows say, for an alarm: the database keeps them so that there is none. */
export const wrongTotals = (rows: StoredTransfer[], account: string, stored: Totals): (keyof Totals)[] => {
  const right = recomputeTotals(rows, account)
  return (Object.keys(right) as (keyof Totals)[]).filter((name) => right[name] !== stored[name])
}
