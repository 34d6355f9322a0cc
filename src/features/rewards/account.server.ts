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

/** All that moved since a moment (epoch ms), by month and kind of account, in one walk through that part of the books. */
const monthlyFlows = (starts: { at: number }[], since: number): Statement => ({
  sql: `SELECT place, unit, from_kind, to_kind, SUM(amount) AS amount, COUNT(DISTINCT household) AS households FROM (
      SELECT (${starts.map((_, place) => `(transfer.at >= :start_${letters(place)})`).join(' + ')}) AS place, transfer.unit, payer.kind AS from_kind,
        payee.kind AS to_kind, transfer.amount, CASE 'household' WHEN payee.kind THEN payee.owner WHEN payer.kind THEN payer.owner END AS household
      FROM ledger_transfers AS transfer JOIN ledger_accounts AS payer ON payer.id = transfer.debit_account
        JOIN ledger_accounts AS payee ON payee.id = transfer.credit_account
      WHERE transfer.at >= :since AND transfer.phase IN ('single', 'post'))
    GROUP BY place, unit, from_kind, to_kind`,
  args: { since, ...Object.fromEntries(starts.map(({ at }, place) => [`start_${letters(place)}`, at])) },
})

/** A name of a parameter is letters only. */
const letters = (place: number) => String.fromCharCode(97 + Math.floor(place / 26), 97 + (place % 26))

/** Everything that moved since a moment, and what the accounts hold. */
export const accountStatements = (now: number, timeZone: string, since = 0): Statement[] => [
  monthlyFlows(startsOf(monthOf(dayOf(now, timeZone)), timeZone), since),
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

const flowsIn = (results: StatementResult[], { catalogue, now }: RequestContext): MonthlyFlow[] => {
  const zone = catalogue.site.time_zone
  const months = startsOf(monthOf(dayOf(now, zone)), zone).map(({ month }) => month)
  return (results[0]?.rows ?? []).map((row) => flowOf(row, months))
}

/** The figures of what `accountStatements` gave back; `earlier` is what moved before it began. */
export const readAccount = (context: RequestContext, results: StatementResult[], earlier: MonthlyFlow[] = []): PublishedAccount => {
  const { catalogue, now } = context
  const unfinished = monthOf(dayOf(now, catalogue.site.time_zone))
  const flows = [...earlier, ...flowsIn(results, context)]
  const holdings = (results[1]?.rows ?? []) as unknown as Holding[]
  return {
    months: publishedMonths(flows, unfinished, catalogue),
    unfinished,
    differences: publishedDifferences(flows, holdings, catalogue),
    made_at: now,
  }
}

/** What moved before a month that is over, which nothing changes any more: rows are only added, and under the clock. */
interface Finished {
  before: string
  flows: MonthlyFlow[]
}

const remembered = new WeakMap<Database, { account: PublishedAccount; finished: Finished }>()

/** An act that began in the last minutes of a month may be written in the next. */
const latenessMs = 3_600_000

/**
 * The published figures, at most a few minutes old, so that many readers cost one walk through the books; and a process that has seen the
 * months that are over walks through the last one only.
 */
export const publishedAccount = async (context: RequestContext): Promise<PublishedAccount> => {
  const { database, now, catalogue } = context
  const zone = catalogue.site.time_zone
  const known = remembered.get(database)
  if (known && known.account.made_at <= now && now < known.account.made_at + accountRememberedMs) return known.account
  const before = monthOf(dayOf(now - latenessMs, zone))
  const earlier = known && known.finished.before <= before ? known.finished : { before: '', flows: [] }
  const since = earlier.before === '' ? 0 : momentOf(`${earlier.before}-01 00:00`, zone)
  const results = await database.read(accountStatements(now, zone, since))
  const account = readAccount(context, results, earlier.flows)
  const flows = [...earlier.flows, ...flowsIn(results, context)].filter(({ month }) => month < before)
  remembered.set(database, { account, finished: { before, flows } })
  return account
}
