import type { AppContext } from '../../kernel/http.server.ts'
import { surveyOf } from '../surveys/reads.server.ts'
import { drawNone, unknownProblem } from './desk-answers.server.ts'
import type { PublicNeedsPage, PublicResultPage } from './page.ts'
import { resultsProblem } from './problem.ts'
import { needsOf, publishedResult, readNeeds, readPublished } from './store.server.ts'
import { pageNumber, readPart, shownTexts } from './texts.server.ts'
import { resultView } from './views.ts'

/** `GET /surveys/:slug/results/`: as it was published, with the texts that were let through. One call of the database. */
export const showResult = async (c: AppContext) => {
  const { context } = c.var
  const survey = surveyOf(c)
  if (!survey) return drawNone(c, null)
  const page = pageNumber(c.req.query('page'))
  const [result, texts] = await context.database.read([publishedResult(survey.slug), shownTexts(survey.slug, page)])
  const published = readPublished(result)
  if (!published) return drawNone(c, survey, { code: 'result_unpublished' })
  return c.var.page({ kind: 'result', survey, ...published, texts: await readPart(context, texts, page) } satisfies PublicResultPage)
}

/** `GET /surveys/:slug/needs/`: 需求清单. */
export const showNeeds = async (c: AppContext) => {
  const survey = surveyOf(c)
  if (!survey) return drawNone(c, null)
  const [result, needs] = await c.var.context.database.read([publishedResult(survey.slug), needsOf(survey.slug)])
  const published = readPublished(result)
  if (!published) return drawNone(c, survey, { code: 'result_unpublished' })
  return c.var.page({ kind: 'result-needs', survey, ...published, needs: readNeeds(needs) } satisfies PublicNeedsPage)
}

/** `GET /api/surveys/:slug/results`. */
export const tellResult = async (c: AppContext) => {
  const { context } = c.var
  const survey = surveyOf(c)
  if (!survey) return c.var.problem(unknownProblem(c))
  const [result] = await context.database.read([publishedResult(survey.slug)])
  const published = readPublished(result)
  if (!published) return c.var.problem(resultsProblem({ code: 'result_unpublished' }, survey))
  const published_at = new Date(published.published_at).toISOString()
  return c.json(resultView.parse({ survey: survey.slug, title: survey.title, published_at, ...published.result }))
}
