import { z } from 'zod'
import { addDays } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Database, Row, Statement } from '../../kernel/database.ts'
import { staffRead } from '../staff/store.server.ts'
import { codeFingerprint, receiptFingerprint, standingNow, voterFingerprint } from '../surveys/reads.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import type { PaperEntry } from './differences.ts'
import { type DeskRefusal, paperKeptDays } from './schema.ts'

/** One time a paper was typed in. `by` is `staff:<id>`. */
export interface KeptEntry extends PaperEntry {
  turn: number
  by: string
}

/** What is known of a paper by its code or number. `refusal`: why it cannot be typed in. */
export interface Paper {
  /** The code or the number, as typed. */
  key: string
  /** Its fingerprint, by which entries are kept; that of a code is the one in `survey_codes`. */
  paper: string
  /** Fingerprint of who is counted; null where the code is not good. */
  voter: string | null
  refusal: DeskRefusal | null
  entries: KeptEntry[]
}

const keptSchema = z.record(z.string(), z.string())
const boundTo = (paper: string, key: string, turn: number) => `survey paper ${paper} ${key} ${turn}`

/** What was typed, for whoever has the paper in hand: without its code the row neither is found nor opens. */
export const sealEntry = ({ vault }: RequestContext, { paper, key }: Paper, turn: number, fields: PaperEntry['fields']) =>
  vault.seal(JSON.stringify(fields), boundTo(paper, key, turn))

const paperFingerprint = ({ vault }: RequestContext, { slug, respondents }: CatalogueSurvey, key: string) =>
  codeFingerprint(vault, slug, respondents === '谁都可以' ? `number ${key}` : key)

/** As `survey_participations` knows the two entries of a paper together. */
export const receiptOfPaper = ({ vault }: RequestContext, { slug }: CatalogueSurvey, paper: string) =>
  receiptFingerprint(vault, slug, `paper ${paper}`)

export const entriesOf = ({ slug }: CatalogueSurvey, paper: string): Statement => ({
  sql: 'SELECT turn, version, booth, answers, entered_by FROM survey_paper_entries WHERE survey = :survey AND paper = :paper ORDER BY turn',
  args: { survey: slug, paper },
})

export const openEntries = ({ vault }: RequestContext, paper: string, key: string, rows: Row[]): Promise<KeptEntry[]> =>
  Promise.all(
    rows.map(async (row) => {
      const turn = Number(row['turn'])
      const plain = await vault.open(String(row['answers']), boundTo(paper, key, turn))
      if (plain === null) throw new Error('a paper does not open: was the secret changed?')
      const booth = row['booth'] === null ? null : String(row['booth'])
      return { turn, by: String(row['entered_by']), version: String(row['version']), booth, fields: keptSchema.parse(JSON.parse(plain)) }
    }),
  )

/** The code in every survey that has codes: a paper may lie in the wrong heap. */
const codesLike = async (context: RequestContext, key: string): Promise<Statement> => {
  const slugs = Object.values(context.catalogue.surveys).flatMap((one) => (one.respondents === '谁都可以' ? [] : [one.slug]))
  const pairs = await Promise.all(slugs.map(async (slug) => [slug, await codeFingerprint(context.vault, slug, key)]))
  return {
    sql: `SELECT survey_codes.survey, voter, revoked_on FROM json_each(:pairs) AS pair
      JOIN survey_codes ON survey_codes.survey = pair.value ->> 0 AND survey_codes.code = pair.value ->> 1`,
    args: { pairs: JSON.stringify(pairs) },
  }
}

const notGood = ({ catalogue }: RequestContext, survey: CatalogueSurvey, rows: Row[]): DeskRefusal | null => {
  const own = rows.find((row) => row['survey'] === survey.slug)
  if (own) return own['revoked_on'] === null ? null : { code: 'paper_revoked' }
  const title = catalogue.surveys[String(rows[0]?.['survey'])]?.title
  return title ? { code: 'paper_of_another_survey', title } : { code: 'paper_unknown' }
}

const stateOf = ({ slug, respondents }: CatalogueSurvey, paper: string, number: string, receipt: string): Statement => ({
  sql: `SELECT EXISTS (SELECT 1 FROM survey_results WHERE survey = :survey) AS published,
    EXISTS (SELECT 1 FROM survey_participations WHERE survey = :survey AND receipt = :receipt) AS counted,
    EXISTS (SELECT 1 FROM survey_participations WHERE survey = :survey AND voter = ${
      respondents === '谁都可以' ? ':number' : '(SELECT voter FROM survey_codes WHERE survey = :survey AND code = :paper)'
    }) AS answered`,
  args: { survey: slug, paper, number, receipt },
})

/** Looks a paper up. One database call. */
export const readPaper = async (context: RequestContext, survey: CatalogueSurvey, key: string): Promise<Paper> => {
  const paper = await paperFingerprint(context, survey, key)
  const isNumbered = survey.respondents === '谁都可以'
  const number = await voterFingerprint(context.vault, survey.slug, 'paper', `number ${key}`)
  const [codes, state, kept] = await staffRead(context, [
    await codesLike(context, key),
    stateOf(survey, paper, number, await receiptOfPaper(context, survey, paper)),
    entriesOf(survey, paper),
  ])
  const wrong = isNumbered ? null : notGood(context, survey, codes?.rows ?? [])
  const own = codes?.rows.find((row) => row['survey'] === survey.slug)
  const row = state?.rows[0]
  const late: DeskRefusal | null = row?.['published'] === 1 ? { code: 'paper_too_late' } : null
  const counted: DeskRefusal | null = row?.['counted'] === 1 ? { code: 'paper_counted' } : null
  const answered: DeskRefusal | null = row?.['answered'] === 1 ? { code: 'paper_answered' } : null
  const voter = isNumbered ? number : wrong ? null : String(own?.['voter'])
  return {
    key,
    paper,
    voter,
    refusal: counted ?? late ?? wrong ?? answered,
    entries: await openEntries(context, paper, key, kept?.rows ?? []),
  }
}

/** Papers may be typed in from the first day until the result is published: those handed in by the last day still count. */
export const whyNoPapers = (context: RequestContext, survey: CatalogueSurvey): DeskRefusal | null =>
  standingNow(context, survey).state === 'upcoming' ? { code: 'survey_not_open' } : null

/** Papers that wait for the second entry, or to be settled. Whose they are is not known. */
export const waitingPapers = ({ slug }: CatalogueSurvey): Statement => ({
  sql: `SELECT first.paper, first.entered_on, staff.name, EXISTS (SELECT 1 FROM survey_paper_entries AS second
      WHERE second.survey = first.survey AND second.paper = first.paper AND second.turn = 2) AS twice
    FROM survey_paper_entries AS first LEFT JOIN staff ON 'staff:' || staff.id = first.entered_by
    WHERE first.survey = :survey AND first.turn = 1 ORDER BY first.entered_on, staff.name, twice`,
  args: { survey: slug },
})

/** Deletes what was typed in and never merged, once nothing more is counted or it is too old; returns how many entries. */
export const deleteOldPapers = async (database: Database, today: string) => {
  const before = addDays(today, -paperKeptDays)
  const [result] = await database.write([
    {
      sql: 'DELETE FROM survey_paper_entries WHERE entered_on < :before OR survey IN (SELECT survey FROM survey_results)',
      args: { before },
    },
  ])
  return result?.rows_written ?? 0
}
