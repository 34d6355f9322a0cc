import { Hono } from 'hono'
import { type AppContext, type AppEnv, fieldCodes, readJson } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import { problemOf, surveyOf, whyClosed } from './answering.server.ts'
import { heldOf } from './browser.server.ts'
import { tryPrintedCode } from './codes.server.ts'
import { readGiven } from './given.ts'
import { handIn } from './hand-in.server.ts'
import { identityOf } from './identity.server.ts'
import { inputRefusal } from './problem.ts'
import { type CatalogueSurvey, responseInput, type SurveyRefusal } from './schema.ts'
import { surveyView } from './views.ts'

const refused = (c: AppContext, survey: CatalogueSurvey | null, refusal: SurveyRefusal) => c.var.problem(problemOf(c, survey, refusal))

const showSurvey = (c: AppContext) => {
  const survey = surveyOf(c)
  if (!survey) return refused(c, null, { code: 'survey_unknown' })
  return c.json(surveyView.parse({ ...survey, open: whyClosed(c.var.context, survey) === null }))
}

/** Answers in one request: by the session, by a printed code, or by nobody where a survey is open to all. */
const takeResponse = async (c: AppContext) => {
  const { context } = c.var
  const survey = surveyOf(c)
  if (!survey) return refused(c, null, { code: 'survey_unknown' })
  const closed = whyClosed(context, survey)
  if (closed) return refused(c, survey, closed)
  const body = await readJson(c)
  if (!body.ok) return c.var.problem(httpProblem(body.refusal.code, context.catalogue.site.phone))
  const parsed = responseInput.safeParse(body.value)
  if (!parsed.success) return refused(c, survey, inputRefusal(fieldCodes(parsed.error)))
  const { version, answers, request_key, code } = parsed.data
  if (version !== survey.version) return refused(c, survey, { code: 'survey_changed' })
  const given = readGiven(survey, answers)
  if (!given.ok) return refused(c, survey, given.refusal)
  if (code !== undefined && survey.respondents !== '谁都可以') {
    const good = await tryPrintedCode(context, survey, code)
    if (!good.ok) return refused(c, survey, good.refusal)
  }
  const held = await heldOf(c, survey.slug)
  const identity = identityOf(context, survey, { code: code ?? null, device: held.device ?? request_key })
  if (!identity) return refused(c, survey, { code: 'respondent_needed' })
  const counted = await handIn(context, survey, { identity, answers: given.value, request_key, draft: null })
  return counted.ok ? c.json({ counted: true }, 201, { 'cache-control': 'no-store' }) : refused(c, survey, counted.refusal)
}

/** The JSON side of surveys; the same rules as the forms. Nothing that is answered leads back to who answered. */
export const surveysApi = new Hono<AppEnv>().get('/surveys/:slug', showSurvey).post('/surveys/:slug/responses', takeResponse)
