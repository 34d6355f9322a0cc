import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { byStaff, staffWrite } from '../staff/store.server.ts'
import { sealTexts } from '../surveys/reads.server.ts'
import type { Answers, CatalogueSurvey } from '../surveys/schema.ts'
import { type NewResponse, recorded, recording, type Voter } from '../surveys/store.server.ts'
import { aboutSurvey } from './answers.server.ts'
import type { PaperEntry } from './differences.ts'
import { entriesOf, type KeptEntry, openEntries, type Paper, receiptOfPaper, sealEntry } from './paper.server.ts'
import type { DeskRefusal } from './schema.ts'

const takenAway = ({ slug }: CatalogueSurvey, { paper }: Pick<Paper, 'paper'>): Statement => ({
  sql: 'DELETE FROM survey_paper_entries WHERE survey = :survey AND paper = :paper',
  args: { survey: slug, paper },
})

/** Keeps one entry, unless somebody was faster or the same person has the other one. Gives what is kept now. */
export const keepEntry = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  paper: Paper,
  turn: 1 | 2,
  entry: PaperEntry,
): Promise<KeptEntry[]> => {
  const keeping: Statement = {
    sql: `INSERT INTO survey_paper_entries (survey, paper, turn, version, booth, answers, entered_by, entered_on)
      SELECT :survey, :paper, :turn, :version, :booth, :answers, :by, :today
      WHERE NOT EXISTS (SELECT 1 FROM survey_paper_entries WHERE survey = :survey AND paper = :paper AND (entered_by = :by OR turn = :turn))`,
    args: {
      survey: survey.slug,
      paper: paper.paper,
      turn,
      version: entry.version,
      booth: entry.booth,
      answers: await sealEntry(context, paper, turn, entry.fields),
      by: byStaff(context),
      today: todayOf(context),
    },
  }
  const detail = turn === 1 ? 'first entry' : 'second entry'
  const results = await staffWrite(context, 'survey.paper', aboutSurvey(survey), [keeping, entriesOf(survey, paper.paper)], detail)
  return openEntries(context, paper.paper, paper.key, results[1]?.rows ?? [])
}

/** Both entries go, to be typed in anew. */
export const enterAgain = (context: RequestContext, survey: CatalogueSurvey, paper: Paper) =>
  staffWrite(context, 'survey.paper', aboutSurvey(survey), [takenAway(survey, paper)], 'entered again')

/** The household has a set already, or nothing on the paper counts: what was typed of it goes, is counted nowhere, and the audit log says so. */
export const setAside = (context: RequestContext, survey: CatalogueSurvey, paper: Paper) =>
  staffWrite(context, 'survey.paper', aboutSurvey(survey), [takenAway(survey, paper)], 'set aside')

/** The paper is lost, so nobody can type it in again: what there is of it goes. `paper` is its fingerprint, as the list of those that wait has it. */
export const giveUp = (context: RequestContext, survey: CatalogueSurvey, paper: string) =>
  staffWrite(context, 'survey.paper', aboutSurvey(survey), [takenAway(survey, { paper })], 'given up')

const voterOfPaper = ({ slug, respondents }: CatalogueSurvey, { paper, voter }: Paper): Voter => {
  if (respondents === '谁都可以') return { sql: ':paper_voter', args: { paper_voter: voter }, named: null }
  const sql = '(SELECT voter FROM survey_codes WHERE survey = :paper_survey AND code = :paper_code AND revoked_on IS NULL)'
  return { sql, args: { paper_survey: slug, paper_code: paper }, named: `code:${voter}` }
}

/** Two entries that agree become one set of answers, and go: one batch. A paper whose household was faster online is set aside. */
export const mergePaper = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  paper: Paper,
  { answers, booth }: { answers: Answers; booth: string | null },
): Promise<Result<true, DeskRefusal>> => {
  const receipt = await receiptOfPaper(context, survey, paper.paper)
  const texts = await sealTexts(context, survey, answers)
  const response: NewResponse = { id: context.newId(), channel: 'paper', booth, answers, texts }
  const counting = recording(survey, voterOfPaper(survey, paper), response, receipt)
  const cleared: Statement = {
    sql: `${takenAway(survey, paper).sql} AND EXISTS (SELECT 1 FROM survey_participations WHERE survey = :survey AND receipt = :receipt)`,
    args: { survey: survey.slug, paper: paper.paper, receipt },
  }
  const came = recorded(await staffWrite(context, 'survey.paper', aboutSurvey(survey), [...counting, cleared], 'both entries together'))
  if (came === 'published') return refuse({ code: 'paper_too_late' })
  if (came === 'counted') return success(true)
  if (came === 'not_allowed') return refuse({ code: 'paper_revoked' })
  await setAside(context, survey, paper)
  return refuse({ code: 'paper_answered' })
}
