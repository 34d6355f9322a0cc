import { addMonths, dayOf, momentOf, monthOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Database, Row, Statement, StatementResult } from '../../kernel/database.ts'
import { holdingsByKind } from '../../kernel/ledger-reads.server.ts'
import type { Holding } from '../points/publish.ts'
import {
  type MonthlyFlow,
  monthsBetween,
  type PublishedDifference,
  type PublishedMonth,
  publishedDifferences,
  publishedMonths,
} from './account.ts'
import { accountRememberedMs } from './limits.ts'

export interface PublishedAccount {
  months: PublishedMonth[]
  /** The month that is not over. */
  unfinished: string
  differences: PublishedDifference[]
  made_at: number
}

/** Years of books at most; older entries count in the first month. */
const mostMonths = 60

const startsOf = (last: string, timeZone: string) =>
  monthsBetween(addMonths(last, -mostMonths), last).map((month) => ({ month, at: momentOf(`${month}-01 00:00`, timeZone) }))

/** All that moved, by month and kind of account, in one walk through the books. */
const monthlyFlows = (starts: { at: number }[]): Statement => ({
  sql: `SELECT place, unit, from_kind, to_kind, SUM(amount) AS amount, COUNT(DISTINCT household) AS households FROM (
      SELECT (${starts.map((_, place) => `(transfer.at >= :start_${letters(place)})`).join(' + ')}) AS place, transfer.unit, payer.kind AS from_kind,
        payee.kind AS to_kind, transfer.amount, CASE 'household' WHEN payee.kind THEN payee.owner WHEN payer.kind THEN payer.owner END AS household
      FROM ledger_transfers AS transfer JOIN ledger_accounts AS payer ON payer.id = transfer.debit_account
        JOIN ledger_accounts AS payee ON payee.id = transfer.credit_account
      WHERE transfer.phase IN ('single', 'post'))
    GROUP BY place, unit, from_kind, to_kind`,
  args: Object.fromEntries(starts.map(({ at }, place) => [`start_${letters(place)}`, at])),
})

/** A name of a parameter is letters only. */
const letters = (place: number) => String.fromCharCode(97 + Math.floor(place / 26), 97 + (place % 26))

export const accountStatements = (now: number, timeZone: string): Statement[] => [
  monthlyFlows(startsOf(monthOf(dayOf(now, timeZone)), timeZone)),
  holdingsByKind(),
]

const flowOf = (row: Row, months: string[]): MonthlyFlow => ({
  month: months[Math.max(0, Number(row['place']) - 1)] ?? '',
  unit: String(row['unit']),
  from_kind: String(row['from_kind']),
  to_kind: String(row['to_kind']),
  amount: Number(row['amount']),
  households: Number(row['households']),
})

export const readAccount = ({ catalogue, now }: RequestContext, results: StatementResult[]): PublishedAccount => {
  const zone = catalogue.site.time_zone
  const unfinished = monthOf(dayOf(now, zone))
  const months = startsOf(unfinished, zone).map(({ month }) => month)
  const flows = (results[0]?.rows ?? []).map((row) => flowOf(row, months))
  const holdings = (results[1]?.rows ?? []) as unknown as Holding[]
  return {
    months: publishedMonths(flows, unfinished, catalogue),
    unfinished,
    differences: publishedDifferences(flows, holdings, catalogue),
    made_at: now,
  }
}

const remembered = new WeakMap<Database, PublishedAccount>()

/** The published figures, at most a few minutes old, so that many readers cost one walk through the books. */
export const publishedAccount = async (context: RequestContext): Promise<PublishedAccount> => {
  const { database, now, catalogue } = context
  const known = remembered.get(database)
  if (known && known.made_at <= now && now < known.made_at + accountRememberedMs) return known
  const account = readAccount(context, await database.read(accountStatements(now, catalogue.site.time_zone)))
  remembered.set(database, account)
  return account
}
