import type { Row, Statement, StatementResult } from '../../kernel/database.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import type { NeedCount } from './needs.ts'
import { type Result, resultSchema } from './result.ts'

/** The published result of a survey. */
export const publishedResult = (survey: string): Statement => ({
  sql: 'SELECT result, published_at FROM survey_results WHERE survey = :survey',
  args: { survey },
})

export const readPublished = (found: StatementResult | undefined): { result: Result; published_at: number } | null => {
  const row: Row | undefined = found?.rows[0]
  if (!row) return null
  return { result: resultSchema.parse(JSON.parse(String(row['result']))), published_at: Number(row['published_at']) }
}

const everybody: Record<CatalogueSurvey['respondents'], string> = {
  每户一份: '(SELECT COUNT(*) FROM households WHERE ended_at IS NULL)',
  每位居民一份: `(SELECT COUNT(*) FROM residents WHERE household IS NOT NULL AND COALESCE(under_14_until, '') <= :today)`,
  谁都可以: 'NULL',
}

/** Who could have taken part, which a child under 14 never can alone, and which papers are not merged yet. `today` is a day, as `dayOf` gives it. */
export const closingFacts = ({ slug, respondents }: CatalogueSurvey, today: string): Statement => ({
  sql: `SELECT ${everybody[respondents]} AS everybody,
    (SELECT COUNT(DISTINCT paper) FROM survey_paper_entries WHERE survey = :survey) AS papers`,
  args: { survey: slug, ...(respondents === '每位居民一份' ? { today } : {}) },
})

export const readClosingFacts = (found: StatementResult | undefined) => {
  const { everybody: of = null, papers = 0 } = found?.rows[0] ?? {}
  return { of: of === null ? null : Number(of), papers: Number(papers) }
}

/**
 * Publishes a result that was made of `counted` sets of answers: not while a paper waits, nor when another set has come since. Whoever comes second
 * finds it published. Read by `readPublication`.
 */
export const publishing = (survey: string, result: Result, counted: number, by: string, now: number): Statement[] => [
  {
    sql: `INSERT INTO survey_results (survey, published_at, published_by, result) SELECT :survey, :now, :by, :result
      WHERE NOT EXISTS (SELECT 1 FROM survey_paper_entries WHERE survey = :survey)
        AND (SELECT COUNT(*) FROM survey_responses WHERE survey = :survey) = :counted
      ON CONFLICT DO NOTHING`,
    args: { survey, result: JSON.stringify(result), counted, by, now },
  },
  {
    sql: `SELECT EXISTS (SELECT 1 FROM survey_results WHERE survey = :survey) AS published,
      EXISTS (SELECT 1 FROM survey_paper_entries WHERE survey = :survey) AS papers`,
    args: { survey },
  },
]

export const readPublication = (results: StatementResult[]): 'published' | 'papers_waiting' | 'result_overtaken' => {
  const { published, papers } = results[1]?.rows[0] ?? {}
  if (published === 1) return 'published'
  return papers === 1 ? 'papers_waiting' : 'result_overtaken'
}

/** The needs of a survey that still stand, with how many texts say them. */
export const needsOf = (survey: string): Statement => ({
  sql: `SELECT id, title, (SELECT COUNT(*) FROM survey_texts WHERE survey = :survey AND need = survey_needs.id) AS texts
    FROM survey_needs WHERE survey = :survey AND ended_at IS NULL ORDER BY created_at, id`,
  args: { survey },
})

export const readNeeds = (found: StatementResult | undefined): NeedCount[] =>
  (found?.rows ?? []).map(({ id, title, texts }) => ({ id: String(id), title: String(title), texts: Number(texts) }))

export const addingNeed = (survey: string, id: string, title: string, by: string, now: number): Statement => ({
  sql: 'INSERT INTO survey_needs (id, survey, title, created_at, created_by) VALUES (:id, :survey, :title, :now, :by) ON CONFLICT DO NOTHING',
  args: { id, survey, title, now, by },
})

/** A need that does not stand any more lets its texts go. */
export const endingNeed = (survey: string, id: string, now: number): Statement[] => [
  {
    sql: 'UPDATE survey_needs SET ended_at = :now WHERE survey = :survey AND id = :id AND ended_at IS NULL',
    args: { survey, id, now },
  },
  { sql: 'UPDATE survey_texts SET need = NULL WHERE survey = :survey AND need = :id', args: { survey, id } },
]

/** Puts texts into needs that stand; an empty need takes them out. */
export const sortingTexts = (survey: string, sorted: { id: string; need: string }[]): Statement => ({
  sql: `UPDATE survey_texts SET need = (SELECT id FROM survey_needs WHERE survey = :survey AND id = one.value ->> 'need' AND ended_at IS NULL)
    FROM json_each(:sorted) AS one WHERE survey_texts.survey = :survey AND survey_texts.id = one.value ->> 'id'`,
  args: { survey, sorted: JSON.stringify(sorted) },
})
