import type { RequestContext } from '../../kernel/context.ts'
import type { Row, SqlValue, Statement, StatementResult } from '../../kernel/database.ts'
import { openText } from '../surveys/store.server.ts'
import type { TextState, TextsPart } from './page.ts'
import type { Decision } from './schema.ts'

const pageSize = 50

/** Whether a row of `survey_texts` is one of these, as SQL. Emptied ones are with those kept back. */
const stateSql: Record<TextState, string> = { waiting: 'shown IS NULL', shown: 'shown = 1', withheld: 'shown = 0' }

/** The page of a list, from 1; what cannot be read is the first. */
export const pageNumber = (typed: string | undefined) => (/^[1-9]\d{0,5}$/.test(typed ?? '') ? Number(typed) : 1)

const partOf = (where: string, args: Record<string, SqlValue>, order: string, page: number): Statement => ({
  sql: `SELECT id, question, text, need, COUNT(*) OVER () AS total FROM survey_texts WHERE ${where} ORDER BY ${order} LIMIT :size OFFSET :skip`,
  args: { ...args, size: pageSize, skip: (page - 1) * pageSize },
})

/** A page of the texts in one state, by their random ids: nothing of when they came. */
export const textsOf = (survey: string, state: TextState, page: number) =>
  partOf(`survey = :survey AND ${stateSql[state]}`, { survey }, 'id', page)

/** A page of what is shown to everybody, question by question. */
export const shownTexts = (survey: string, page: number) =>
  partOf(`survey = :survey AND ${stateSql.shown} AND text <> ''`, { survey }, 'question, id', page)

/** A page of the texts to some questions, those without a need first. */
export const textsToSort = (survey: string, questions: string[], page: number) =>
  partOf(
    `survey = :survey AND text <> '' AND question IN (SELECT value FROM json_each(:questions))`,
    { survey, questions: JSON.stringify(questions) },
    'need IS NOT NULL, id',
    page,
  )

export const textCounts = (survey: string): Statement => ({
  sql: `SELECT ${Object.entries(stateSql)
    .map(([state, sql]) => `COUNT(*) FILTER (WHERE ${sql}) AS ${state}`)
    .join(', ')} FROM survey_texts WHERE survey = :survey`,
  args: { survey },
})

export const readCounts = (result: StatementResult | undefined): Record<TextState, number> => {
  const row = result?.rows[0] ?? {}
  return { waiting: Number(row['waiting'] ?? 0), shown: Number(row['shown'] ?? 0), withheld: Number(row['withheld'] ?? 0) }
}

/** The texts of a page, opened. An emptied one is empty. */
export const readPart = async ({ vault }: RequestContext, result: StatementResult | undefined, page: number): Promise<TextsPart> => {
  const rows: Row[] = result?.rows ?? []
  const total = Number(rows[0]?.['total'] ?? 0)
  const texts = rows.map(async ({ id, question, text }) => ({
    id: String(id),
    question: String(question),
    text: text === '' ? '' : await openText(vault, String(id), String(text)),
  }))
  return { texts: await Promise.all(texts), page, pages: Math.max(1, Math.ceil(total / pageSize)), total }
}

/** Decides on texts; doing it again does nothing else. Words that are gone do not come back, and are never shown. */
export const deciding = (survey: string, decided: { id: string; act: Decision }[], by: string, now: number): Statement => ({
  sql: `UPDATE survey_texts SET shown = one.value ->> 'act' = 'show', decided_at = :now, decided_by = :by,
      text = CASE one.value ->> 'act' WHEN 'empty' THEN '' ELSE survey_texts.text END
    FROM json_each(:decided) AS one
    WHERE survey_texts.survey = :survey AND survey_texts.id = one.value ->> 'id' AND survey_texts.text <> ''`,
  args: { survey, decided: JSON.stringify(decided), by, now },
})
