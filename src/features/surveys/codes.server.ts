import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import { type AttemptLimit, secondsUntilNextWindow } from '../../kernel/attempts.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { codeGuessesByClient, triesOfCode } from './code-limits.ts'
import { draftQuery, type KeptDraft, readDraft } from './draft.server.ts'
import type { CatalogueSurvey, SurveyRefusal } from './schema.ts'
import { codeFingerprint } from './voter.server.ts'

/**
 * Looks a code up and counts the try in one batch: wrong ones by the address, all of them by the code. `found` is an SQL condition. What is
 * counted of a code has a fingerprint of its own, so that it leads to no row.
 */
const trying = async (context: RequestContext, survey: string, code: string, found: Statement, read: Statement) => {
  const { now, vault, database } = context
  const client = await context.client()
  const tried = await vault.fingerprint('survey code tried', `${survey}\0${code}`)
  const limits: [AttemptLimit, string, 'by_client' | 'of_code'][] = [
    [codeGuessesByClient, client, 'by_client'],
    [triesOfCode, tried, 'of_code'],
  ]
  const soFar = limits.map(([limit, who, name]) => ({ name, ...attemptsSoFar(limit, who, now, name) }))
  const tries: Statement = {
    sql: `SELECT ${soFar.map(({ name, sql }) => `${sql} AS ${name}`).join(', ')}`,
    args: Object.assign({}, ...soFar.map(({ args }) => args)),
  }
  const results = await database.write([
    tries,
    countAttempt(codeGuessesByClient, client, now, { sql: `NOT (${found.sql})`, args: found.args }),
    countAttempt(triesOfCode, tried, now),
    read,
  ])
  const counts = results[0]?.rows[0]
  const over = limits.find(([limit, , name]) => Number(counts?.[name] ?? 0) >= limit.tries)
  if (over) return refuse({ code: 'too_many_code_guesses' as const, retry_after_seconds: secondsUntilNextWindow(over[0], now) })
  return success(results[3]?.rows[0])
}

/** Whether a printed code is good for this survey. One database call. */
export const tryPrintedCode = async (
  context: RequestContext,
  { slug }: CatalogueSurvey,
  code: string,
): Promise<Result<string, SurveyRefusal>> => {
  const args = { tried_survey: slug, tried_code: await codeFingerprint(context.vault, slug, code) }
  const good = 'SELECT 1 FROM survey_codes WHERE survey = :tried_survey AND code = :tried_code AND revoked_on IS NULL'
  const row = await trying(context, slug, code, { sql: `EXISTS (${good})`, args }, { sql: `SELECT EXISTS (${good}) AS good`, args })
  if (!row.ok) return row
  return row.value?.['good'] === 1 ? success(code) : refuse({ code: 'printed_code_wrong' })
}

/** What was kept under a code, of whichever survey. One database call. */
export const tryDraftCode = async (context: RequestContext, code: string): Promise<Result<KeptDraft, SurveyRefusal>> => {
  const query = await draftQuery(context, code)
  const row = await trying(context, '', code, { sql: `EXISTS (${query.sql})`, args: query.args }, query)
  if (!row.ok) return row
  const draft = await readDraft(context, code, row.value)
  return draft ? success(draft) : refuse({ code: 'draft_unknown' })
}
