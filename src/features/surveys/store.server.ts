import type { SqlValue, Statement, StatementResult } from '../../kernel/database.ts'
import { isText } from './limits.ts'
import { everyQuestion } from './progress.ts'
import type { Answers, CatalogueSurvey, Channel, Definition } from './schema.ts'

export { openText } from './voter.server.ts'

/** A set of answers to be counted once. */
export interface NewResponse {
  /** Random, made anew for each request: nothing else may lead to it. */
  id: string
  channel: Channel
  /** The 投票点 of a ballot. */
  booth: string | null
  /** Sound answers to what is asked, as `courseOf` leaves them. */
  answers: Answers
  /** For each text among them, sealed to its id (`sealTexts`). */
  texts: SealedText[]
}

export interface SealedText {
  id: string
  question: string
  text: string
}

/**
 * Who takes part. `sql` is the keyed fingerprint of the voter, or null when they may not at this moment (`SELECT …` in brackets, or a
 * parameter): it decides in the transaction. `named` is what a survey that takes names stores.
 */
export interface Voter {
  sql: string
  args: Record<string, SqlValue>
  named: string | null
}

/** The ids of a survey's questions that are answered in one's own words; those answers are kept apart. */
export const textQuestions = (definition: Pick<Definition, 'sections'>) =>
  everyQuestion(definition)
    .filter(isText)
    .map(({ id }) => id)

const definitionOf = ({ title, respondents, naming, sections }: CatalogueSurvey): Definition => ({ title, respondents, naming, sections })

const published = 'EXISTS (SELECT 1 FROM survey_results WHERE survey_results.survey = :survey)'

/**
 * Counts a set of answers, in one batch: the wording, who takes part, then the answers, which are stored only if this very batch was the
 * first of this voter. Repeating it writes nothing. `receipt` is a keyed fingerprint of the request's key. Read the results by `recorded`.
 */
export const recording = (survey: CatalogueSurvey, voter: Voter, response: NewResponse, receipt: string): Statement[] => {
  const { slug, version, naming } = survey
  const texts = new Set(textQuestions(survey))
  const answers = Object.fromEntries(Object.entries(response.answers).filter(([question]) => !texts.has(question)))
  const named = naming === '记名'
  const args = { survey: slug, version, response: response.id }
  return [
    {
      sql: 'INSERT INTO survey_versions (survey, version, definition) VALUES (:survey, :version, :definition) ON CONFLICT DO NOTHING',
      args: { ...args, definition: JSON.stringify(definitionOf(survey)) },
    },
    {
      sql: `INSERT INTO survey_participations (survey, voter, receipt)
        SELECT :survey, voter, :receipt FROM (SELECT ${voter.sql} AS voter) WHERE voter IS NOT NULL AND NOT ${published} ON CONFLICT DO NOTHING`,
      args: { ...voter.args, survey: slug, receipt },
    },
    {
      sql: `INSERT INTO survey_responses (id, survey, version, channel, booth, answers, voter)
        SELECT :response, :survey, :version, :channel, :booth, :answers, :named WHERE changes() = 1`,
      args: {
        ...args,
        channel: response.channel,
        booth: response.booth,
        answers: JSON.stringify(answers),
        named: named ? voter.named : null,
      },
    },
    {
      sql: `INSERT INTO survey_texts (id, survey, version, question, text, response)
        SELECT value ->> 'id', :survey, :version, value ->> 'question', value ->> 'text', ${named ? ':response' : 'NULL'}
        FROM json_each(:texts) WHERE EXISTS (SELECT 1 FROM survey_responses WHERE id = :response) ON CONFLICT DO NOTHING`,
      args: { ...args, texts: JSON.stringify(response.texts) },
    },
    {
      sql: `SELECT voter.voter IS NOT NULL AS may, participation.receipt = :receipt AS mine, ${published} AS published
        FROM (SELECT ${voter.sql} AS voter) AS voter
        LEFT JOIN survey_participations AS participation ON participation.survey = :survey AND participation.voter = voter.voter`,
      args: { ...voter.args, survey: slug, receipt },
    },
  ]
}

/** How many statements `recording` has, for whoever puts it into a longer batch. */
export const recordingStatements = 5

/** What came of `recording`: `counted` also for the repetition of a request that was counted; once the result is published nothing more is. */
export const recorded = (results: StatementResult[]): 'counted' | 'counted_before' | 'not_allowed' | 'published' => {
  const row = results[recordingStatements - 1]?.rows[0]
  if (row?.['mine'] === 1) return 'counted'
  if (row?.['published'] === 1) return 'published'
  return row?.['may'] === 1 ? 'counted_before' : 'not_allowed'
}
