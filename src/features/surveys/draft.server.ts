import { z } from 'zod'
import { addDays } from '../../kernel/calendar.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Database, Row, Statement } from '../../kernel/database.ts'
import { randomBytesForCode, spokenCode } from '../../kernel/spoken-code.ts'
import { draftCodeLength, draftDays } from './code-limits.ts'
import type { CatalogueSurvey } from './schema.ts'
import { codeFingerprint } from './voter.server.ts'

const draftSchema = z.object({
  fields: z.record(z.string(), z.string()),
  /** The printed code that was typed, so that it need not be typed again on another device. */
  printed_code: z.string().nullable(),
  /** Whether that code was found to be taken back: it says whose answers these are, and counts nobody. */
  code_ended: z.boolean().default(false),
  /** The token of the device on which it was begun, which is counted. */
  device: z.string().nullable(),
  /** Of the request that will hand it in. */
  request_key: z.string(),
})
export type Draft = z.infer<typeof draftSchema>

/** Answers that are not handed in yet, under their code. `version` is the wording they were given to. */
export interface KeptDraft extends Draft {
  code: string
  survey: string
  version: string
}

/** Only who has the code finds the row, and only with it does the row open. */
const rowOf = (context: RequestContext, code: string) => codeFingerprint(context.vault, 'draft', code)
const boundTo = (row: string, code: string) => `survey draft ${row} ${code}`

export const newDraftCode = ({ random }: RequestContext) => spokenCode(random(randomBytesForCode), draftCodeLength)

/** The last day on which one can go on, when something is kept today. */
export const keptUntil = (context: RequestContext, { closes_on }: CatalogueSurvey) => {
  const last = addDays(todayOf(context), draftDays)
  return last < closes_on ? last : closes_on
}

/** The row of a code; none when it was handed in or its day has passed. */
export const draftQuery = async (context: RequestContext, code: string): Promise<Statement> => ({
  sql: 'SELECT code, survey, version, fields FROM survey_drafts WHERE code = :draft AND expires_on >= :draft_today',
  args: { draft: await rowOf(context, code), draft_today: todayOf(context) },
})

export const readDraft = async ({ vault }: RequestContext, code: string, row: Row | undefined): Promise<KeptDraft | null> => {
  if (!row) return null
  const plain = await vault.open(String(row['fields']), boundTo(String(row['code']), code))
  if (plain === null) throw new Error('a draft does not open: was the secret changed?')
  return { ...draftSchema.parse(JSON.parse(plain)), code, survey: String(row['survey']), version: String(row['version']) }
}

const always: Statement = { sql: 'true', args: {} }

/** Keeps what was answered so far, under the wording `version`, if `may`, an SQL condition, holds. */
export const keepDraft = async (context: RequestContext, survey: CatalogueSurvey, draft: KeptDraft, may = always): Promise<Statement> => {
  const row = await rowOf(context, draft.code)
  const { fields, printed_code, code_ended, device, request_key, version } = draft
  const sealed = await context.vault.seal(
    JSON.stringify({ fields, printed_code, code_ended, device, request_key }),
    boundTo(row, draft.code),
  )
  return {
    sql: `INSERT INTO survey_drafts (code, survey, version, fields, expires_on)
      SELECT :draft, :survey, :version, :fields, :expires_on WHERE ${may.sql}
      ON CONFLICT (code) DO UPDATE SET version = excluded.version, fields = excluded.fields, expires_on = excluded.expires_on`,
    args: { ...may.args, draft: row, survey: survey.slug, version, fields: sealed, expires_on: keptUntil(context, survey) },
  }
}

/** Takes a draft away once the request with this receipt was counted. */
export const endDraft = async (context: RequestContext, survey: CatalogueSurvey, code: string, receipt: string): Promise<Statement> => ({
  sql: `DELETE FROM survey_drafts WHERE code = :draft
    AND EXISTS (SELECT 1 FROM survey_participations WHERE survey = :survey AND receipt = :receipt)`,
  args: { draft: await rowOf(context, code), survey: survey.slug, receipt },
})

/** Whether the request with this receipt was counted, although its answer may have been lost. */
export const countedByReceipt = ({ slug }: CatalogueSurvey, receipt: string): Statement => ({
  sql: 'SELECT EXISTS (SELECT 1 FROM survey_participations WHERE survey = :survey AND receipt = :receipt) AS counted',
  args: { survey: slug, receipt },
})

/** Deletes drafts whose day has passed; returns how many. */
export const deleteOldDrafts = async (database: Database, today: string) => {
  const [result] = await database.write([{ sql: 'DELETE FROM survey_drafts WHERE expires_on < :today', args: { today } }])
  return result?.rows_written ?? 0
}
