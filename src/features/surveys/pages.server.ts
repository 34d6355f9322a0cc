import type { AppContext } from '../../kernel/http.server.ts'
import { drawRefused, standingNow, surveyOf } from './answering.server.ts'
import type { StandingSurvey, SurveyDonePage, SurveyIntroPage, SurveyListPage } from './page.ts'
import type { Standing } from './window.ts'

/** What can be answered first, then what comes, then what is over: the latest first. */
const places: Record<Standing['state'], number> = { open: 0, upcoming: 1, unanswered: 2, replied: 2 }

const byStanding = (one: StandingSurvey, other: StandingSurvey) => {
  const [place, otherPlace] = [places[one.standing.state], places[other.standing.state]]
  if (place !== otherPlace) return place - otherPlace
  const [day, otherDay] = [one.survey.closes_on, other.survey.closes_on]
  if (day === otherDay) return one.survey.slug < other.survey.slug ? -1 : 1
  return (day < otherDay ? -1 : 1) * (place === places.unanswered ? -1 : 1)
}

/** `GET /surveys/`. */
export const showList = (c: AppContext) => {
  const { context } = c.var
  const surveys = Object.values(context.catalogue.surveys).map((survey) => ({ survey, standing: standingNow(context, survey) }))
  return c.var.page({ kind: 'survey-list', surveys: surveys.sort(byStanding) } satisfies SurveyListPage)
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
