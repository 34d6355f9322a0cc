import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { countedBy } from './answering.server.ts'
import { keptUntil } from './draft.server.ts'
import { errorsOf, type SurveyAnswerPage } from './page.ts'
import { progressOf, sectionShown } from './progress.ts'
import type { CatalogueSurvey, Fields } from './schema.ts'
import type { Answering } from './start.server.ts'

export interface SectionView {
  /** Id of the section that is wanted; the first when it is not asked. */
  section: string | undefined
  typed: Fields
  reviewing: boolean
  saved?: boolean
  changed?: boolean
  /** The earlier answers could not be read: every question of the section is drawn, so that nothing typed is lost. */
  unread?: boolean
  request_key?: string | undefined
}

/** One section as a page, with what was typed; a refusal is drawn on it. */
export const drawSection = (
  c: AppContext,
  survey: CatalogueSurvey,
  { draft, identity }: Answering,
  view: SectionView,
  problem?: Problem,
) => {
  const { context } = c.var
  const { typed, reviewing, saved = false } = view
  const progress = progressOf(survey, typed)
  const { sections } = progress.course
  const wanted = view.unread ? survey.sections.find(({ id }) => id === view.section) : undefined
  const asked = wanted ?? sections.find(({ id }) => id === view.section) ?? sections[0]
  if (!asked) throw new Error('a survey that asks nothing')
  const page: SurveyAnswerPage = {
    kind: 'survey-answer',
    survey,
    section: wanted ?? sectionShown(survey, asked, progress),
    place: Math.max(1, sections.findIndex(({ id }) => id === asked.id) + 1),
    of: sections.length,
    hands_in: survey.sections.length === 1,
    reviewing,
    typed,
    errors: errorsOf(problem),
    draft_code: draft?.code ?? null,
    kept_until: keptUntil(context, survey),
    saved,
    changed: view.changed ?? (draft !== null && draft.version !== survey.version),
    counted_by: countedBy(identity, survey),
    request_key: draft?.request_key ?? view.request_key ?? context.newId(),
    problem,
  }
  return c.var.page(page, problem)
}
