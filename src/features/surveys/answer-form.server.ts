import type { AppContext } from '../../kernel/http.server.ts'
import { readForm } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import {
  answerAddress,
  drawRefused,
  goDone,
  openSurvey,
  outageProblem,
  problemOf,
  refuseRespondent,
  reviewAddress,
  unlessOutage,
} from './answering.server.ts'
import { sectionAfter, sectionBefore } from './branching.ts'
import { giveDraftCode } from './browser.server.ts'
import { keepDraft, newDraftCode } from './draft.server.ts'
import { drawSection } from './draw.server.ts'
import { handIn } from './hand-in.server.ts'
import { faultsOnPage } from './problem.ts'
import { fieldsOfQuestions, progressOf, typedAnew } from './progress.ts'
import { type CatalogueSurvey, type Fields, requestKeySchema, type Section } from './schema.ts'
import { type Answering, beginAnswering, readAnswering } from './start.server.ts'

/** The section somebody comes back to: the first that is not whole yet, else the last. */
const currentSection = (survey: CatalogueSurvey, fields: Fields) => {
  const { course, faults } = progressOf(survey, fields)
  return faults[0]?.section ?? course.sections.at(-1)?.id
}

/** `GET …/answer/`: the section that is asked for, or where one was. */
export const showAnswer = async (c: AppContext) => {
  const open = openSurvey(c)
  if ('refused' in open) return open.refused
  const { survey } = open
  const begun = await beginAnswering(c, survey)
  if (begun.kind === 'way') return c.var.page({ kind: 'survey-way', survey })
  if (begun.kind === 'refused') return drawRefused(c, survey, { code: begun.code })
  const { draft } = begun.answering
  const at = c.req.query('at')
  const first = survey.sections[0]?.id
  if (!draft && at !== undefined && at !== first) return drawRefused(c, survey, { code: 'draft_unknown' })
  const typed = draft?.fields ?? {}
  const query = { reviewing: c.req.query('from') === 'review', saved: c.req.query('saved') !== undefined }
  return drawSection(c, survey, begun.answering, { section: at ?? (draft ? currentSection(survey, typed) : first), typed, ...query })
}

/** Fields of the form that belong to any question there is: of another wording nothing that still fits is lost. */
const everyQuestion = ({ sections }: CatalogueSurvey) => sections.flatMap(({ questions }) => questions)

const keep = async (
  c: AppContext,
  survey: CatalogueSurvey,
  { draft, held, identity }: Answering,
  form: Fields,
  kept: Fields,
  version: string,
) => {
  const { context } = c.var
  const key = requestKeySchema.safeParse(form['request_key'])
  const made = draft ?? {
    code: newDraftCode(context),
    survey: survey.slug,
    printed_code: held.code,
    device: identity?.kind === 'device' ? identity.token : null,
    request_key: key.success ? key.data : context.newId(),
  }
  const whole = { ...made, fields: kept, version }
  await context.database.write([await keepDraft(context, survey, whole)])
  if (!draft) await giveDraftCode(c, survey.slug, whole.code)
  return whole
}

/** `POST …/answer/`: one section, and where to go from it. */
export const takeAnswer = async (c: AppContext) => {
  const open = openSurvey(c)
  if ('refused' in open) return open.refused
  const { survey } = open
  const form = await readForm(c)
  if (!form.ok) return c.var.problem(httpProblem(form.refusal.code, c.var.context.catalogue.site.phone))
  const section = survey.sections.find(({ id }) => id === form.value['section']) ?? survey.sections[0]
  if (!section) throw new Error('a survey without a section')
  const answered = await unlessOutage(() => answerSection(c, survey, section, form.value))
  if (answered) return answered
  const view = {
    section: section.id,
    typed: fieldsOfQuestions(everyQuestion(survey), form.value),
    reviewing: false,
    request_key: form.value['request_key'],
  }
  const nothing = { held: { draft: null, code: null, device: null }, identity: null, draft: null }
  return drawSection(c, survey, nothing, view, outageProblem(c))
}

const answerSection = async (c: AppContext, survey: CatalogueSurvey, section: Section, form: Fields) => {
  const { slug, version } = survey
  const read = await readAnswering(c, survey)
  // Where no cookie is kept, the form stands for the device.
  const form_key = requestKeySchema.safeParse(form['request_key'])
  const noCookie = survey.respondents === '谁都可以' && !read.identity && form_key.success
  const answering: Answering = noCookie ? { ...read, identity: { kind: 'device', token: form_key.data } } : read
  const before = answering.draft?.fields ?? {}
  const reviewing = form['from'] === 'review'
  const view = { section: section.id, reviewing, request_key: form['request_key'] }
  const handsIn = survey.sections.length === 1

  if (form['version'] !== version) {
    const typed = { ...before, ...fieldsOfQuestions(everyQuestion(survey), form) }
    const old = answering.draft?.version ?? form['version'] ?? ''
    const draft = handsIn ? null : await keep(c, survey, answering, form, typed, old)
    const problem = problemOf(c, survey, { code: 'survey_changed' })
    return drawSection(c, survey, { ...answering, draft }, { ...view, typed, changed: true }, problem)
  }

  const typed = typedAnew(section, before, form)
  const sent = { ...view, typed }
  if (!answering.identity && !answering.draft) return drawSection(c, survey, answering, sent, await refuseRespondent(c, survey))
  const { course, faults } = progressOf(survey, typed)
  const onPage = faults.filter((one) => one.section === section.id)
  const goesOn = !['back', 'save'].includes(form['go'] ?? '')
  if (goesOn && onPage.length > 0)
    return drawSection(c, survey, answering, sent, faultsOnPage(onPage, survey, c.var.context.catalogue.site.phone))

  if (handsIn) {
    const { identity } = answering
    if (!identity) return drawSection(c, survey, answering, sent, await refuseRespondent(c, survey))
    if (!form_key.success) {
      const fields = [{ field: 'request_key', code: 'request_key_invalid' as const }]
      return drawSection(
        c,
        survey,
        answering,
        { ...sent, request_key: undefined },
        problemOf(c, survey, { code: 'survey_answers_invalid', fields }),
      )
    }
    const counted = await handIn(c.var.context, survey, { identity, answers: course.answers, request_key: form_key.data, draft: null })
    return counted.ok ? goDone(c, survey) : drawSection(c, survey, answering, sent, problemOf(c, survey, counted.refusal))
  }

  await keep(c, survey, answering, form, typed, version)
  const to = (id: string, more = '') => c.redirect(`${answerAddress(slug)}?at=${id}${more}`, 303)
  if (form['go'] === 'save') return to(section.id, '&saved=1')
  if (form['go'] === 'back') {
    const previous = sectionBefore(course, section.id)
    return previous ? to(previous.id) : c.redirect(`/surveys/${slug}/`, 303)
  }
  const next = form['go'] === 'review' ? null : sectionAfter(course, section.id)
  return next ? to(next.id) : c.redirect(reviewAddress(slug), 303)
}
