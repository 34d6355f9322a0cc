import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { signedIn } from '../sessions/reads.server.ts'
import { householdVoter, mergedInto, readMerged } from './merged.server.ts'
import type { CatalogueSurvey, SurveyRefusal } from './schema.ts'
import type { Voter } from './store.server.ts'
import { codeFingerprint, voterFingerprint } from './voter.server.ts'

/** By what somebody is counted: this device, a printed code, or the session of a resident. */
export type Identity =
  | { kind: 'device'; token: string }
  | { kind: 'code'; code: string }
  | { kind: 'resident'; resident: string; session: string }

/** What a browser or a request brings. A printed code that was typed says more than who is signed in on this device. */
export const identityOf = (
  { actor }: RequestContext,
  { respondents }: CatalogueSurvey,
  held: { code: string | null; device: string | null },
): Identity | null => {
  if (respondents === '谁都可以') return held.device === null ? null : { kind: 'device', token: held.device }
  if (held.code !== null) return { kind: 'code', code: held.code }
  return actor.kind === 'resident' ? { kind: 'resident', resident: actor.resident, session: actor.session } : null
}

/** The household of a resident whose session is good at this moment; null otherwise. */
const homeOf = (context: RequestContext, who: Extract<Identity, { kind: 'resident' }>): Statement => {
  const { household, args } = signedIn(who, { now: context.now, today: todayOf(context) })
  return { sql: household, args }
}

const voterOfCode = async ({ vault }: RequestContext, { slug }: CatalogueSurvey, code: string): Promise<Statement> => ({
  sql: '(SELECT voter FROM survey_codes WHERE survey = :who_survey AND code = :who_code AND revoked_on IS NULL)',
  args: { who_survey: slug, who_code: await codeFingerprint(vault, slug, code) },
})

/** Whether somebody was refused since their printed code was taken back: it must not stand in the way of another one or of signing in. */
export const isCodeEnded = ({ kind }: Identity, { code }: SurveyRefusal) => kind === 'code' && code === 'respondent_not_allowed'

/** What must be read of somebody before they can be counted: one row of `household`, those `merged` into it, and `voter`. */
export const whoReads = async (context: RequestContext, survey: CatalogueSurvey, identity: Identity): Promise<Statement> => {
  if (identity.kind === 'resident') {
    const { sql, args } = homeOf(context, identity)
    return {
      sql: `SELECT home.id AS household, ${mergedInto('home.id')} AS merged, NULL AS voter FROM (SELECT ${sql} AS id) AS home`,
      args,
    }
  }
  if (identity.kind === 'device') return { sql: 'SELECT NULL AS household, NULL AS voter', args: {} }
  const { sql, args } = await voterOfCode(context, survey, identity.code)
  return { sql: `SELECT NULL AS household, ${sql} AS voter`, args }
}

/** Whether a merger of a moment ago may be why somebody was not allowed: then it is read once more who they are. */
export const mayHaveMerged = ({ respondents }: CatalogueSurvey, { kind }: Identity) => kind === 'resident' && respondents === '每户一份'

/** Whether `whoReads` says anything that is not known without it. */
export const mustRead = (survey: CatalogueSurvey, identity: Identity) =>
  mayHaveMerged(survey, identity) || (identity.kind === 'code' && survey.naming === '记名')

/**
 * Who is counted. It is decided in the transaction: a session that was ended, a household that was left or a code that was taken back a
 * moment ago gives none, and so does a merger of a moment ago. `read` is the row of `whoReads`. Of a code in a survey that takes names `code:<fingerprint of the voter>` is stored.
 */
export const voterOf = async (context: RequestContext, survey: CatalogueSurvey, identity: Identity, read?: Row): Promise<Voter> => {
  const { vault } = context
  const { slug, respondents } = survey
  if (identity.kind === 'device')
    return { sql: ':who_voter', args: { who_voter: await voterFingerprint(vault, slug, 'device', identity.token) }, named: null }
  if (identity.kind === 'code') {
    const voter = read?.['voter'] ?? null
    return { ...(await voterOfCode(context, survey, identity.code)), named: voter === null ? null : `code:${voter}` }
  }
  const home = homeOf(context, identity)
  if (respondents === '每位居民一份') {
    const who_voter = await voterFingerprint(vault, slug, 'resident', identity.resident)
    const sql = `(SELECT :who_voter WHERE ${home.sql} IS NOT NULL)`
    return { sql, args: { ...home.args, who_voter }, named: `resident:${identity.resident}` }
  }
  const household = read?.['household'] ?? null
  if (household === null) return { sql: 'NULL', args: {}, named: null }
  const merged = readMerged(read?.['merged'])
  const voter = await householdVoter(context, slug, String(household), merged)
  const unchanged = `${mergedInto(':who_household')} = :who_merged`
  const sql = `(SELECT ${voter.sql} WHERE ${home.sql} = :who_household AND ${unchanged})`
  const args = { ...home.args, ...voter.args, who_household: household, who_merged: JSON.stringify(merged) }
  return { sql, args, named: `household:${household}` }
}

/** Whether somebody may take part (`may`) and has taken part already (`answered`). */
export const standingOfVoter = ({ slug }: CatalogueSurvey, { sql, args }: Voter): Statement => ({
  sql: `SELECT voter IS NOT NULL AS may, EXISTS (SELECT 1 FROM survey_participations AS taken
      WHERE taken.survey = :survey AND taken.voter = asked.voter) AS answered FROM (SELECT ${sql} AS voter) AS asked`,
  args: { ...args, survey: slug },
})
