import { daysBetween } from '../../kernel/calendar.ts'
import { todayOf } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { mayDo } from '../staff/permissions.ts'
import { staffOf, staffRead } from '../staff/store.server.ts'
import { errorsOf } from '../surveys/page.ts'
import type { CatalogueSurvey, Fields } from '../surveys/schema.ts'
import { drawDesk } from './answers.server.ts'
import { boothAt } from './booth.server.ts'
import { type PaperDone, paperDone } from './copy.ts'
import { differencesOf } from './differences.ts'
import { type KeptEntry, type Paper, waitingPapers } from './paper.server.ts'
import { deskProblem } from './problem.ts'
import type { DeskRefusal } from './schema.ts'

const isDone = (word: string | undefined): word is PaperDone => word !== undefined && Object.hasOwn(paperDone, word)

/** 录纸质问卷: which paper, and what waits. One database call. */
export const drawStart = async (c: AppContext, survey: CatalogueSurvey, typed = '', problem?: Problem) => {
  const { context } = c.var
  const [found] = await staffRead(context, [waitingPapers(survey)])
  const waiting = (found?.rows ?? []).map((row) => ({
    paper: mayDo(staffOf(context).role, 'survey.decide') ? String(row['paper']) : null,
    entered_on: String(row['entered_on']),
    days: Math.max(0, daysBetween(String(row['entered_on']), todayOf(context))),
    by: String(row['name'] ?? ''),
    twice: row['twice'] === 1,
  }))
  const done = c.req.query('done')
  return drawDesk(c, {
    kind: 'desk-survey-paper',
    survey,
    typed: typed.slice(0, 40),
    waiting,
    done: !problem && isDone(done) ? done : null,
    problem,
  })
}

interface Shown {
  typed?: Fields
  booth?: string
  refusal?: DeskRefusal
}

export const drawEntry = (
  c: AppContext,
  survey: CatalogueSurvey,
  paper: Paper,
  turn: 1 | 2,
  { typed = {}, booth, refusal }: Shown = {},
) => {
  const problem = refusal && deskProblem(refusal, survey)
  const changed = paper.entries.some(({ version }) => version !== survey.version)
  return drawDesk(c, {
    kind: 'desk-survey-answer',
    survey,
    home: null,
    paper: { key: paper.key, turn, changed },
    booth: booth ?? boothAt(c, survey),
    typed,
    errors: errorsOf(problem),
    request_key: '',
    problem,
  })
}

export const drawDifferences = (
  c: AppContext,
  survey: CatalogueSurvey,
  key: string,
  entries: KeptEntry[],
  picks: Fields = {},
  open: string[] = [],
) => {
  const [first, second] = entries
  if (!first || !second) throw new Error('a difference of less than two entries')
  const fields = open.map((id) => ({ field: `pick-${id}`, code: 'pick_missing' as const }))
  const problem = open.length > 0 ? deskProblem({ code: 'survey_answers_invalid', fields }, survey) : undefined
  const changed = entries.some(({ version }) => version !== survey.version)
  const differences = differencesOf(survey, first, second)
  return drawDesk(c, { kind: 'desk-survey-differences', survey, key, differences, picks, changed, problem })
}
