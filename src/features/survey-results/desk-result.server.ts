import { todayOf } from '../../kernel/context.ts'
import { type AppContext, fieldCodes } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { actorOf, staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import { surveyOf } from '../surveys/reads.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { sumOf } from './cells.ts'
import { drawNone, isOver, typedBy } from './desk-answers.server.ts'
import type { DeskResultPage } from './page.ts'
import { inputInvalid, resultsProblem } from './problem.ts'
import { resultOf } from './result.ts'
import { publicationInput, type ResultsRefusal } from './schema.ts'
import { closingFacts, publishedResult, publishing, readClosingFacts, readPublication, readPublished } from './store.server.ts'
import { tallied, tallying } from './tally.server.ts'
import { readCounts, textCounts } from './texts.server.ts'

/** Everything the desk sees of a result, in one call of the database. */
const readFacts = async (c: AppContext, survey: CatalogueSurvey) => {
  const { slug } = survey
  const [closing, published, texts, ...counts] = await staffRead(c.var.context, [
    closingFacts(survey, todayOf(c.var.context)),
    publishedResult(slug),
    textCounts(slug),
    ...tallying(survey),
  ])
  return {
    ...readClosingFacts(closing),
    published: readPublished(published),
    texts_waiting: readCounts(texts).waiting,
    tally: tallied(survey, counts),
  }
}

const draw = async (c: AppContext, survey: CatalogueSurvey, problem?: Problem) => {
  const { of, papers, published, texts_waiting, tally } = await readFacts(c, survey)
  const over = isOver(c, survey)
  const page: DeskResultPage = {
    kind: 'desk-result',
    actor: actorOf(c),
    survey,
    count: sumOf(tally.came),
    open: !over,
    result: published?.result ?? (over ? resultOf(survey, tally, of) : null),
    published_at: published?.published_at ?? null,
    papers,
    texts_waiting,
    problem,
  }
  return c.var.page(page, problem)
}

export const showDeskResult = (c: AppContext) => {
  const survey = surveyOf(c)
  return survey ? draw(c, survey) : drawNone(c, null)
}

/** 公布: as the tables were shown, once and for good. */
export const publishResult = async (c: AppContext) => {
  const { context } = c.var
  const survey = surveyOf(c)
  if (!survey) return drawNone(c, null)
  const refuse = (refusal: ResultsRefusal) => draw(c, survey, resultsProblem(refusal, survey))
  if (!isOver(c, survey)) return refuse({ code: 'survey_still_open' })
  const form = await typedBy(c)
  if ('refused' in form) return form.refused
  const parsed = publicationInput.safeParse(form.typed)
  if (!parsed.success) return refuse(inputInvalid(...fieldCodes(parsed.error)))
  const { of, papers, tally } = await readFacts(c, survey)
  if (papers > 0) return refuse({ code: 'papers_waiting' })
  const statements = publishing(survey.slug, resultOf(survey, tally, of), sumOf(tally.came), staffOf(context).staff, context.now)
  const came = readPublication(await staffWrite(context, 'survey.publish', { kind: 'survey', id: survey.slug }, statements))
  if (came !== 'published') return refuse({ code: came })
  return c.redirect(`/desk/surveys/${survey.slug}/results/`, 303)
}
