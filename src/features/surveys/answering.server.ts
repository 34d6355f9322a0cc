import { dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { rememberPage } from '../sessions/store.server.ts'
import { takeAnswersBack } from './browser.server.ts'
import type { Identity } from './identity.server.ts'
import type { CountedBy, SurveyRefusedPage } from './page.ts'
import { surveyProblem } from './problem.ts'
import type { CatalogueSurvey, SurveyRefusal } from './schema.ts'
import { type Standing, standingOn } from './window.ts'

export const answerAddress = (slug: string) => `/surveys/${slug}/answer/`
export const reviewAddress = (slug: string) => `/surveys/${slug}/review/`

export const surveyOf = (c: AppContext): CatalogueSurvey | null => {
  const { surveys } = c.var.context.catalogue
  const slug = c.req.param('slug') ?? ''
  return Object.hasOwn(surveys, slug) ? (surveys[slug] ?? null) : null
}

export const standingNow = ({ now, catalogue }: RequestContext, survey: CatalogueSurvey): Standing =>
  standingOn(survey, dayOf(now, catalogue.site.time_zone))

/** Why a survey takes no answers today, or null. */
export const whyClosed = (context: RequestContext, survey: CatalogueSurvey): { code: 'survey_not_open' | 'survey_closed' } | null => {
  const { state } = standingNow(context, survey)
  if (state === 'open') return null
  return { code: state === 'upcoming' ? 'survey_not_open' : 'survey_closed' }
}

export const problemOf = (c: AppContext, survey: CatalogueSurvey | null, refusal: SurveyRefusal): Problem => ({
  ...surveyProblem(refusal, survey, c.var.context.catalogue.site.phone),
  ...(['respondent_needed', 'respondent_not_allowed'].includes(refusal.code) && { next: { href: '/signin/', word: '去登录' } }),
})

/** A page that says why nothing can be answered. */
export const drawRefused = (c: AppContext, survey: CatalogueSurvey | null, refusal: SurveyRefusal) => {
  const problem = problemOf(c, survey, refusal)
  return c.var.page({ kind: 'survey-refused', survey, problem } satisfies SurveyRefusedPage, problem)
}

/** The survey of this address while it takes answers, or the page that says why not. */
export const openSurvey = (c: AppContext): { survey: CatalogueSurvey } | { refused: Promise<Response> } => {
  const survey = surveyOf(c)
  if (!survey) return { refused: drawRefused(c, null, { code: 'survey_unknown' }) }
  const closed = whyClosed(c.var.context, survey)
  return closed ? { refused: drawRefused(c, survey, closed) } : { survey }
}

export const countedBy = (identity: Identity | null, { respondents }: CatalogueSurvey): CountedBy =>
  identity?.kind ?? (respondents === '谁都可以' ? 'device' : 'resident')

/** Signing in leads back to the page of the answers. */
export const refuseRespondent = async (c: AppContext, survey: CatalogueSurvey) => {
  await rememberPage(c)
  return problemOf(c, survey, { code: 'respondent_needed' })
}

/** It was counted: nothing of the answers stays in this browser. */
export const goDone = (c: AppContext, { slug }: CatalogueSurvey) => {
  takeAnswersBack(c, slug)
  return c.redirect(`/surveys/${slug}/done/`, 303)
}
