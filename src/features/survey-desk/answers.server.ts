import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { actorOf, staffRead } from '../staff/store.server.ts'
import { surveyOf } from '../surveys/reads.server.ts'
import type { CatalogueSurvey, Fields } from '../surveys/schema.ts'
import type { DeskSurveyRefusedPage, SurveyDeskPages } from './page.ts'
import { deskProblem } from './problem.ts'
import type { DeskRefusal } from './schema.ts'

/** A survey as the subject of an act. */
export const aboutSurvey = ({ slug }: CatalogueSurvey) => ({ kind: 'survey', id: slug })

type WithoutActor<Page> = Page extends unknown ? Omit<Page, 'actor'> : never

/** Draws a page of the desk for whoever is signed in. */
export const drawDesk = (c: AppContext, page: WithoutActor<SurveyDeskPages>) => c.var.page({ ...page, actor: actorOf(c) }, page.problem)

export const drawRefused = (c: AppContext, survey: CatalogueSurvey | null, refusal: DeskRefusal) => {
  const problem = deskProblem(refusal, survey)
  return drawDesk(c, { kind: 'desk-survey-refused', survey, problem } satisfies Omit<DeskSurveyRefusedPage, 'actor'>)
}

type Act = (c: AppContext, survey: CatalogueSurvey) => Response | Promise<Response>

/** A page of the survey of this address, if there is one. */
export const ofSurvey = (act: Act) => async (c: AppContext) => {
  const survey = surveyOf(c)
  if (survey) return act(c, survey)
  await checkSession(c)
  return drawRefused(c, null, { code: 'survey_unknown' })
}

/** A page that asks the database nothing else is still only for whoever is signed in at this moment. */
export const checkSession = (c: AppContext) => staffRead(c.var.context, [])

/** What a form sent, or the answer that says why it cannot be read. */
export const formOf = async (c: AppContext): Promise<Fields | Response> => {
  const form = await readForm(c)
  return form.ok ? form.value : unreadableForm(c, form.refusal)
}
