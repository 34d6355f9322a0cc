import { todayOf } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { findPeople, inReach } from '../members/store.server.ts'
import { staffOf } from '../staff/store.server.ts'
import { type CatalogueSurvey, type Fields, requestKeySchema } from '../surveys/schema.ts'
import { checkSession, drawDesk, drawRefused, formOf } from './answers.server.ts'
import { issueOne } from './codes.server.ts'
import { buildingsOf, issueMany } from './codes-many.server.ts'
import { foundResidents, readHome, type Whom, whomIn } from './home.server.ts'
import type { FoundResident, Home } from './page.ts'
import { deskProblem, notFoundProblem } from './problem.ts'
import { type DeskRefusal, slipsInput } from './schema.ts'

interface Shown {
  people?: FoundResident[]
  home?: Home
  problem?: Problem
}

const draw = (c: AppContext, survey: CatalogueSurvey, form: Fields = {}, { people, home, problem }: Shown = {}) => {
  const { context } = c.var
  const { role, scope } = staffOf(context)
  const typed = { sought: (form['sought'] ?? '').trim().slice(0, 60), surname: (form['surname'] ?? '').trim().slice(0, 20) }
  const grids = context.catalogue.site.grids.filter(({ id }) => role !== 'grid_worker' || id === scope)
  return drawDesk(c, {
    kind: 'desk-survey-codes',
    survey,
    typed,
    people: people ?? null,
    home: home ?? null,
    request_key: context.newId(),
    grids: grids.map(({ id, name, buildings }) => ({ id, name, buildings })),
    problem,
  })
}

/** `GET …/codes/`. */
export const showCodes = async (c: AppContext, survey: CatalogueSurvey) => {
  await checkSession(c)
  return survey.respondents === '谁都可以' ? drawRefused(c, survey, { code: 'survey_without_codes' }) : draw(c, survey)
}

const chosen = async (c: AppContext, survey: CatalogueSurvey, whom: Whom, form: Fields) => {
  const home = await readHome(c.var.context, survey, whom)
  if (!home.ok) return draw(c, survey, form, { problem: deskProblem(home.refusal, survey) })
  return draw(c, survey, form, { home: home.value })
}

const find = async (c: AppContext, survey: CatalogueSurvey, form: Fields) => {
  const { context } = c.var
  const [sought, surname] = [(form['sought'] ?? '').trim().slice(0, 60), (form['surname'] ?? '').trim().slice(0, 20)]
  const found = await findPeople(context, sought, surname, { act: 'survey.code', reach: inReach(context) })
  if (!found.ok) return draw(c, survey, form, { problem: notFoundProblem(found.refusal) })
  if (survey.respondents === '每户一份') return chosen(c, survey, { kind: 'household', id: found.value[0]?.household ?? '' }, form)
  return draw(c, survey, form, { people: foundResidents(found.value, todayOf(context)) })
}

const notAsked = async (c: AppContext, survey: CatalogueSurvey, form: Fields, fields: DeskRefusal['fields'] = []) => {
  await checkSession(c)
  return draw(c, survey, form, { problem: deskProblem({ code: 'survey_answers_invalid', fields }, survey) })
}

const staleKey = { field: 'request_key', code: 'request_key_invalid' } as const

/** One code, alone or on a 纸质问卷 of its own. It stands on this one answer and nowhere else. */
const printOne = async (c: AppContext, survey: CatalogueSurvey, form: Fields) => {
  const { context } = c.var
  const key = requestKeySchema.safeParse(form['request_key'])
  if (!key.success) return notAsked(c, survey, form, [staleKey])
  const whom = whomIn(survey, form)
  const refused = (refusal: DeskRefusal) => draw(c, survey, form, { problem: deskProblem(refusal, survey) })
  if (!whom) return refused({ code: 'survey_household_unknown' })
  const slip = await issueOne(context, survey, { whom, key: key.data })
  if (!slip.ok) return refused(slip.refusal)
  if (form['act'] === 'paper') return drawDesk(c, { kind: 'desk-survey-print', survey, slip: slip.value })
  return drawDesk(c, { kind: 'desk-survey-slips', survey, slips: [slip.value], left: 0, missed: 0 })
}

const printMany = async (c: AppContext, survey: CatalogueSurvey, form: Fields) => {
  const { context } = c.var
  const { where = '', again, request_key = '' } = form
  const parsed = slipsInput.safeParse({ where, request_key, ...(again ? { again: 'yes' } : {}) })
  const isStale = !parsed.success && parsed.error.issues.some(({ path }) => path[0] === 'request_key')
  const buildings = parsed.success ? buildingsOf(context, parsed.data.where) : undefined
  if (!parsed.success || buildings === undefined)
    return notAsked(c, survey, form, [isStale ? staleKey : { field: 'where', code: 'where_unknown' }])
  const issued = await issueMany(context, survey, parsed.data, buildings)
  if (!issued.ok) return draw(c, survey, form, { problem: deskProblem(issued.refusal, survey) })
  return drawDesk(c, { kind: 'desk-survey-slips', survey, ...issued.value })
}

/** `POST …/codes/`: find one, print one, print many. */
export const takeCodes = async (c: AppContext, survey: CatalogueSurvey) => {
  if (survey.respondents === '谁都可以') return showCodes(c, survey)
  const form = await formOf(c)
  if (form instanceof Response) return form
  switch (form['act']) {
    case 'slip':
    case 'paper':
      return printOne(c, survey, form)
    case 'many':
      return printMany(c, survey, form)
    case 'choose': {
      const whom = whomIn(survey, form)
      return whom ? chosen(c, survey, whom, form) : find(c, survey, form)
    }
    default:
      return find(c, survey, form)
  }
}
