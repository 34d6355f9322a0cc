import type { AppContext } from '../../kernel/http.server.ts'
import { mayDo } from '../staff/permissions.ts'
import { byStaff, staffOf } from '../staff/store.server.ts'
import { controlOf } from '../surveys/page.ts'
import { everyQuestion, fieldsOfQuestions, progressOf } from '../surveys/progress.ts'
import type { CatalogueSurvey, Fields } from '../surveys/schema.ts'
import { checkSession, drawRefused, formOf } from './answers.server.ts'
import { boothIn, rememberBooth } from './booth.server.ts'
import type { PaperDone } from './copy.ts'
import { answersOf, boothField, type PaperEntry, type Picks, settled } from './differences.ts'
import { type KeptEntry, type Paper, readPaper, whyNoPapers } from './paper.server.ts'
import { enterAgain, giveUp, keepEntry, mergePaper, setAside } from './paper-acts.server.ts'
import { drawDifferences, drawEntry, drawStart } from './paper-draw.server.ts'
import { deskProblem, faultsAtDesk } from './problem.ts'
import { type DeskRefusal, readPaperKey } from './schema.ts'
import { asOnPaper } from './whole.ts'

const goDone = (c: AppContext, { slug }: CatalogueSurvey, done: PaperDone) => c.redirect(`/desk/surveys/${slug}/paper/?done=${done}`, 303)

/** `GET …/paper/`. */
export const showPaper = async (c: AppContext, survey: CatalogueSurvey) => {
  const closed = whyNoPapers(c.var.context, survey)
  if (!closed) return drawStart(c, survey)
  await checkSession(c)
  return drawRefused(c, survey, closed)
}

/** The turn that is next for whoever asks; null when both are there. */
const nextTurn = ({ entries }: Pick<Paper, 'entries'>, by: string): 1 | 2 | null | 'yours' => {
  if (entries.length === 0) return 1
  if (entries.length > 1) return null
  return entries[0]?.by === by ? 'yours' : 2
}

const pickedIn = (form: Fields): Picks =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]): [string, '1' | '2'][] =>
      name.startsWith('pick.') && (value === '1' || value === '2') ? [[name.slice(5), value]] : [],
    ),
  )

/** Two entries: merged when they agree or are settled, else shown side by side. */
const conclude = async (c: AppContext, survey: CatalogueSurvey, paper: Paper, entries: KeptEntry[], form?: Fields) => {
  const [first, second] = entries
  if (!first || !second) return refused(c, survey, { code: 'paper_gone' })
  const picks = pickedIn(form ?? {})
  const whole = settled(survey, first, second, picks)
  if (!whole.ok) return drawDifferences(c, survey, paper.key, entries, picks, form ? whole.refusal : [])
  if (Object.keys(whole.value.answers).length === 0) {
    await setAside(c.var.context, survey, paper)
    return refused(c, survey, { code: 'paper_empty' })
  }
  const merged = await mergePaper(c.var.context, survey, paper, whole.value)
  return merged.ok ? goDone(c, survey, 'counted') : refused(c, survey, merged.refusal)
}

const refused = (c: AppContext, survey: CatalogueSurvey, refusal: DeskRefusal, typed = '') =>
  drawStart(c, survey, typed, deskProblem(refusal, survey))

const entryIn = (survey: CatalogueSurvey, form: Fields): PaperEntry | DeskRefusal => {
  const booth = boothIn(survey, form[boothField])
  const { faults } = progressOf(asOnPaper(survey), form)
  const wrongBooth = booth === undefined ? [{ field: controlOf(boothField), code: 'booth_unknown' as const }] : []
  const wrong = [...wrongBooth, ...(faultsAtDesk(faults).fields ?? [])]
  if (form['version'] !== survey.version) return { code: 'survey_changed' }
  if (wrong.length > 0 || booth === undefined) return { code: 'survey_answers_invalid', fields: wrong }
  const entry = { fields: fieldsOfQuestions(everyQuestion(survey), form), booth, version: survey.version }
  return Object.keys(answersOf(survey, entry)).length > 0 ? entry : { code: 'paper_empty' }
}

const enter = async (c: AppContext, survey: CatalogueSurvey, paper: Paper, form: Fields) => {
  const { context } = c.var
  const turn = nextTurn(paper, byStaff(context))
  if (turn === 'yours') return form['turn'] === '1' ? goDone(c, survey, 'first') : refused(c, survey, { code: 'paper_yours' }, paper.key)
  if (turn === null) return conclude(c, survey, paper, paper.entries)
  const entry = entryIn(survey, form)
  if ('code' in entry) {
    const typed = fieldsOfQuestions(everyQuestion(survey), form)
    return drawEntry(c, survey, paper, turn, { typed, booth: form[boothField] ?? '', refusal: entry })
  }
  const entries = await keepEntry(context, survey, paper, turn, entry)
  if (survey.ballot) rememberBooth(c, survey, entry.booth)
  if (entries.length > 1) return conclude(c, survey, paper, entries)
  return entries[0]?.by === byStaff(context) ? goDone(c, survey, 'first') : refused(c, survey, { code: 'paper_gone' }, paper.key)
}

/** A steward takes a lost paper off, so that it does not keep the result from being published. */
const takeOff = async (c: AppContext, survey: CatalogueSurvey, form: Fields) => {
  const { context } = c.var
  if (!mayDo(staffOf(context).role, 'survey.decide')) return refused(c, survey, { code: 'paper_not_yours' })
  await giveUp(context, survey, (form['lost'] ?? '').slice(0, 60))
  return goDone(c, survey, 'given_up')
}

/** `POST …/paper/`: which paper, an entry, what is settled, or anew. Its code is in the body of each request, and in no address. */
export const takePaper = async (c: AppContext, survey: CatalogueSurvey) => {
  const { context } = c.var
  const closed = whyNoPapers(context, survey)
  if (closed) return showPaper(c, survey)
  const form = await formOf(c)
  if (form instanceof Response) return form
  if (form['act'] === 'give_up') return takeOff(c, survey, form)
  const typed = (form['paper'] ?? '').trim()
  const key = readPaperKey(survey, typed)
  if (key === null) {
    const code = typed === '' ? ('paper_missing' as const) : ('paper_unreadable' as const)
    return refused(c, survey, { code: 'survey_answers_invalid', fields: [{ field: 'paper', code }] }, typed)
  }
  const paper = await readPaper(context, survey, key)
  // What was sent a second time gets the same answer.
  if (paper.refusal?.code === 'paper_counted' && form['act'] !== 'open') return goDone(c, survey, 'counted')
  if (paper.refusal?.code === 'paper_answered') await setAside(context, survey, paper)
  if (paper.refusal) return refused(c, survey, paper.refusal, typed)
  if (form['act'] === 'enter') return enter(c, survey, paper, form)
  if (form['act'] === 'settle') return conclude(c, survey, paper, paper.entries, form)
  if (form['act'] === 'again') {
    await enterAgain(context, survey, paper)
    return goDone(c, survey, 'again')
  }
  const turn = nextTurn(paper, byStaff(context))
  if (turn === 'yours') return refused(c, survey, { code: 'paper_yours' }, typed)
  return turn === null ? drawDifferences(c, survey, key, paper.entries) : drawEntry(c, survey, paper, turn)
}
