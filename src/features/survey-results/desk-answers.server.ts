import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { actorOf } from '../staff/store.server.ts'
import { surveyProblem } from '../surveys/problem.ts'
import { standingNow, surveyOf } from '../surveys/reads.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import type { NoResultPage } from './page.ts'
import { resultsProblem } from './problem.ts'
import type { ResultsRefusal } from './schema.ts'

/** Whether answers may still come, or have not begun to: nothing is looked at before. */
export const isOver = (c: AppContext, survey: CatalogueSurvey) => !['upcoming', 'open'].includes(standingNow(c.var.context, survey).state)

export const unknownProblem = (c: AppContext): Problem =>
  surveyProblem({ code: 'survey_unknown' }, null, c.var.context.catalogue.site.phone)

/** A page that says why there is no result to be seen. */
export const drawNone = (c: AppContext, survey: CatalogueSurvey | null, refusal?: ResultsRefusal) => {
  const problem = survey && refusal ? resultsProblem(refusal, survey) : unknownProblem(c)
  const actor = c.var.context.actor.kind === 'staff' ? actorOf(c) : null
  return c.var.page({ kind: 'result-none', survey, actor, problem } satisfies NoResultPage, problem)
}

/** The form, or the answer that it cannot be read. */
export const typedBy = async (c: AppContext): Promise<{ typed: Record<string, string> } | { refused: Response }> => {
  const form = await readForm(c)
  return form.ok ? { typed: form.value } : { refused: unreadableForm(c, form.refusal) }
}

/** Answers are looked at when nobody can come any more: before, the latest one would be that of who has just been at the window. */
export const whenOver = (c: AppContext, act: (survey: CatalogueSurvey) => Promise<Response>) => {
  const survey = surveyOf(c)
  if (!survey || !isOver(c, survey)) return drawNone(c, survey, { code: 'survey_still_open' })
  return act(survey)
}
