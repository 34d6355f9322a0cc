import type { Catalogue } from '../../src/catalogue.ts'
import { withChanges } from '../../src/features/activities/changes.ts'
import { readChanges } from '../../src/features/activities/store.server.ts'
import { deleteLeftResidents } from '../../src/features/members/store.server.ts'
import { settleAttendance } from '../../src/features/points/attendance.server.ts'
import { carryMergedPoints } from '../../src/features/points/merged.server.ts'
import { expirePoints, returnOverdue } from '../../src/features/points/store.server.ts'
import { forgetMisses } from '../../src/features/search/store.server.ts'
import { deleteOldSessions } from '../../src/features/sessions/upkeep.server.ts'
import { deleteOldCodes } from '../../src/features/signin/upkeep.server.ts'
import { needsSettling } from '../../src/features/signups/definition.ts'
import { forgetHistory, purgeContacts, readDefinedPools, settlePools } from '../../src/features/signups/upkeep.server.ts'
import { signupWindow } from '../../src/features/signups/window.ts'
import { deleteOldPapers } from '../../src/features/survey-desk/paper.server.ts'
import { deleteOldDrafts } from '../../src/features/surveys/draft.server.ts'
import { forgetAttempts } from '../../src/kernel/attempts.server.ts'
import { dayOf, msPerDay } from '../../src/kernel/calendar.ts'
import type { Database } from '../../src/kernel/database.ts'
import type { Host } from '../host.ts'
import { failureOf } from '../lines.ts'

interface JobContext {
  database: Database
  catalogue: Catalogue
  now: number
  backups: Host['backups']
}

/** An occurrence may be moved after its old time has come; later than this nobody moves it any more. */
const moveMaxMs = 60 * msPerDay

/**
 * Brings what the database knows of an occurrence to what the content and the desk say now, and gives places that became free by the
 * clock or by an editor's change to those who wait; returns how many parties got places.
 */
const waitingList = async ({ database, catalogue, now }: JobContext) => {
  const pools = await readDefinedPools(database, now - moveMaxMs)
  const activities = withChanges(catalogue.activities, await readChanges(database, now))
  const windows = pools.flatMap((pool) => {
    const window = signupWindow(activities, pool.activity, pool.occurrence)
    return window.ok && needsSettling(pool, window.value, now) ? [window.value] : []
  })
  return windows.length === 0 ? 0 : settlePools(database, windows, catalogue.site.retention_days.signup_contacts, now)
}

/** Deletes contact details whose day has come; returns how many signups. */
const retention = ({ database, now }: JobContext) => purgeContacts(database, now)

/** Returns how many signups are no longer linked to the residents they were of. */
const signupHistory = ({ database, catalogue, now }: JobContext) => {
  const { signup_contacts, signup_history } = catalogue.site.retention_days
  return forgetHistory(database, signup_contacts, signup_history, now)
}

/** Returns how many sets of answers were never handed in, and are no longer kept. */
const oldDrafts = ({ database, catalogue, now }: JobContext) => deleteOldDrafts(database, dayOf(now, catalogue.site.time_zone))

/** Returns how many times a paper was typed in that nobody counted, and are no longer kept. */
const oldPapers = ({ database, catalogue, now }: JobContext) => deleteOldPapers(database, dayOf(now, catalogue.site.time_zone))

const oldAttempts = async ({ database, now }: JobContext) => {
  const [result] = await database.write([forgetAttempts(now - msPerDay)])
  return result?.rows_written ?? 0
}

/** Returns how many sign-in codes whose day has come were deleted. */
const signinCodes = ({ database, catalogue, now }: JobContext) => deleteOldCodes(database, catalogue.site.retention_days.signin_codes, now)

/** Returns how many sessions that ended or expired long ago were deleted. */
const endedSessions = ({ database, catalogue, now }: JobContext) =>
  deleteOldSessions(database, catalogue.site.retention_days.ended_sessions, now)

/** Returns how many residents who left long ago were deleted. */
const leftResidents = ({ database, catalogue, now }: JobContext) =>
  deleteLeftResidents(database, catalogue.site.retention_days.left_residents, now)

/** Returns how many reservations of points and pieces were not collected in time and went back. */
const overdueReservations = ({ database, now }: JobContext) => returnOverdue(database, now)

/** Returns how many entries were made or taken back for coming to an activity. */
const attendancePoints = ({ database, catalogue, now }: JobContext) =>
  settleAttendance(database, catalogue.rates, now, catalogue.site.time_zone)

/** Returns from how many merged households points have gone along. */
const mergedPoints = ({ database, now }: JobContext) => carryMergedPoints(database, now)

/** Returns from how many households points have gone whose last day has passed. */
const expiredPoints = ({ database, catalogue, now }: JobContext) => expirePoints(database, now, catalogue.site.time_zone)

/** Returns how many rows were forgotten of searches without a result that nobody has repeated lately. */
const oldMisses = ({ database, catalogue, now }: JobContext) => forgetMisses(database, now, catalogue.site.time_zone)

/** Returns how many backups were made: one a day, where the host makes them. */
const dailyBackup = ({ backups, catalogue, now }: JobContext) => backups?.daily(dayOf(now, catalogue.site.time_zone)) ?? 0

const jobs = {
  waitingList,
  retention,
  signupHistory,
  signinCodes,
  endedSessions,
  leftResidents,
  overdueReservations,
  attendancePoints,
  mergedPoints,
  expiredPoints,
  oldAttempts,
  oldDrafts,
  oldPapers,
  oldMisses,
}

/** How often the jobs run; each is cheap when there is nothing to do and safe to run twice. */
export const jobsEveryMinutes = 10

/** One job that fails does not stop the next. What was done is kept in counts. */
const runEach = async (host: Host, catalogue: Catalogue, some: Record<string, (context: JobContext) => number | Promise<number>>) => {
  const context = { database: host.database(), catalogue, now: host.now(), backups: host.backups }
  for (const [job, run] of Object.entries(some)) {
    try {
      const rows = await run(context)
      host.metrics.jobDone(job, context.now)
      if (rows === 0) continue
      await context.database.write([
        { sql: 'INSERT INTO job_runs (job, at, rows) VALUES (:job, :now, :rows)', args: { job, now: context.now, rows } },
      ])
      host.log({ event: 'job', job, rows })
    } catch (error) {
      host.log({ event: 'job_failed', job, ...failureOf(error) })
    }
  }
}

export const runJobs = (host: Host, catalogue: Catalogue) => runEach(host, catalogue, jobs)

/** Apart from the other jobs, because nobody need wait for it before the site answers. */
export const runBackup = (host: Host, catalogue: Catalogue) => runEach(host, catalogue, { dailyBackup })
