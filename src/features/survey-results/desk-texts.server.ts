import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { actorOf, staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { typedBy, whenOver } from './desk-answers.server.ts'
import type { DeskTextsPage, TextState } from './page.ts'
import { inputInvalid, resultsProblem } from './problem.ts'
import { readDecisions } from './schema.ts'
import { deciding, pageNumber, readCounts, readPart, textCounts, textsOf } from './texts.server.ts'

const states: TextState[] = ['waiting', 'shown', 'withheld']

const stateOf = (c: AppContext): TextState => states.find((one) => one === c.req.query('state')) ?? 'waiting'

const draw = async (c: AppContext, survey: CatalogueSurvey, problem?: Problem) => {
  const [state, page] = [stateOf(c), pageNumber(c.req.query('page'))]
  const found = await staffRead(c.var.context, [textCounts(survey.slug), textsOf(survey.slug, state, page)])
  const data: DeskTextsPage = {
    kind: 'desk-result-texts',
    actor: actorOf(c),
    survey,
    state,
    counts: readCounts(found[0]),
    part: await readPart(c.var.context, found[1], page),
    saved: c.req.query('saved') === 'yes' && !problem,
    problem,
  }
  return c.var.page(data, problem)
}

export const showTexts = (c: AppContext) => whenOver(c, (survey) => draw(c, survey))

/** 公布 or 不公布, for as many texts as were decided on the page. */
export const decideTexts = (c: AppContext) =>
  whenOver(c, async (survey) => {
    const { context } = c.var
    const form = await typedBy(c)
    if ('refused' in form) return form.refused
    const decided = readDecisions(form.typed)
    if (!decided) return draw(c, survey, resultsProblem(inputInvalid({ field: 'texts', code: 'decision_unknown' }), survey))
    const statement = deciding(survey.slug, decided, staffOf(context).staff, context.now)
    await staffWrite(context, 'survey.decide', { kind: 'survey', id: survey.slug }, [statement], decided.map(({ act }) => act).join(','))
    return c.redirect(`/desk/surveys/${survey.slug}/texts/?state=${stateOf(c)}&saved=yes`, 303)
  })
