import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { channels } from './schema.ts'

/*
 * Anonymity by separation. Who has taken part is in `survey_participations`, what was answered in `survey_responses` and `survey_texts`.
 * They have no column in common but the survey, keep no time, and are WITHOUT ROWID under keys that are random to whoever has no secret,
 * so that neither an order nor a row number joins them. A text does not even say to which answers it belongs, unless names are taken.
 */

/** What was asked, as it stood when somebody answered. */
export const surveyVersions = sqliteTable(
  'survey_versions',
  { survey: text().notNull(), version: text().notNull(), definition: text().notNull() },
  (one) => [primaryKey({ columns: [one.survey, one.version] }), check('a_definition_is_json', sql`json_valid(${one.definition})`)],
)

/**
 * One row for each who has taken part. `voter` is a keyed fingerprint of the survey and the household, the resident, the device or the
 * paper; `receipt` one of the request, so that a repeated request knows itself again.
 */
export const surveyParticipations = sqliteTable(
  'survey_participations',
  { survey: text().notNull(), voter: text().notNull(), receipt: text().notNull() },
  (one) => [primaryKey({ columns: [one.survey, one.voter] })],
)

/** One row for each set of answers. `voter` only where names are taken: `household:<id>`, `resident:<id>`, or `code:<fingerprint of the voter>` of a printed code or a paper. */
export const surveyResponses = sqliteTable(
  'survey_responses',
  {
    id: text().primaryKey(),
    survey: text().notNull(),
    version: text().notNull(),
    channel: text({ enum: channels }).notNull(),
    booth: text(),
    answers: text().notNull(),
    voter: text(),
  },
  (one) => [
    index('responses_to_a_survey').on(one.survey),
    check('answers_are_json', sql`json_valid(${one.answers})`),
    check('a_channel_is_known', sql`${one.channel} IN ('online', 'desk', 'paper')`),
  ],
)

/** A text in somebody's own words, sealed to its id. Shown to nobody but stewards until one of them has let it through. `response` only where names are taken. */
export const surveyTexts = sqliteTable(
  'survey_texts',
  {
    id: text().primaryKey(),
    survey: text().notNull(),
    version: text().notNull(),
    question: text().notNull(),
    text: text().notNull(),
    response: text(),
    shown: integer(),
    decided_at: integer(),
    decided_by: text(),
    need: text(),
  },
  (one) => [
    index('texts_of_a_survey').on(one.survey, one.question),
    check(
      'a_decision_is_attributed',
      sql`(${one.shown} IS NULL) = (${one.decided_at} IS NULL) AND (${one.shown} IS NULL) = (${one.decided_by} IS NULL)`,
    ),
    check('shown_or_not', sql`${one.shown} IN (0, 1)`),
  ],
)

/** 需求: what several texts come to, in a steward's words. */
export const surveyNeeds = sqliteTable('survey_needs', {
  id: text().primaryKey(),
  survey: text().notNull(),
  title: text().notNull(),
  created_at: integer().notNull(),
  created_by: text().notNull(),
  ended_at: integer(),
})

/** 答题码: printed, for one use. `code` and `voter` are keyed fingerprints; the day is kept, not the minute. */
export const surveyCodes = sqliteTable(
  'survey_codes',
  {
    survey: text().notNull(),
    code: text().notNull(),
    voter: text().notNull(),
    issued_on: text().notNull(),
    issued_by: text().notNull(),
    revoked_on: text(),
  },
  (one) => [
    primaryKey({ columns: [one.survey, one.code] }),
    uniqueIndex('one_code_a_voter').on(one.survey, one.voter).where(sql`revoked_on IS NULL`),
  ],
)

/** Answers that are not handed in yet, sealed to the code under which one goes on. Gone when they are handed in, or after `expires_on`. */
export const surveyDrafts = sqliteTable(
  'survey_drafts',
  {
    code: text().primaryKey(),
    survey: text().notNull(),
    version: text().notNull(),
    fields: text().notNull(),
    expires_on: text().notNull(),
  },
  (one) => [index('drafts_by_age').on(one.expires_on)],
)

/** A paper typed in: twice, by two people, sealed; gone when both are merged into a response. `paper` is a keyed fingerprint of its code or number. */
export const surveyPaperEntries = sqliteTable(
  'survey_paper_entries',
  {
    survey: text().notNull(),
    paper: text().notNull(),
    turn: integer().notNull(),
    version: text().notNull(),
    booth: text(),
    answers: text().notNull(),
    entered_by: text().notNull(),
    entered_on: text().notNull(),
  },
  (one) => [primaryKey({ columns: [one.survey, one.paper, one.turn] }), check('a_paper_is_entered_twice', sql`${one.turn} IN (1, 2)`)],
)

/** The published result of a closed survey, as it was published. */
export const surveyResults = sqliteTable(
  'survey_results',
  { survey: text().primaryKey(), published_at: integer().notNull(), published_by: text().notNull(), result: text().notNull() },
  (one) => [check('a_result_is_json', sql`json_valid(${one.result})`)],
)
