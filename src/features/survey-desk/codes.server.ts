import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { randomBytesForCode, spokenCode } from '../../kernel/spoken-code.ts'
import { type Subject, staffWrite } from '../staff/store.server.ts'
import { printedCodeLength } from '../surveys/code-limits.ts'
import { codeFingerprint } from '../surveys/reads.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { byStaff, todayOf } from './answers.server.ts'
import { voterOf, type Whom } from './home.server.ts'
import type { Home, Slip } from './page.ts'
import type { DeskRefusal } from './schema.ts'

/** Somebody a code is printed for. `voter` is the fingerprint that is counted. */
interface Target {
  for: string
  voter: string
}

/**
 * Makes codes, one batch. `again`: those that were good end, and with them what was typed in from their papers; otherwise whoever has a good
 * one keeps it. Whoever has answered gets none. The last result holds the codes that are good now.
 */
const issuing = (context: RequestContext, { slug }: CatalogueSurvey, codes: { code: string; voter: string }[], again: boolean) => {
  const args = { survey: slug, codes: JSON.stringify(codes), today: todayOf(context), by: byStaff(context) }
  const ending: Statement[] = [
    // A batch that comes again after later codes were made ends nothing: its own are there already.
    {
      sql: `UPDATE survey_codes SET revoked_on = :today WHERE survey = :survey AND revoked_on IS NULL
        AND voter IN (SELECT value ->> 'voter' FROM json_each(:codes)) AND NOT EXISTS (
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
        WHERE NOT EXISTS (SELECT 1 FROM survey_participations WHERE survey = :survey AND voter = value ->> 'voter') ON CONFLICT DO NOTHING`,
      args,
    },
    {
      sql: `SELECT code FROM survey_codes WHERE survey = :survey AND revoked_on IS NULL
        AND code IN (SELECT value ->> 'code' FROM json_each(:codes))`,
      args,
    },
  ]
}

/** Makes a code for each, under one audit line; only those that are good now are given back. */
export const issue = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  targets: Target[],
  { again, subject, detail }: { again: boolean; subject: Subject; detail: string },
): Promise<Slip[]> => {
  const { vault, random } = context
  const made = await Promise.all(
    targets.map(async (target) => {
      const code = spokenCode(random(randomBytesForCode), printedCodeLength)
      return { ...target, code, fingerprint: await codeFingerprint(vault, survey.slug, code) }
    }),
  )
  const rows = made.map(({ fingerprint, voter }) => ({ code: fingerprint, voter }))
  const results = await staffWrite(context, 'survey.code', subject, issuing(context, survey, rows, again), detail)
  const good = new Set((results.at(-1)?.rows ?? []).map(({ code }) => String(code)))
  return made.filter(({ fingerprint }) => good.has(fingerprint)).map(({ for: whom, code }) => ({ for: whom, code }))
}

/** A new code for one; the one they had ends. */
export const issueOne = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  whom: Whom,
  home: Home,
): Promise<Result<Slip, DeskRefusal>> => {
  if (home.answered) return refuse({ code: 'survey_answered' })
  const target = { for: slipFor(home), voter: await voterOf(context, survey, whom) }
  const [slip] = await issue(context, survey, [target], { again: true, subject: whom, detail: survey.slug })
  return slip ? success(slip) : refuse({ code: 'survey_answered' })
}

/** What a slip says of whose it is: a household by its door alone, a resident by name too. */
const slipFor = ({ door, name, resident }: Home) => (resident === null ? door : `${door} ${name}`)
