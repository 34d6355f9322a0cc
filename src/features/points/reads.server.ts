import { dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Statement, StatementResult } from '../../kernel/database.ts'
import { readEntries } from '../../kernel/ledger-reads.server.ts'
import { householdPoints } from './accounts.ts'
import { whoActs, worksOf } from './names.server.ts'
import { rowsOfHome } from './store.server.ts'
import { type StatementView, statementInWords } from './views.ts'

export { namesOf, whoActs } from './names.server.ts'

/** 积分单 of the household that an SQL expression finds: two statements of a read. */
export const statementOfHome = (home: Statement): [Statement, Statement] => [rowsOfHome(home), whoActs()]

/** What they read, as its residents see it: in words, with the work of whoever acted in place of a name. Empty without a household. */
export const readStatementOfHome = (
  [rows, names]: (StatementResult | undefined)[],
  household: string | null,
  { catalogue, now }: Pick<RequestContext, 'catalogue' | 'now'>,
): StatementView => {
  const { time_zone } = catalogue.site
  const account = household === null ? '' : householdPoints(household).id
  return statementInWords(readEntries(rows), account, dayOf(now, time_zone), time_zone, catalogue, worksOf(names))
}
