import type { z } from 'zod'
import { type AppContext, fieldCodes, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { outageOf, unlessOutage } from '../../kernel/outage.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { answerAddress, drawRefused, openSurvey, problemOf, whyClosed } from './answering.server.ts'
import { giveDraftCode, takeAllBack } from './browser.server.ts'
import { goOnWithCode } from './code-change.server.ts'
import { tryDraftCode, tryPrintedCode } from './codes.server.ts'
import { inputRefusal } from './problem.ts'
import { type CatalogueSurvey, draftCodeInput, printedCodeInput, type SurveyRefusal } from './schema.ts'

const codeIn = (schema: z.ZodType<{ code: string }>, form: Record<string, string>): Result<string, SurveyRefusal> => {
  const parsed = schema.safeParse({ code: form['code'] ?? '' })
  return parsed.success ? success(parsed.data.code) : refuse(inputRefusal(fieldCodes(parsed.error)))
}

/** Reads the code of a form and tries it; `null` while the database is away. */
const tried = async <Value>(
  c: AppContext,
  schema: z.ZodType<{ code: string }>,
  attempt: (code: string) => Promise<Result<Value, SurveyRefusal>>,
): Promise<Result<Value, SurveyRefusal> | null | Response> => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const code = codeIn(schema, form.value)
  return code.ok ? unlessOutage(() => attempt(code.value)) : code
}

const drawCode = (c: AppContext, survey: CatalogueSurvey, problem?: Problem) =>
  c.var.page({ kind: 'survey-code', survey, problem }, problem)

/** `GET …/code/`. A survey that is open to all has no codes. */
export const showCode = (c: AppContext) => {
  const open = openSurvey(c)
  if ('refused' in open) return open.refused
  if (open.survey.respondents === '谁都可以') return c.redirect(answerAddress(open.survey.slug), 303)
  return drawCode(c, open.survey)
}

/** `POST …/code/`: goes on to the questions with the printed code in hand. */
export const takeCode = async (c: AppContext) => {
  const open = openSurvey(c)
  if ('refused' in open) return open.refused
  const { survey } = open
  const good = await tried(c, printedCodeInput, async (code) => {
    const result = await tryPrintedCode(c.var.context, survey, code)
    if (result.ok) await goOnWithCode(c, survey, result.value)
    return result
  })
  if (good instanceof Response) return good
  if (!good) return drawCode(c, survey, outageOf(c))
  if (!good.ok) return drawCode(c, survey, problemOf(c, survey, good.refusal))
  return c.redirect(answerAddress(survey.slug), 303)
}

const drawResume = (c: AppContext, problem?: Problem) => c.var.page({ kind: 'survey-resume', problem }, problem)

export const showResume = (c: AppContext) => drawResume(c)

/** `POST /surveys/resume/`: goes on on this device. */
export const takeResume = async (c: AppContext) => {
  const { context } = c.var
  const found = await tried(c, draftCodeInput, (code) => tryDraftCode(context, code))
  if (found instanceof Response) return found
  if (!found) return drawResume(c, outageOf(c))
  if (!found.ok) return drawResume(c, problemOf(c, null, found.refusal))
  const survey = context.catalogue.surveys[found.value.survey]
  if (!survey) return drawRefused(c, null, { code: 'survey_unknown' })
  const closed = whyClosed(context, survey)
  if (closed) return drawRefused(c, survey, closed)
  await giveDraftCode(c, survey.slug, found.value.code)
  return c.redirect(answerAddress(survey.slug), 303)
}

/** `POST …/other/`: 换一个人填. */
export const takeOther = (c: AppContext) => {
  const open = openSurvey(c)
  if ('refused' in open) return open.refused
  const { slug, respondents } = open.survey
  takeAllBack(c, slug)
  return c.redirect(respondents === '谁都可以' ? answerAddress(slug) : `/surveys/${slug}/code/`, 303)
}
