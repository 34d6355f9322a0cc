import type { Database, Statement, StatementResult } from '../../kernel/database.ts'
import { readCame, readTimes, type Tally } from './tally.ts'

/** Counts a survey by its sets of answers, in the database: what comes back grows with the questions, not with those who answered. */
export const tallying = (survey: string): Statement[] => [
  {
    sql: `SELECT channel, booth, version, COUNT(*) AS times FROM survey_responses WHERE survey = :survey GROUP BY channel, booth, version`,
    args: { survey },
  },
  {
    sql: `SELECT question, part, value, COUNT(*) AS times FROM (
        SELECT one.key AS question, '' AS part, one.value AS value FROM survey_responses JOIN json_each(answers) AS one
          WHERE survey = :survey AND one.type NOT IN ('array', 'object')
        UNION ALL
        SELECT one.key, many.key, many.value FROM survey_responses JOIN json_each(answers) AS one JOIN json_each(one.value) AS many
          WHERE survey = :survey AND one.type IN ('array', 'object')
      ) GROUP BY question, part, value`,
    args: { survey },
  },
  { sql: 'SELECT COUNT(*) AS times FROM survey_participations WHERE survey = :survey', args: { survey } },
]

export const tallied = ([came, answers, taken]: StatementResult[]): Tally => ({
  came: (came?.rows ?? []).map(readCame),
  answers: (answers?.rows ?? []).map(readTimes),
  taken_part: Number(taken?.rows[0]?.['times'] ?? 0),
})

export const readTally = async (database: Database, survey: string) => tallied(await database.read(tallying(survey)))
