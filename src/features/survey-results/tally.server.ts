import type { Database, Row, Statement, StatementResult } from '../../kernel/database.ts'
import { everyQuestion } from '../surveys/progress.ts'
import type { CatalogueSurvey, Question } from '../surveys/schema.ts'
import { textQuestions } from '../surveys/store.server.ts'
import { readCame, recount, type Tally } from './tally.ts'
import { groupsOf } from './tally-groups.ts'

const countedGroups = (survey: CatalogueSurvey): Question[][] => {
  const texts = new Set(textQuestions(survey))
  return groupsOf(everyQuestion(survey).filter(({ id }) => !texts.has(id)))
}

const columnOf = (place: number) => `answer_${String.fromCharCode(97 + place)}`

/** How often each answer to some questions was given together. */
const countGroup = (survey: string, group: Question[]): Statement => {
  const columns = group.map((_, place) => columnOf(place))
  return {
    sql: `SELECT ${columns.map((column) => `answers -> :path_${column} AS ${column}`).join(', ')}, COUNT(*) AS times
      FROM survey_responses WHERE survey = :survey GROUP BY ${columns.join(', ')}`,
    args: { survey, ...Object.fromEntries(group.map(({ id }, place) => [`path_${columnOf(place)}`, `$.${id}`])) },
  }
}

/** Counts a survey by its sets of answers, in the database: what comes back grows with the questions, not with those who answered. */
export const tallying = (survey: CatalogueSurvey): Statement[] => [
  {
    sql: `SELECT channel, booth, version, COUNT(*) AS times FROM survey_responses WHERE survey = :survey GROUP BY channel, booth, version`,
    args: { survey: survey.slug },
  },
  { sql: 'SELECT COUNT(*) AS times FROM survey_participations WHERE survey = :survey', args: { survey: survey.slug } },
  ...countedGroups(survey).map((group) => countGroup(survey.slug, group)),
]

const answersOf = (group: Question[], row: Row) =>
  Object.fromEntries(
    group.flatMap(({ id }, place) => {
      const answer = row[columnOf(place)]
      return answer === null || answer === undefined ? [] : [[id, JSON.parse(String(answer))]]
    }),
  )

/** What `tallying` found. */
export const tallied = (survey: CatalogueSurvey, [came, taken, ...counted]: StatementResult[]): Tally => {
  const sets = countedGroups(survey).flatMap((group, place) =>
    (counted[place]?.rows ?? []).map((row) => ({ answers: answersOf(group, row), times: Number(row['times']) })),
  )
  return { came: (came?.rows ?? []).map(readCame), answers: recount(sets), taken_part: Number(taken?.rows[0]?.['times'] ?? 0) }
}

export const readTally = async (database: Database, survey: CatalogueSurvey) => tallied(survey, await database.read(tallying(survey)))
