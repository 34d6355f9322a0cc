import { todayOf } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { findPeople, inReach } from '../members/store.server.ts'
import { controlOf, errorsOf } from '../surveys/page.ts'
import { everyQuestion, fieldsOfQuestions, progressOf } from '../surveys/progress.ts'
import { whyClosed } from '../surveys/reads.server.ts'
import { type CatalogueSurvey, type Fields, requestKeySchema } from '../surveys/schema.ts'
import { checkSession, drawDesk, drawRefused, formOf } from './answers.server.ts'
import { boothAt, boothIn, rememberBooth } from './booth.server.ts'
import { type BehalfWish, countOnBehalf } from './count-behalf.server.ts'
import { boothField } from './differences.ts'
import { foundResidents, readHome, type Whom, whomIn } from './home.server.ts'
import type { FoundResident, Home } from './page.ts'
import { deskProblem, faultsAtDesk, notFoundProblem } from './problem.ts'
import type { DeskRefusal } from './schema.ts'

const soughtIn = (form: Fields) => ({
  sought: (form['sought'] ?? '').trim().slice(0, 60),
  surname: (form['surname'] ?? '').trim().slice(0, 20),
})

const drawFind = (c: AppContext, survey: CatalogueSurvey, form: Fields = {}, people: FoundResident[] | null = null, problem?: Problem) =>
  drawDesk(c, { kind: 'desk-survey-find', survey, typed: soughtIn(form), people, problem })

interface Shown {
  booth?: string
  typed?: Fields
  request_key?: string
  refusal?: DeskRefusal
}

/** Everything that is asked, for this household; a refusal is drawn on it, with what was typed. */
const drawQuestions = (c: AppContext, survey: CatalogueSurvey, home: Home | null, shown: Shown = {}) => {
  const { typed = {}, refusal, booth = boothAt(c, survey), request_key = c.var.context.newId() } = shown
  const problem = refusal && deskProblem(refusal, survey)
  return drawDesk(c, {
    kind: 'desk-survey-answer',
    survey,
    home,
    paper: null,
    booth,
    typed,
    errors: errorsOf(problem),
    request_key,
    problem,
  })
}

/** `GET …/answer/`: finds whom it is for; where anybody may answer, the questions at once. */
export const openBehalf = async (c: AppContext, survey: CatalogueSurvey) => {
  await checkSession(c)
  const closed = whyClosed(c.var.context, survey)
  if (closed) return drawRefused(c, survey, closed)
  return survey.respondents === '谁都可以' ? drawQuestions(c, survey, null) : drawFind(c, survey)
}

/** Whom the clerk chose: told before anything is typed if they have answered. */
const begin = async (c: AppContext, survey: CatalogueSurvey, whom: Whom, form: Fields) => {
  const home = await readHome(c.var.context, survey, whom)
  if (!home.ok) return drawFind(c, survey, form, null, deskProblem(home.refusal, survey))
  if (home.value.answered) return drawFind(c, survey, form, null, deskProblem({ code: 'survey_answered' }, survey))
  return drawQuestions(c, survey, home.value)
}

const find = async (c: AppContext, survey: CatalogueSurvey, form: Fields) => {
  const { context } = c.var
  const { sought, surname } = soughtIn(form)
  const found = await findPeople(context, sought, surname, { act: 'survey.answer', reach: inReach(context) })
  if (!found.ok) return drawFind(c, survey, form, null, notFoundProblem(found.refusal))
  if (survey.respondents !== '每户一份') return drawFind(c, survey, form, foundResidents(found.value, todayOf(context)))
  return begin(c, survey, { kind: 'household', id: found.value[0]?.household ?? '' }, form)
}

/** What the form wants counted, or what is wrong with it. */
const wishIn = (survey: CatalogueSurvey, whom: Whom | null, home: Home | null, form: Fields): BehalfWish | DeskRefusal => {
  if (form['version'] !== survey.version) return { code: 'survey_changed' }
  const booth = boothIn(survey, form[boothField])
  const { course, faults } = progressOf(survey, form)
  const key = requestKeySchema.safeParse(form['request_key'])
  const wrong = [
    ...(booth === undefined ? [{ field: controlOf(boothField), code: 'booth_unknown' as const }] : []),
    ...(faultsAtDesk(faults).fields ?? []),
    ...(key.success ? [] : [{ field: 'request_key', code: 'request_key_invalid' as const }]),
  ]
  if (wrong.length > 0 || booth === undefined || !key.success) return { code: 'survey_answers_invalid', fields: wrong }
  return { whom, own: home?.own ?? false, merged: home?.merged ?? [], booth, answers: course.answers, request_key: key.data }
}

const handIn = async (c: AppContext, survey: CatalogueSurvey, form: Fields) => {
  const { context } = c.var
  const whom = whomIn(survey, form)
  const isOpen = survey.respondents === '谁都可以'
  const home = whom ? await readHome(context, survey, whom) : null
  if (!isOpen && !home?.ok) {
    const refusal = home && !home.ok ? home.refusal : ({ code: 'survey_household_unknown' } as const)
    return drawFind(c, survey, form, null, deskProblem(refusal, survey))
  }
  const known = home?.ok ? home.value : null
  const shown = { typed: fieldsOfQuestions(everyQuestion(survey), form), booth: form[boothField] ?? '', request_key: form['request_key'] }
  const wish = wishIn(survey, whom, known, form)
  const again = (refusal: DeskRefusal) => {
    const stale = refusal.fields?.some(({ code }) => code === 'request_key_invalid')
    return drawQuestions(c, survey, known, { ...shown, refusal, request_key: stale ? undefined : shown.request_key } as Shown)
  }
  if ('code' in wish) return again(wish)
  const counted = await countOnBehalf(context, survey, wish)
  if (!counted.ok) return again(counted.refusal)
  if (survey.ballot) rememberBooth(c, survey, wish.booth)
  const query = whom ? `?${whom.kind}=${whom.id}` : ''
  return c.redirect(`/desk/surveys/${survey.slug}/receipt/${query}`, 303)
}

/** `POST …/answer/`: find, choose, hand in. */
export const takeBehalf = async (c: AppContext, survey: CatalogueSurvey) => {
  const closed = whyClosed(c.var.context, survey)
  if (closed) {
    await checkSession(c)
    return drawRefused(c, survey, closed)
  }
  const form = await formOf(c)
  if (form instanceof Response) return form
  if (form['act'] === 'hand_in') return handIn(c, survey, form)
  if (survey.respondents === '谁都可以') return openBehalf(c, survey)
  const whom = whomIn(survey, form)
  return form['act'] === 'choose' && whom ? begin(c, survey, whom, form) : find(c, survey, form)
}
