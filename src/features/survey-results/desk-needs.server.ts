import { todayOf } from '../../kernel/context.ts'
import { type AppContext, fieldCodes } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { actorOf, staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { typedBy, whenOver } from './desk-answers.server.ts'
import { needTextQuestions } from './needs.ts'
import type { DeskNeedsPage } from './page.ts'
import { inputInvalid, resultsProblem } from './problem.ts'
import { resultOf } from './result.ts'
import { needEndingInput, needInput, type ResultsRefusal, readSorting } from './schema.ts'
import {
  addingNeed,
  closingFacts,
  endingNeed,
  needsOf,
  publishedResult,
  readClosingFacts,
  readNeeds,
  readPublished,
  sortingTexts,
} from './store.server.ts'
import { tallied, tallying } from './tally.server.ts'
import { pageNumber, readPart, textsToSort } from './texts.server.ts'

const draw = async (c: AppContext, survey: CatalogueSurvey, problem?: Problem, title = '') => {
  const { context } = c.var
  const { slug } = survey
  const page = pageNumber(c.req.query('page'))
  const [needs, texts, published, closing, ...counts] = await staffRead(context, [
    needsOf(slug),
    textsToSort(slug, needTextQuestions(survey), page),
    publishedResult(slug),
    closingFacts(survey, todayOf(c.var.context)),
    ...tallying(survey),
  ])
  const data: DeskNeedsPage = {
    kind: 'desk-result-needs',
    actor: actorOf(c),
    survey,
    needs: readNeeds(needs),
    result: readPublished(published)?.result ?? resultOf(survey, tallied(survey, counts), readClosingFacts(closing).of),
    part: await readPart(context, texts, page),
    sorted: Object.fromEntries((texts?.rows ?? []).map(({ id, need }) => [String(id), String(need ?? '')])),
    request_key: context.newId(),
    title,
    problem,
  }
  return c.var.page(data, problem)
}

export const showDeskNeeds = (c: AppContext) => whenOver(c, (survey) => draw(c, survey))

const back = (c: AppContext, { slug }: CatalogueSurvey) => c.redirect(`/desk/surveys/${slug}/needs/`, 303)

/** What each button of the page does, with what was typed. */
type Act = (c: AppContext, survey: CatalogueSurvey, typed: Record<string, string>) => Promise<Response | ResultsRefusal>

const write = (c: AppContext, { slug }: CatalogueSurvey, statements: Parameters<typeof staffWrite>[3], detail: string) =>
  staffWrite(c.var.context, 'survey.decide', { kind: 'survey', id: slug }, statements, detail)

const acts: Record<string, Act> = {
  add: async (c, survey, typed) => {
    const { context } = c.var
    const parsed = needInput.safeParse(typed)
    if (!parsed.success) return inputInvalid(...fieldCodes(parsed.error))
    const { title, request_key } = parsed.data
    await write(c, survey, [addingNeed(survey.slug, request_key, title, staffOf(context).staff, context.now)], 'need_added')
    return back(c, survey)
  },
  end: async (c, survey, typed) => {
    const parsed = needEndingInput.safeParse(typed)
    if (!parsed.success) return inputInvalid(...fieldCodes(parsed.error))
    await write(c, survey, endingNeed(survey.slug, parsed.data.need, c.var.context.now), 'need_ended')
    return back(c, survey)
  },
  sort: async (c, survey, typed) => {
    const sorted = readSorting(typed)
    if (!sorted) return inputInvalid({ field: 'texts', code: 'need_unknown' })
    await write(c, survey, [sortingTexts(survey.slug, sorted)], 'need_sorted')
    return back(c, survey)
  },
}

/** A need more or less, or texts put into needs. */
export const changeNeeds = (c: AppContext) =>
  whenOver(c, async (survey) => {
    const form = await typedBy(c)
    if ('refused' in form) return form.refused
    const { act = '', ...typed } = form.typed
    const does = Object.hasOwn(acts, act) ? acts[act] : undefined
    const came = does ? await does(c, survey, typed) : inputInvalid({ field: 'act', code: 'act_unknown' })
    return came instanceof Response ? came : draw(c, survey, resultsProblem(came, survey), typed['title'])
  })
