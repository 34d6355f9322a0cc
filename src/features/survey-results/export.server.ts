import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { writeCsv, writeSheets } from '../member-sheets/store.server.ts'
import { doorInWords } from '../members/door.ts'
import { openResidentName } from '../members/reads.server.ts'
import { staffWrite } from '../staff/store.server.ts'
import { voterFingerprint } from '../surveys/reads.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { openText } from '../surveys/store.server.ts'
import { typedBy, whenOver } from './desk-answers.server.ts'
import { type ExportedResponse, responseRows, textRows } from './export-rows.ts'

/** By random ids, so that nothing of when they came is left. Who answered is looked up only where names are taken. */
const exported = ({ slug, naming }: CatalogueSurvey): Statement[] => [
  {
    sql:
      naming === '记名'
        ? `SELECT one.id, channel, booth, version, answers, one.voter, residents.id AS resident, residents.name, building, unit, room
          FROM survey_responses AS one
          LEFT JOIN residents ON residents.id = CASE WHEN one.voter LIKE 'resident:%' THEN substr(one.voter, 10) END
          LEFT JOIN households ON households.id = CASE WHEN one.voter LIKE 'household:%' THEN substr(one.voter, 11) ELSE residents.household END
          WHERE one.survey = :survey ORDER BY one.id`
        : 'SELECT id, channel, booth, version, answers FROM survey_responses WHERE survey = :survey ORDER BY id',
    args: { survey: slug },
  },
  { sql: 'SELECT id, question, text, shown, response FROM survey_texts WHERE survey = :survey ORDER BY id', args: { survey: slug } },
]

const codesUsed = `EXISTS (SELECT 1 FROM survey_responses WHERE survey = :survey AND voter LIKE 'code:%')`

/** Everybody whose code may have been used where names are taken, by the id that is counted. */
const codeHolders = ({ slug, respondents }: CatalogueSurvey): Statement => ({
  sql:
    respondents === '每户一份'
      ? `SELECT id, building, unit, room FROM households WHERE ${codesUsed}`
      : `SELECT residents.id, residents.id AS resident, name, building, unit, room
        FROM residents LEFT JOIN households ON households.id = residents.household WHERE ${codesUsed}`,
  args: { survey: slug },
})

/** Those people by what is stored of whoever answered by a printed code or on paper: it cannot be read back, only made again. */
const byCode = async ({ vault }: RequestContext, { slug, respondents }: CatalogueSurvey, rows: Row[]) => {
  const kind = respondents === '每户一份' ? 'household' : 'resident'
  const known = rows.map(async (row) => [`code:${await voterFingerprint(vault, slug, kind, String(row['id']))}`, row] as const)
  return new Map<string, Row>(await Promise.all(known))
}

const wordsOf = (row: Row, name: string) => (row[name] === null || row[name] === undefined ? '' : String(row[name]))

interface OpenedText {
  response: string
  question: string
  text: string
  shown: number | null
}

const openTexts = ({ vault }: RequestContext, rows: Row[]): Promise<OpenedText[]> =>
  Promise.all(
    rows.map(async (row) => ({
      response: wordsOf(row, 'response'),
      question: wordsOf(row, 'question'),
      text: row['text'] === '' ? '' : await openText(vault, wordsOf(row, 'id'), wordsOf(row, 'text')),
      shown: row['shown'] === null ? null : Number(row['shown']),
    })),
  )

/** `who` has the door, and the name where it is a resident's. */
const responseOf = async ({ vault }: RequestContext, row: Row, who: Row, texts: OpenedText[]): Promise<ExportedResponse> => ({
  channel: wordsOf(row, 'channel'),
  booth: wordsOf(row, 'booth'),
  version: wordsOf(row, 'version'),
  answers: JSON.parse(wordsOf(row, 'answers')),
  door: who['building'] ? doorInWords({ building: wordsOf(who, 'building'), unit: wordsOf(who, 'unit'), room: wordsOf(who, 'room') }) : '',
  name: who['resident'] ? await openResidentName(vault, wordsOf(who, 'resident'), wordsOf(who, 'name')) : '',
  texts: Object.fromEntries(texts.map(({ question, text }) => [question, text])),
})

/** The sheets of a survey; the look at them is a line of the audit log. */
const sheetsOf = async (context: RequestContext, survey: CatalogueSurvey, format: string) => {
  const holders = survey.naming === '记名' ? [codeHolders(survey)] : []
  const found = await staffWrite(context, 'survey.export', { kind: 'survey', id: survey.slug }, [...exported(survey), ...holders], format)
  const texts = await openTexts(context, found[1]?.rows ?? [])
  const byResponse = Map.groupBy(texts, ({ response }) => response)
  const people = await byCode(context, survey, found[2]?.rows ?? [])
  const responses = (found[0]?.rows ?? []).map((row) =>
    responseOf(context, row, people.get(wordsOf(row, 'voter')) ?? row, byResponse.get(wordsOf(row, 'id')) ?? []),
  )
  return { responses: responseRows(survey, await Promise.all(responses)), texts: textRows(survey, texts) }
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** 导出: `format` is xlsx, csv (sets of answers) or texts (texts as CSV, because a CSV has one sheet). */
export const exportResponses = (c: AppContext) => whenOver(c, (survey) => sendSheets(c, survey))

const sendSheets = async (c: AppContext, survey: CatalogueSurvey) => {
  const form = await typedBy(c)
  if ('refused' in form) return form.refused
  const { format = 'xlsx' } = form.typed
  const asCsv = format === 'csv' || format === 'texts'
  const { responses, texts } = await sheetsOf(c.var.context, survey, asCsv ? format : 'xlsx')
  const apart = survey.naming === '匿名' ? [{ name: '写的话', rows: texts }] : []
  const bytes = asCsv
    ? writeCsv(format === 'csv' ? responses : texts)
    : await writeSheets([{ name: survey.title, rows: responses }, ...apart])
  const name = `${survey.slug}${format === 'texts' ? '-texts' : ''}.${asCsv ? 'csv' : 'xlsx'}`
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': types[asCsv ? 'csv' : 'xlsx'],
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  })
}
