import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { doorInWords } from '../members/door.ts'
import { openResidentName } from '../members/reads.server.ts'
import { inReach } from '../members/store.server.ts'
import { staffRead } from '../staff/store.server.ts'
import { codeFingerprint, voterFingerprint } from '../surveys/reads.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { aboutSurvey } from './answers.server.ts'
import { codeOf, issue } from './codes.server.ts'
import type { Slip } from './page.ts'
import { type DeskRefusal, type SlipsWish, slipsMost } from './schema.ts'

/** Everybody of a grid or a building, or of all in reach, who can be given a code; by their doors. */
const everybody = (context: RequestContext, { respondents }: CatalogueSurvey, buildings: string[] | null): Statement => {
  const reach = inReach(context)
  const each = respondents === '每户一份' ? '' : 'AND COALESCE(residents.under_14_until, :today) <= :today'
  const group = respondents === '每户一份' ? 'GROUP BY households.id' : ''
  return {
    sql: `SELECT households.id AS household, households.building, households.unit, households.room, residents.id AS resident, residents.name
      FROM households JOIN residents ON residents.household = households.id
      WHERE households.ended_at IS NULL AND ${reach.sql} AND :today <> '' ${each}
        AND (:wanted IS NULL OR households.building IN (SELECT value FROM json_each(:wanted))) ${group}`,
    args: { ...reach.args, today: todayOf(context), wanted: buildings && JSON.stringify(buildings) },
  }
}

const doorOf = (row: Row) => ({ building: String(row['building']), unit: String(row['unit']), room: String(row['room']) })

const byDoor = new Intl.Collator('zh', { numeric: true })
const sortKey = (row: Row) => `${row['building']} ${row['unit']} ${row['room']}`

const setOf = (rows: Row[] | undefined, column: 'voter' | 'code' = 'voter') => new Set((rows ?? []).map((row) => String(row[column])))

/** Whether the good code of a voter is one that this very request has made. */
const isOwn = async (context: RequestContext, survey: CatalogueSurvey, wish: string, voter: string, good: Set<string>) =>
  good.has(await codeFingerprint(context.vault, survey.slug, await codeOf(context, survey, wish, voter)))

/** The households that were merged into one, by that one. */
const mergersBy = (rows: Row[] | undefined) => Map.groupBy(rows ?? [], (row) => String(row['merged_into']))

/** The households that were merged into one, at any remove, in the order of `mergedInto`. */
const goneInto = (household: string, mergers: Map<string, Row[]>): string[] =>
  (mergers.get(household) ?? []).flatMap(({ id }) => [String(id), ...goneInto(String(id), mergers)]).sort()

const anyIn = async ({ vault }: RequestContext, survey: string, households: string[], voters: Set<string>) =>
  (await Promise.all(households.map((id) => voterFingerprint(vault, survey, 'household', id)))).some((voter) => voters.has(voter))

/** The buildings a wish names; undefined for a grid or a building that there is not. */
export const buildingsOf = ({ catalogue }: RequestContext, where: string): string[] | null | undefined => {
  const { grids } = catalogue.site
  if (where === 'all') return null
  const [kind, name] = [where.slice(0, where.indexOf(':')), where.slice(where.indexOf(':') + 1)]
  if (kind === 'grid') return grids.find(({ id }) => id === name)?.buildings
  return grids.some(({ buildings }) => buildings.includes(name)) ? [name] : undefined
}

/** Slips for many at once, how many more are left for the next time, and how many were missed. Two database calls. */
export const issueMany = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  { where, again, request_key }: SlipsWish,
  buildings: string[] | null,
): Promise<Result<{ slips: Slip[]; left: number; missed: number }, DeskRefusal>> => {
  const { slug, respondents } = survey
  const [people, answered, holding, mergers] = await staffRead(context, [
    everybody(context, survey, buildings),
    { sql: 'SELECT voter FROM survey_participations WHERE survey = :survey', args: { survey: slug } },
    { sql: 'SELECT voter, code FROM survey_codes WHERE survey = :survey AND revoked_on IS NULL', args: { survey: slug } },
    { sql: 'SELECT id, merged_into FROM households WHERE merged_into IS NOT NULL', args: {} },
  ])
  const kind = respondents === '每户一份' ? 'household' : 'resident'
  const wish = `many ${request_key} ${again ?? 'no'} ${where}`
  const gone = mergersBy(mergers?.rows)
  const [without, holders, good] = [setOf(answered?.rows), setOf(holding?.rows), setOf(holding?.rows, 'code')]
  const hasAnswered = async (voter: string, merged: string[]) => without.has(voter) || (await anyIn(context, slug, merged, without))
  const isLeftOut = async (voter: string, merged: string[]) =>
    (await hasAnswered(voter, merged)) || (!again && holders.has(voter) && !(await isOwn(context, survey, wish, voter, good)))
  const rows = (people?.rows ?? []).toSorted((one, other) => byDoor.compare(sortKey(one), sortKey(other)))
  const all = await Promise.all(
    rows.map(async (row) => {
      const id = String(row[kind])
      const voter = await voterFingerprint(context.vault, slug, kind, id)
      const merged = kind === 'household' ? goneInto(id, gone) : []
      return { row, voter, merged, whom: { kind, id } as const, out: await isLeftOut(voter, merged) }
    }),
  )
  const wanted = all.filter(({ out }) => !out)
  if (wanted.length === 0) return refuse({ code: 'no_slips_left' })
  if (again && wanted.length > slipsMost) return refuse({ code: 'slips_too_many' })
  const targets = await Promise.all(
    wanted.slice(0, slipsMost).map(async ({ row, voter, merged, whom }) => ({
      voter,
      merged,
      whom,
      for: kind === 'household' ? doorInWords(doorOf(row)) : `${doorInWords(doorOf(row))} ${await nameIn(context, row)}`,
    })),
  )
  const slips = await issue(context, survey, targets, {
    wish,
    again: again === 'yes',
    subject: aboutSurvey(survey),
    detail: `${where} ${targets.length}`,
  })
  if (!slips.ok) return slips
  if (slips.value.length === 0) return refuse({ code: 'no_slips_left' })
  return success({ slips: slips.value, left: wanted.length - targets.length, missed: targets.length - slips.value.length })
}

const nameIn = ({ vault }: RequestContext, row: Row) => openResidentName(vault, String(row['resident']), String(row['name']))
