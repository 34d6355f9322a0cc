import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { outageOf, unlessOutage } from '../../kernel/outage.server.ts'
import { answerSection } from './answer-section.server.ts'
import { drawRefused, openSurvey } from './answering.server.ts'
import { drawSection } from './draw.server.ts'
import { everyQuestion, fieldsOfQuestions, progressOf } from './progress.ts'
import type { CatalogueSurvey, Fields } from './schema.ts'
import { beginAnswering } from './start.server.ts'

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

/** `POST …/answer/`: one section, and where to go from it. */
export const takeAnswer = async (c: AppContext) => {
  const open = openSurvey(c)
  if ('refused' in open) return open.refused
  const { survey } = open
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const section = survey.sections.find(({ id }) => id === form.value['section']) ?? survey.sections[0]
  if (!section) throw new Error('a survey without a section')
  const answered = await unlessOutage(() => answerSection(c, survey, section, form.value))
  if (answered) return answered
  const view = {
    section: section.id,
    typed: fieldsOfQuestions(everyQuestion(survey), form.value),
    reviewing: form.value['from'] === 'review',
    unread: true,
    request_key: form.value['request_key'],
  }
  const nothing = { held: { draft: null, code: null, device: null }, identity: null, draft: null }
  return drawSection(c, survey, nothing, view, outageOf(c))
}
