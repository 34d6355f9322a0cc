import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { isUnder14 } from '../members/child.ts'
import { doorInWords } from '../members/door.ts'
import type { Person } from '../members/reads.server.ts'
import { openResidentName } from '../members/reads.server.ts'
import { relationWord } from '../members/relation.ts'
import { inReach } from '../members/store.server.ts'
import { surnameOf } from '../members/surname.ts'
import { homeOfStaff } from '../staff/reads.server.ts'
import { staffOf, staffRead } from '../staff/store.server.ts'
import { anyAnswered, householdVoter, mergedInto, readMerged, voterFingerprint } from '../surveys/reads.server.ts'
import type { CatalogueSurvey, Fields } from '../surveys/schema.ts'
import type { Voter } from '../surveys/store.server.ts'
import type { FoundResident, Home } from './page.ts'
import type { DeskRefusal } from './schema.ts'

/** Whose set of answers it is, by the id that is counted. */
export interface Whom {
  kind: 'household' | 'resident'
  id: string
}

/** Whom a form names. */
export const whomIn = ({ respondents }: CatalogueSurvey, form: Fields): Whom | null => {
  const kind = respondents === '每户一份' ? 'household' : 'resident'
  const id = (form[kind] ?? '').slice(0, 60)
  return respondents === '谁都可以' || id === '' ? null : { kind, id }
}

export const voterOf = ({ vault }: RequestContext, { slug }: CatalogueSurvey, { kind, id }: Whom) => voterFingerprint(vault, slug, kind, id)

/** The household of whoever is counted, in reach at this moment; of a resident who is a child none. A condition after FROM. */
const there = (context: RequestContext, { kind, id }: Whom): Statement => {
  const reach = inReach(context)
  const sql =
    kind === 'household'
      ? 'households LEFT JOIN residents ON residents.household = households.id WHERE households.id = :whom'
      : 'residents JOIN households ON households.id = residents.household WHERE residents.id = :whom'
  return { sql: `${sql} AND households.ended_at IS NULL AND ${reach.sql}`, args: { ...reach.args, whom: id } }
}

/** Decided in the transaction: who moved away, or out of reach, a moment ago is not counted. */
export const voterAtDesk = async (context: RequestContext, survey: CatalogueSurvey, whom: Whom, merged: string[]): Promise<Voter> => {
  const { sql, args } = there(context, whom)
  const grown = whom.kind === 'resident' ? `AND COALESCE(residents.under_14_until, '') <= :whom_today` : ''
  const voter =
    whom.kind === 'household'
      ? await householdVoter(context, survey.slug, whom.id, merged)
      : { sql: ':whom_voter', args: { whom_voter: await voterOf(context, survey, whom) } }
  return {
    sql: `(SELECT ${voter.sql} FROM ${sql} ${grown} AND :whom_today <> '' AND ${mergedInto(':whom_household')} = :whom_merged LIMIT 1)`,
    args: {
      ...args,
      ...voter.args,
      whom_today: todayOf(context),
      whom_household: whom.kind === 'household' ? whom.id : null,
      whom_merged: JSON.stringify(merged),
    },
    named: `${whom.kind}:${whom.id}`,
  }
}

/** One row of whoever it is: the head of a household, or the resident. */
const homeQuery = async (context: RequestContext, survey: CatalogueSurvey, whom: Whom): Promise<Statement> => {
  const { sql, args } = there(context, whom)
  return {
    sql: `SELECT households.id AS household, households.building, households.unit, households.room, residents.id AS resident,
        residents.name, residents.under_14_until, COALESCE(households.id = ${homeOfStaff(':home_staff')}, false) AS own,
        ${whom.kind === 'household' ? mergedInto('households.id') : "'[]'"} AS merged,
        EXISTS (SELECT 1 FROM survey_participations WHERE survey = :home_survey AND voter = :home_voter) AS answered,
        (SELECT issued_on FROM survey_codes WHERE survey = :home_survey AND voter = :home_voter AND revoked_on IS NULL) AS code_issued_on
      FROM ${sql} ORDER BY residents.relation <> 'head', residents.created_at, residents.rowid LIMIT 1`,
    args: {
      ...args,
      home_staff: staffOf(context).staff,
      home_survey: survey.slug,
      home_voter: await voterOf(context, survey, whom),
    },
  }
}

const nameOf = async ({ vault }: RequestContext, { kind }: Whom, row: Row) => {
  if (row['resident'] === null) return ''
  const name = await openResidentName(vault, String(row['resident']), String(row['name']))
  return kind === 'household' ? `${surnameOf(name)}家` : name
}

const readRow = async (context: RequestContext, whom: Whom, row: Row): Promise<Home> => ({
  household: String(row['household']),
  resident: whom.kind === 'resident' ? whom.id : null,
  door: doorInWords({ building: String(row['building']), unit: String(row['unit']), room: String(row['room']) }),
  name: await nameOf(context, whom, row),
  own: row['own'] === 1,
  answered: row['answered'] === 1,
  merged: readMerged(row['merged']),
  code_issued_on: row['code_issued_on'] === null ? null : String(row['code_issued_on']),
})

/** A household has answered also when one that was merged into it has: it is asked for only where there is one. */
const withMerged = async (context: RequestContext, survey: CatalogueSurvey, home: Home): Promise<Home> => {
  if (home.answered || home.merged.length === 0) return home
  const [found] = await staffRead(context, [await anyAnswered(context, survey.slug, home.merged)])
  return { ...home, answered: found?.rows[0]?.['answered'] === 1 }
}

/** Whoever it is, with what else the same read brings. One database call, and one more where households were merged. */
export const readHomeAnd = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  whom: Whom,
  more: Statement[] = [],
): Promise<{ home: Result<Home, DeskRefusal>; rows: Row[][] }> => {
  const [found, ...others] = await staffRead(context, [await homeQuery(context, survey, whom), ...more])
  const row = found?.rows[0]
  const rows = others.map((one) => one.rows)
  if (!row) return { home: refuse({ code: 'survey_household_unknown' }), rows }
  const until = row['under_14_until']
  const isChild = whom.kind === 'resident' && isUnder14(until === null ? null : String(until), todayOf(context))
  return {
    home: isChild ? refuse({ code: 'survey_child' }) : success(await withMerged(context, survey, await readRow(context, whom, row))),
    rows,
  }
}

export const readHome = async (context: RequestContext, survey: CatalogueSurvey, whom: Whom) =>
  (await readHomeAnd(context, survey, whom)).home

export const foundResidents = (people: Person[], today: string): FoundResident[] =>
  people
    .filter(({ under_14_until }) => !isUnder14(under_14_until, today))
    .map(({ id, name, relation }) => ({ id, name, relation: relationWord(relation) }))
