import { addDays, addMonths, dayOf, momentOf, monthOf } from '../../kernel/calendar.ts'
import type { Database, Statement, StatementResult } from '../../kernel/database.ts'
import { recordTransfers } from '../../kernel/ledger.server.ts'
import type { StoredTransfer } from '../../kernel/ledger.ts'
import { entriesOf, readEntries, voidOverdue } from '../../kernel/ledger-reads.server.ts'
import { householdPoints } from './accounts.ts'
import { expireChain } from './chains.ts'
import type { EarnedSoFar } from './earning.ts'
import { pointsLastMonths } from './limits.ts'
import { lotsOf, pointsExpired } from './lots.ts'
import { effectiveOf } from './movements.ts'
import type { PointsKind } from './schema.ts'
import { standing } from './sql.server.ts'

export { livesIn, standing } from './sql.server.ts'

/** More rows than a household makes in a lifetime. */
const everyRow = 100_000

/** All rows of a household's points, for a statement. */
export const rowsOfHousehold = (household: string): Statement => entriesOf(householdPoints(household).id, { limit: everyRow })

/** The same of the household that an SQL expression finds. */
export const rowsOfHome = ({ sql, args }: Statement): Statement =>
  entriesOf({ sql: `('points/household/' || ${sql})`, args }, { limit: everyRow })

/** Rows a household has earned by a rule of the rates since a moment (epoch ms), waiting ones too, without those corrected or rejected. */
const weighed = `FROM ledger_transfers AS earned WHERE credit_account = :cap_account AND at >= :cap_month AND kind = 'earn' AND rule <> ''
  AND ${standing}`

const capArgs = (household: string, today: number, month: number) => ({
  cap_account: householdPoints(household).id,
  cap_today: today,
  cap_month: month,
})

/** What counts against the caps of the day and the month that began at these moments (epoch ms). */
export const earnedSoFar = (household: string, today: number, month: number): Statement => ({
  sql: `SELECT rule, SUM(amount) AS month, SUM(CASE WHEN at >= :cap_today THEN amount ELSE 0 END) AS today ${weighed} GROUP BY rule`,
  args: capArgs(household, today, month),
})

export const readEarnedSoFar = (result: StatementResult | undefined): EarnedSoFar => {
  const earned: EarnedSoFar = { today: 0, month: 0, today_by_rule: {} }
  for (const { rule, month, today } of result?.rows ?? []) {
    earned.month += Number(month)
    earned.today += Number(today)
    earned.today_by_rule[String(rule)] = Number(today)
  }
  return earned
}

/**
 * The condition of an earning that nothing has been earned or corrected since it was calculated; of two stations at once one must count
 * again. The day has no more than the month, so that what was earned in the month says it all.
 */
export const earnedStill = (household: string, today: number, month: number, earned: EarnedSoFar): Statement => ({
  sql: `COALESCE((SELECT SUM(amount) ${weighed}), 0) = :cap_earned`,
  args: { ...capArgs(household, today, month), cap_earned: earned.month },
})

/** 占用到期: what was reserved and not collected in time returns; returns how many rows. */
export const returnOverdue = (database: Database, now: number) => voidOverdue(database, 'lapse' satisfies PointsKind, 'job', now)

const looked = "EXISTS (SELECT 1 FROM job_runs WHERE job = 'expiryOfTheDay' AND at >= :day AND at < :next_day)"

/** When a day began and the next one begins, epoch ms. */
interface Day {
  day: number
  next_day: number
}

/** Whether this day was looked through to the end already, or there is nobody to look at. */
const lookedThrough = (day: Day): Statement => ({
  sql: `SELECT ${looked} OR NOT EXISTS (SELECT 1 FROM ledger_accounts WHERE unit = 'points' AND kind = 'household') AS done`,
  args: { ...day },
})

const noteLookedThrough = (day: Day, now: number, expired: number): Statement => ({
  sql: `INSERT INTO job_runs (job, at, rows) SELECT 'expiryOfTheDay', :now, :expired WHERE NOT ${looked}`,
  args: { ...day, now, expired },
})

/** Households that may hold points earned before the moment: what they can use is more than what they earned since. None on a day that is done. */
const householdsWithOldPoints = (before: number, day: Day): Statement => ({
  sql: `SELECT owner FROM ledger_accounts AS account WHERE NOT ${looked} AND unit = 'points' AND kind = 'household'
      AND credits_posted - debits_posted - debits_pending > COALESCE((SELECT SUM(amount) FROM ledger_transfers AS earned
        WHERE credit_account = account.id AND at >= :before AND phase IN ('single', 'post') AND reverses IS NULL
          AND NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = earned.id)), 0)`,
  args: { ...day, before },
})

/** The account is as it was read: nothing has moved it since. */
const unmoved = (household: string, rows: StoredTransfer[]): Statement => ({
  sql: '(SELECT moved_by FROM ledger_accounts WHERE id = :expiring_account) = :expiring_seen',
  args: { expiring_account: householdPoints(household).id, expiring_seen: rows[0]?.number ?? 0 },
})

type Expiry = 'expired' | 'nothing to do' | 'overtaken'

/** A request key of the day, so that two runs at the same moment take a household's points once. */
const expireHousehold = async (database: Database, household: string, now: number, timeZone: string): Promise<Expiry> => {
  const today = dayOf(now, timeZone)
  const rows = readEntries((await database.read([rowsOfHousehold(household)]))[0])
  const points = pointsExpired(lotsOf(effectiveOf(rows, householdPoints(household).id), timeZone, pointsLastMonths), today)
  if (points === 0) return 'nothing to do'
  const request = { key: `expire:${household}:${today}`, digest: '', actor: 'job', now }
  const taken = await recordTransfers(database, expireChain(request, household, points), unmoved(household, rows))
  if (!taken.ok) return 'overtaken'
  return taken.value[0]?.at === now ? 'expired' : 'nothing to do'
}

/**
 * 到期: takes the points whose last day has passed. Returns for how many households. Last days pass at midnight, so every household is
 * looked at once a day, in the first run of it; after that a run is one small read. One that redeems at the same moment makes the next
 * run look again; old points that come back later in the day go the day after.
 */
export const expirePoints = async (database: Database, now: number, timeZone: string) => {
  const today = dayOf(now, timeZone)
  const day = { day: momentOf(`${today} 00:00`, timeZone), next_day: momentOf(`${addDays(today, 1)} 00:00`, timeZone) }
  const before = momentOf(`${addMonths(monthOf(today), -pointsLastMonths)}-01 00:00`, timeZone)
  const [state, found] = await database.read([lookedThrough(day), householdsWithOldPoints(before, day)])
  if (state?.rows[0]?.['done'] === 1) return 0
  const outcomes: Expiry[] = []
  for (const row of found?.rows ?? []) outcomes.push(await expireHousehold(database, String(row['owner']), now, timeZone))
  const expired = outcomes.filter((one) => one === 'expired').length
  if (!outcomes.includes('overtaken')) await database.write([noteLookedThrough(day, now, expired)])
  return expired
}
