import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export { occurrenceChanges } from '../../src/features/activities/table.server.ts'
export { devices } from '../../src/features/drop-offs/table.server.ts'
export { pageFeedback } from '../../src/features/feedback/table.server.ts'
export {
  householdEvents,
  households,
  representations,
  residentCards,
  residents,
  residentTags,
} from '../../src/features/members/table.server.ts'
export { redemptions } from '../../src/features/rewards/table.server.ts'
export { searchMisses, searchMissTexts } from '../../src/features/search/table.server.ts'
export { sessions } from '../../src/features/sessions/table.server.ts'
export { signinCodes } from '../../src/features/signin/table.server.ts'
export { attendanceMarks, signupEvents, signupPools, signups } from '../../src/features/signups/table.server.ts'
export { auditLog, staff, staffPasskeys } from '../../src/features/staff/table.server.ts'
export {
  surveyCodes,
  surveyDrafts,
  surveyNeeds,
  surveyPaperEntries,
  surveyParticipations,
  surveyResponses,
  surveyResults,
  surveyTexts,
  surveyVersions,
} from '../../src/features/surveys/table.server.ts'
export { ledgerAccounts, ledgerHolds, ledgerTransfers } from '../../src/kernel/ledger-table.server.ts'

/** How often something was tried in a stretch of time, by fingerprint of who tried. Rows die with their window. */
export const attempts = sqliteTable(
  'attempts',
  {
    kind: text().notNull(),
    who: text().notNull(),
    window_start: integer().notNull(),
    tries: integer().notNull(),
  },
  (attempt) => [
    primaryKey({ columns: [attempt.kind, attempt.who, attempt.window_start] }),
    index('attempts_by_age').on(attempt.window_start),
  ],
)

/** What the scheduled jobs did, in counts only. */
export const jobRuns = sqliteTable(
  'job_runs',
  {
    number: integer().primaryKey({ autoIncrement: true }),
    job: text().notNull(),
    at: integer().notNull(),
    rows: integer().notNull(),
  },
  (run) => [index('runs_of_a_job').on(run.job, run.at)],
)
