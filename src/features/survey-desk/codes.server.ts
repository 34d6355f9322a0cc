import { Buffer } from 'node:buffer'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { spokenCode } from '../../kernel/spoken-code.ts'
import { byStaff, type Subject, staffOf, staffWrite } from '../staff/store.server.ts'
import { printedCodeLength } from '../surveys/code-limits.ts'
import { codeFingerprint, mergedInto } from '../surveys/reads.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { readHome, voterOf, type Whom } from './home.server.ts'
import type { Home, Slip } from './page.ts'
import type { DeskRefusal } from './schema.ts'

/** Somebody a code is printed for. `voter` is the fingerprint that is counted, `merged` what was read to be merged into a household. */
interface Target {
  for: string
  whom: Whom
  voter: string
  merged: string[]
}

/** Of a row of the batch: whoever it is for still is there, and nothing else was merged into it since it was read. */
const stands = {
  household: `EXISTS (SELECT 1 FROM households WHERE households.id = value ->> 'whom' AND households.ended_at IS NULL)
    AND ${mergedInto("(value ->> 'whom')")} = value ->> 'merged'`,
  resident: `EXISTS (SELECT 1 FROM residents JOIN households ON households.id = residents.household
    WHERE residents.id = value ->> 'whom' AND households.ended_at IS NULL)`,
}

interface IssuedCode {
  code: string
  voter: string
  whom: string
  merged: string
}

/**
 * The code a request makes for a voter: of the site's secret, so that nobody can guess it, and the same when the request comes again.
 * `wish` is all that the request asks, with its key, and tells it from others of the same clerk.
 */
export const codeOf = async (context: RequestContext, { slug }: CatalogueSurvey, wish: string, voter: string) => {
  const made = await context.vault.fingerprint('survey code made', `${slug}\0${staffOf(context).staff}\0${wish}\0${voter}`)
  return spokenCode(Buffer.from(made, 'base64url'), printedCodeLength)
}

/**
 * Makes codes, one batch. `again`: those that were good end, and with them what was typed in from their papers; otherwise whoever has a good
 * one keeps it. Whoever has answered, or is not there any more as it was read, gets none. A batch that comes again after later codes were made ends nothing. The last result holds the
 * codes of the batch that there are, `good` those that are so now.
 */
const issuing = (context: RequestContext, { slug, respondents }: CatalogueSurvey, codes: IssuedCode[], again: boolean) => {
  const standing = stands[respondents === '每户一份' ? 'household' : 'resident']
  const args = { survey: slug, codes: JSON.stringify(codes), today: todayOf(context), by: byStaff(context) }
  const ending: Statement[] = [
    {
      sql: `UPDATE survey_codes SET revoked_on = :today WHERE survey = :survey AND revoked_on IS NULL
        AND voter IN (SELECT value ->> 'voter' FROM json_each(:codes) WHERE ${standing}) AND NOT EXISTS (
          SELECT 1 FROM survey_codes WHERE survey = :survey AND code IN (SELECT value ->> 'code' FROM json_each(:codes)))`,
      args,
    },
    {
      sql: `DELETE FROM survey_paper_entries WHERE survey = :survey
        AND paper IN (SELECT code FROM survey_codes WHERE survey = :survey AND revoked_on IS NOT NULL)`,
      args: { survey: slug },
    },
  ]
  return [
    ...(again ? ending : []),
    {
      sql: `INSERT INTO survey_codes (survey, code, voter, issued_on, issued_by)
        SELECT :survey, value ->> 'code', value ->> 'voter', :today, :by FROM json_each(:codes)
        WHERE NOT EXISTS (SELECT 1 FROM survey_participations WHERE survey = :survey AND voter = value ->> 'voter') AND ${standing}
        ON CONFLICT DO NOTHING`,
      args,
    },
    {
      sql: `SELECT code, revoked_on IS NULL AS good FROM survey_codes WHERE survey = :survey
        AND code IN (SELECT value ->> 'code' FROM json_each(:codes))`,
      args,
    },
  ]
}

/** A request for codes. */
export interface Issue {
  wish: string
  again: boolean
  subject: Subject
  detail: string
}

/** Makes a code for each, under one audit line; only those that are good now are given back. Refused when a later request has ended all of them. */
export const issue = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  targets: Target[],
  { wish, again, subject, detail }: Issue,
): Promise<Result<Slip[], DeskRefusal>> => {
  const made = await Promise.all(
    targets.map(async (target) => {
      const code = await codeOf(context, survey, wish, target.voter)
      return { ...target, code, fingerprint: await codeFingerprint(context.vault, survey.slug, code) }
    }),
  )
  const rows = made.map(({ fingerprint, voter, whom, merged }) => ({
    code: fingerprint,
    voter,
    whom: whom.id,
    merged: JSON.stringify(merged),
  }))
  const results = await staffWrite(context, 'survey.code', subject, issuing(context, survey, rows, again), detail)
  const known = results.at(-1)?.rows ?? []
  const good = new Set(known.filter((row) => row['good'] === 1).map(({ code }) => String(code)))
  if (good.size === 0 && known.length > 0) return refuse({ code: 'slips_replaced' })
  return success(made.filter(({ fingerprint }) => good.has(fingerprint)).map((one) => ({ for: one.for, code: one.code })))
}

/**
 * A new code for one; the one they had ends. `key` is the request's own. Two database calls; where they answered or another household was
 * merged into theirs in between, it is asked once more what is so now.
 */
export const issueOne = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  { whom, key }: { whom: Whom; key: string },
  isSecondTry = false,
): Promise<Result<Slip, DeskRefusal>> => {
  const found = await readHome(context, survey, whom)
  if (!found.ok) return found
  const home = found.value
  if (home.answered) return refuse({ code: 'survey_answered' })
  const target = { for: slipFor(home), whom, voter: await voterOf(context, survey, whom), merged: home.merged }
  const issued = await issue(context, survey, [target], { wish: `one ${key}`, again: true, subject: whom, detail: survey.slug })
  if (!issued.ok) return issued
  const [slip] = issued.value
  if (slip) return success(slip)
  return isSecondTry ? refuse({ code: 'survey_household_unknown' }) : issueOne(context, survey, { whom, key }, true)
}

/** What a slip says of whose it is: a household by its door alone, a resident by name too. */
const slipFor = ({ door, name, resident }: Home) => (resident === null ? door : `${door} ${name}`)
