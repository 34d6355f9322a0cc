import type { CatalogueRate } from '../../catalogue.ts'
import { addDays, dayOf } from '../../kernel/calendar.ts'
import type { Database, Row, Statement } from '../../kernel/database.ts'
import { recordTransfers } from '../../kernel/ledger.server.ts'
import { homeOfStaff } from '../staff/reads.server.ts'
import { correctChain, earnChain } from './chains.ts'
import { versionOn } from './in-force.ts'

/** Who came may be written down, and put right, for so many days. */
const marksLastDays = 60

/** One household at one occurrence whose entry is not what the last marks say: `mark` is the number of the newest, `entry` what stands. */
interface Unsettled {
  activity: string
  occurrence: string
  household: string
  came: boolean
  mark: number
  entry: string | null
}

/** The mark was made by one of the household itself: that earns nothing until somebody else has looked. */
const markedAtHome = `COALESCE(signups.household = ${homeOfStaff("substr(marks.actor, length('staff:') + 1)")}, false)`

/** An occurrence's id is its first day. */
const unsettled = (activities: string[], since: string): Statement => ({
  sql: `WITH who AS (
      SELECT signups.activity, signups.occurrence, signups.household, MAX(marks.number) AS mark,
        MAX(marks.came_places > 0 AND signups.cancelled_at IS NULL AND NOT ${markedAtHome}) AS came
      FROM signups JOIN attendance_marks AS marks ON marks.number = (SELECT MAX(number) FROM attendance_marks WHERE signup = signups.id)
        JOIN households ON households.id = signups.household AND households.ended_at IS NULL
      WHERE signups.occurrence >= :since AND signups.activity IN (SELECT value FROM json_each(:activities))
      GROUP BY signups.activity, signups.occurrence, signups.household),
    settled AS (SELECT who.*, (SELECT id FROM ledger_transfers AS earned WHERE credit_account = 'points/household/' || who.household
        AND kind = 'attend' AND detail = who.activity || ' ' || who.occurrence
        AND NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = earned.id)) AS entry FROM who)
    SELECT * FROM settled WHERE came = (entry IS NULL)`,
  args: { since, activities: JSON.stringify(activities) },
})

const readUnsettled = (row: Row): Unsettled => ({
  activity: String(row['activity']),
  occurrence: String(row['occurrence']),
  household: String(row['household']),
  came: row['came'] === 1,
  mark: Number(row['mark']),
  entry: row['entry'] === null ? null : String(row['entry']),
})

/** What a household gets for coming, by the version of the day; null where coming earns nothing. */
const earnedBy = ({ activity, occurrence, household }: Unsettled, rates: CatalogueRate[]) => {
  const version = versionOn(rates, occurrence)
  const rule = version?.activity_attendance
  if (!version || !rule?.activities.includes(activity)) return null
  return { household, points: rule.points, rule: version.version, kind: 'attend' as const, detail: `${activity} ${occurrence}` }
}

/** An entry of a household and occurrence that is not corrected: at two runs at once only one is written. */
const notYet = ({ activity, occurrence, household }: Unsettled): Statement => ({
  sql: `NOT EXISTS (SELECT 1 FROM ledger_transfers AS earned WHERE credit_account = :coming_account AND kind = 'attend' AND detail = :coming_to
    AND NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = earned.id))`,
  args: { coming_account: `points/household/${household}`, coming_to: `${activity} ${occurrence}` },
})

const settle = async (database: Database, one: Unsettled, rates: CatalogueRate[], now: number) => {
  const key = `attendance:${one.household}:${one.mark}`
  if (one.entry !== null) return recordTransfers(database, correctChain({ key, digest: '', actor: 'job', now }, one.entry, false))
  const earning = earnedBy(one, rates)
  return earning && recordTransfers(database, earnChain({ key, digest: '', actor: 'job', now }, earning), notYet(one))
}

/**
 * 来了得分: brings what residents' households have earned by coming to what the last marks say: once for each household and occurrence
 * under the version of that day, and back if the mark goes back to nobody. Returns how many entries were made. What a household has spent
 * already stays until it has as much again.
 */
export const settleAttendance = async (database: Database, rates: CatalogueRate[], now: number, timeZone: string) => {
  const activities = [...new Set(rates.flatMap(({ activity_attendance }) => activity_attendance?.activities ?? []))]
  if (activities.length === 0) return 0
  const [found] = await database.read([unsettled(activities, addDays(dayOf(now, timeZone), -marksLastDays))])
  let made = 0
  for (const row of found?.rows ?? []) {
    const settled = await settle(database, readUnsettled(row), rates, now)
    if (settled?.ok) made++
  }
  return made
}
