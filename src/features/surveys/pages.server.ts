import type { AppContext } from '../../kernel/http.server.ts'
import { drawRefused, standingNow, surveyOf } from './answering.server.ts'
import type { SurveyDonePage, SurveyIntroPage, SurveyListPage } from './page.ts'
import { inOrder } from './window.ts'

/** `GET /surveys/`. */
export const showList = (c: AppContext) => {
  const { context } = c.var
  const surveys = Object.values(context.catalogue.surveys).map((survey) => ({ survey, standing: standingNow(context, survey) }))
  return c.var.page({ kind: 'survey-list', surveys: inOrder(surveys) } satisfies SurveyListPage)
}

/** `GET /surveys/:slug/`. */
export const showIntro = (c: AppContext) => {
  const survey = surveyOf(c)
  if (!survey) return drawRefused(c, null, { code: 'survey_unknown' })
  return c.var.page({ kind: 'survey-intro', survey, standing: standingNow(c.var.context, survey) } satisfies SurveyIntroPage)
}

/** `GET …/done/`: says nothing of what was answered, nor by whom. */
export const showDone = (c: AppContext) => {
  const survey = surveyOf(c)
  if (!survey) return drawRefused(c, null, { code: 'survey_unknown' })
  return c.var.page({ kind: 'survey-done', survey, anyone: survey.respondents === '谁都可以' } satisfies SurveyDonePage)
}
