import type { RequestContext } from '../../kernel/context.ts'
import type { SqlValue, Statement } from '../../kernel/database.ts'
import { voterFingerprint } from './voter.server.ts'

/** The households that were merged into one, at any remove, as a JSON list of ids in order. `household` is SQL for its id. */
export const mergedInto = (household: string) => `(WITH RECURSIVE gone (id) AS (
    SELECT earlier.id FROM households AS earlier WHERE earlier.merged_into = ${household}
    UNION SELECT earlier.id FROM households AS earlier JOIN gone ON earlier.merged_into = gone.id)
  SELECT json_group_array(id) FROM (SELECT id FROM gone ORDER BY id))`

/** A list as `mergedInto` gives it. */
export const readMerged = (list: SqlValue | undefined): string[] => (list ? (JSON.parse(String(list)) as string[]) : [])

const votersOf = async (vault: RequestContext['vault'], survey: string, households: string[]) =>
  Promise.all(households.map((id) => voterFingerprint(vault, survey, 'household', id)))

/**
 * The voter of a household as an SQL expression: itself, or one that was merged into it and has taken part, so that the set of that one counts as
 * that of both.
 */
export const householdVoter = async (
  { vault }: Pick<RequestContext, 'vault'>,
  survey: string,
  household: string,
  merged: string[],
): Promise<Statement> => {
  const [own = '', ...others] = await votersOf(vault, survey, [household, ...merged])
  if (others.length === 0) return { sql: ':family_voter', args: { family_voter: own } }
  return {
    sql: `COALESCE((SELECT taken.voter FROM survey_participations AS taken WHERE taken.survey = :family_survey
      AND taken.voter IN (SELECT value FROM json_each(:family_voters)) ORDER BY taken.voter <> :family_voter LIMIT 1), :family_voter)`,
    args: { family_survey: survey, family_voter: own, family_voters: JSON.stringify([own, ...others]) },
  }
}

/** Whether one of these households has taken part (`answered`). */
export const anyAnswered = async ({ vault }: Pick<RequestContext, 'vault'>, survey: string, households: string[]): Promise<Statement> => ({
  sql: `SELECT EXISTS (SELECT 1 FROM survey_participations WHERE survey = :survey AND voter IN (SELECT value FROM json_each(:voters))) AS answered`,
  args: { survey, voters: JSON.stringify(await votersOf(vault, survey, households)) },
})

interface Merger {
  household: string
  /** Merged into `household` before. */
  merged: string[]
  into: string
}

/**
 * What a merger (并户) does to printed codes, in its batch: those of the household that is gone end, and those of the other one too where the
 * first has taken part; and with them what was typed in from their papers. `day` is today. Safe to repeat.
 */
export const endingMergedCodes = async (
  { vault, catalogue }: Pick<RequestContext, 'vault' | 'catalogue'>,
  { household, merged, into }: Merger,
  day: string,
): Promise<Statement[]> => {
  const args = {
    merged_household: household,
    merged_target: into,
    merged_day: day,
    gone: await votersJson({ vault, catalogue }, 'household', [household, ...merged]),
    staying: await votersJson({ vault, catalogue }, 'household', [into]),
  }
  const isMerged = 'EXISTS (SELECT 1 FROM households WHERE id = :merged_household AND merged_into = :merged_target)'
  return [
    {
      sql: `UPDATE survey_codes SET revoked_on = :merged_day WHERE revoked_on IS NULL AND ${isMerged} AND ((survey, voter) IN (${each('gone')})
        OR (survey, voter) IN (${each('staying')}) AND EXISTS (SELECT 1 FROM survey_participations AS taken
          WHERE taken.survey = survey_codes.survey AND (taken.survey, taken.voter) IN (${each('gone')})))`,
      args,
    },
    {
      sql: `DELETE FROM survey_paper_entries WHERE ${isMerged} AND EXISTS (SELECT 1 FROM survey_codes AS ended
        WHERE ended.survey = survey_paper_entries.survey AND ended.code = survey_paper_entries.paper AND ended.revoked_on IS NOT NULL
          AND ((ended.survey, ended.voter) IN (${each('gone')}) OR (ended.survey, ended.voter) IN (${each('staying')})))`,
      args,
    },
  ]
}

/**
 * What it does to printed codes, in the batch in which somebody moves out or is deleted, that a resident is not there any more and that a
 * household has ended with its last one: theirs end, and what was typed in from their papers goes. Where neither is so, nothing is done.
 * `day` is today. Safe to repeat.
 */
export const endingCodesOfGone = async (
  context: Pick<RequestContext, 'vault' | 'catalogue'>,
  { household, resident }: { household: string | null; resident: string },
  day: string,
): Promise<Statement[]> => {
  const args = {
    gone_household: household,
    gone_resident: resident,
    gone_day: day,
    households: await votersJson(context, 'household', household === null ? [] : [household]),
    residents: await votersJson(context, 'resident', [resident]),
  }
  const theirs = (codes: string) => `((${codes}.survey, ${codes}.voter) IN (${each('households')})
      AND EXISTS (SELECT 1 FROM households WHERE id = :gone_household AND ended_at IS NOT NULL)
    OR (${codes}.survey, ${codes}.voter) IN (${each('residents')})
      AND NOT EXISTS (SELECT 1 FROM residents WHERE id = :gone_resident AND left_at IS NULL))`
  return [
    { sql: `UPDATE survey_codes SET revoked_on = :gone_day WHERE revoked_on IS NULL AND ${theirs('survey_codes')}`, args },
    {
      sql: `DELETE FROM survey_paper_entries WHERE EXISTS (SELECT 1 FROM survey_codes AS ended
        WHERE ended.survey = survey_paper_entries.survey AND ended.code = survey_paper_entries.paper AND ${theirs('ended')})`,
      args,
    },
  ]
}

/** The voters that these are in every survey that counts their kind, as a JSON list of `survey` and `voter`. */
const votersJson = async (
  { vault, catalogue }: Pick<RequestContext, 'vault' | 'catalogue'>,
  kind: 'household' | 'resident',
  ids: string[],
) => {
  const surveys = Object.values(catalogue.surveys).filter(({ respondents }) => respondents === countedAlone[kind])
  const voters = surveys.flatMap(({ slug }) =>
    ids.map(async (id) => ({ survey: slug, voter: await voterFingerprint(vault, slug, kind, id) })),
  )
  return JSON.stringify(await Promise.all(voters))
}

const countedAlone = { household: '每户一份', resident: '每位居民一份' } as const

const each = (list: string) => `SELECT value ->> 'survey', value ->> 'voter' FROM json_each(:${list})`
