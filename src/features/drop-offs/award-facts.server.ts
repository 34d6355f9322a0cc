import { dayOf, momentOf, monthOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Statement, StatementResult } from '../../kernel/database.ts'
import { transferColumns } from '../../kernel/ledger.server.ts'
import { availableOf, type StoredTransfer } from '../../kernel/ledger.ts'
import { balanceOf, readBalance } from '../../kernel/ledger-reads.server.ts'
import { type Door, doorInWords } from '../members/door.ts'
import { householdPoints } from '../points/accounts.ts'
import type { EarnedSoFar } from '../points/earning.ts'
import { earnedSoFar, livesIn, readEarnedSoFar } from '../points/store.server.ts'
import { givenSince } from './sql.server.ts'

/** Who gives points: a member of staff, or a device, which lives nowhere. `read` and `write` go to the database as they may. */
export interface Giver {
  actor: string
  staff: string | null
  read(statements: Statement[]): Promise<StatementResult[]>
  write(statements: Statement[]): Promise<StatementResult[]>
}

/** A household as whoever gives points may see it. */
export interface Home {
  id: string
  door: string
  available: number
}

/** What the database says of a household, of whoever gives, and of the request. */
export interface Facts {
  home: Home | null
  is_own: boolean
  earned: EarnedSoFar
  given: number
  entries: StoredTransfer[]
}

const startOf = (day: string, timeZone: string) => momentOf(`${day} 00:00`, timeZone)

/** The day of a request, and when it and its month began. */
export const timesOf = ({ catalogue, now }: RequestContext) => {
  const { time_zone } = catalogue.site
  const day = dayOf(now, time_zone)
  return { day, today: startOf(day, time_zone), month: startOf(`${monthOf(day)}-01`, time_zone) }
}

/** The rows a request has written. */
export const rowsOfRequest = (key: string): Statement => ({
  sql: `SELECT ${transferColumns} FROM ledger_transfers WHERE id = :request OR (id > :request || '/' AND id < :request || '0') ORDER BY number`,
  args: { request: key },
})

export const factsOf = (context: RequestContext, giver: Giver, household: string, key: string): Statement[] => {
  const { today, month } = timesOf(context)
  return [
    {
      sql: `SELECT id, building, unit, room, ${livesIn('households.id')} AS is_own FROM households WHERE id = :household AND ended_at IS NULL`,
      args: { household, giver_staff: giver.staff },
    },
    balanceOf(householdPoints(household).id),
    earnedSoFar(household, today, month),
    givenSince(giver.actor, today),
    rowsOfRequest(key),
  ]
}

export const readFacts = ([home, balance, earned, given, entries]: StatementResult[]): Facts => {
  const row = home?.rows[0]
  const available = availableOf(readBalance(balance))
  return {
    home: row ? { id: String(row['id']), door: doorInWords(row as unknown as Door), available } : null,
    is_own: row?.['is_own'] === 1,
    earned: readEarnedSoFar(earned),
    given: Number(given?.rows[0]?.['given']),
    entries: (entries?.rows ?? []) as unknown as StoredTransfer[],
  }
}
