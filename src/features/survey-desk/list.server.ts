import type { Statement } from '../../kernel/database.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { mayDo } from '../staff/permissions.ts'
import { staffOf, staffRead } from '../staff/store.server.ts'
import { standingNow } from '../surveys/reads.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { inOrder } from '../surveys/window.ts'
import { checkSession, drawDesk } from './answers.server.ts'

/** How many sets each survey has so far. */
const counts: Statement = { sql: 'SELECT survey, COUNT(*) AS sets FROM survey_responses GROUP BY survey', args: {} }

/** `GET /desk/surveys/`. */
export const showSurveys = async (c: AppContext) => {
  const { context } = c.var
  const seesCounts = mayDo(staffOf(context).role, 'survey.read')
  const [found] = await staffRead(context, seesCounts ? [counts] : [])
  const surveys = Object.values(context.catalogue.surveys).map((survey) => ({ survey, standing: standingNow(context, survey) }))
  const sets = Object.fromEntries((found?.rows ?? []).map((row) => [String(row['survey']), Number(row['sets'])]))
  return drawDesk(c, { kind: 'desk-surveys', surveys: inOrder(surveys), counts: seesCounts ? sets : null })
}

/** `GET /desk/surveys/:slug/`. */
export const showSurvey = async (c: AppContext, survey: CatalogueSurvey) => {
  const { context } = c.var
  const seesCounts = mayDo(staffOf(context).role, 'survey.read')
  const [state] = await staffRead(context, [
    {
      sql: `SELECT (SELECT COUNT(*) FROM survey_responses WHERE survey = :survey) AS sets,
        EXISTS (SELECT 1 FROM survey_results WHERE survey = :survey) AS published`,
      args: { survey: survey.slug },
    },
  ])
  return drawDesk(c, {
    kind: 'desk-survey',
    survey,
    standing: standingNow(context, survey),
    count: seesCounts ? Number(state?.rows[0]?.['sets'] ?? 0) : null,
    published: state?.rows[0]?.['published'] === 1,
  })
}

/** `GET …/print/`: 纸质问卷 for whoever comes for one. */
export const showPrint = async (c: AppContext, survey: CatalogueSurvey) => {
  await checkSession(c)
  return drawDesk(c, { kind: 'desk-survey-print', survey, slip: null })
}
