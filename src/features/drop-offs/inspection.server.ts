import { addDays, dayOf, momentOf, weekdayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { transferColumns } from '../../kernel/ledger.server.ts'
import type { StoredTransfer } from '../../kernel/ledger.ts'
import { type Door, doorInWords } from '../members/door.ts'
import { readDetail } from '../points/entry-detail.ts'
import { namesOf, whoActs } from '../points/reads.server.ts'
import { entriesInWords } from '../points/views.ts'
import { actorOf, staffWrite } from '../staff/store.server.ts'
import type { InspectionPage } from './page.ts'
import { type Drop, findingsIn } from './patterns.ts'
import { stationOf } from './station-page.server.ts'

/** Unusual is what shows over so many days up to the end of the week. */
const patternDays = 28

const weighedBetween = (from: number, until: number): Statement => ({
  sql: `SELECT ${transferColumns} FROM ledger_transfers WHERE at >= :from AND at < :until AND kind = 'earn' ORDER BY number`,
  args: { from, until },
})

const doorsBetween = (from: number, until: number): Statement => ({
  sql: `SELECT id, building, unit, room FROM households WHERE id IN (SELECT substr(credit_account, length('points/household/') + 1)
    FROM ledger_transfers WHERE at >= :from AND at < :until AND kind = 'earn')`,
  args: { from, until },
})

const householdOf = ({ credit_account }: StoredTransfer) => credit_account.slice('points/household/'.length)
const stationIn = ({ detail }: StoredTransfer) => readDetail(detail)?.station ?? ''

/**
 * 抽查: so many entries of the week by lot. The lot is a fingerprint of week and entry under the site's secret: it comes out the same
 * whenever it is drawn, and nobody who enters can choose an id that is never drawn.
 */
const drawLots = async ({ vault }: RequestContext, monday: string, rows: StoredTransfer[], count: number) => {
  const lots = await Promise.all(
    rows.map(async (row) => ({ row, lot: await vault.fingerprint('points inspection', `${monday} ${row.id}`) })),
  )
  return lots
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, count)
    .map(({ row }) => row)
    .sort((one, other) => one.number - other.number)
}

/** Everything brought at once is one drop-off. */
const dropsOf = (rows: StoredTransfer[], thresholdOf: (version: string) => number): Drop[] => {
  const drops = new Map<string, Drop>()
  for (const row of rows) {
    const key = row.id.split('/')[0] ?? row.id
    const before = drops.get(key)
    const version = row.rule.split('/')[0] ?? ''
    drops.set(key, {
      key,
      household: householdOf(row),
      actor: row.actor,
      station: stationIn(row),
      points: (before?.points ?? 0) + row.amount,
      most: thresholdOf(version),
      at: row.at,
    })
  }
  return [...drops.values()]
}

const mondayOf = (day: string) => addDays(day, 1 - weekdayOf(day))

/** The week that is asked for, or the last whole one. */
const askedWeek = (c: AppContext) => {
  const { catalogue, now } = c.var.context
  const asked = c.req.query('week') ?? ''
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked))
  return isDay ? mondayOf(asked) : addDays(mondayOf(dayOf(now, catalogue.site.time_zone)), -7)
}

/** 抽查 of a week and what is unusual; a look is a line in the audit log. One database call. */
export const drawInspection = async (c: AppContext) => {
  const { context } = c.var
  const { site, rates } = context.catalogue
  const monday = askedWeek(c)
  const start = (day: string) => momentOf(`${day} 00:00`, site.time_zone)
  const [from, until] = [start(addDays(monday, 7 - patternDays)), start(addDays(monday, 7))]
  const statements = [weighedBetween(from, until), doorsBetween(from, until), whoActs()]
  const [found, homes, names] = await staffWrite(context, 'points.inspect', { kind: 'week', id: monday }, statements)
  const rows = (found?.rows ?? []) as unknown as StoredTransfer[]
  const nameOf = namesOf(names)
  const doors = new Map((homes?.rows ?? []).map((row) => [String(row['id']), doorInWords(row as unknown as Door)]))
  const week = rows.filter(({ at }) => at >= start(monday))
  const sample = await drawLots(context, monday, week, site.points.fraud.sample_per_week_entries)
  const thresholdOf = (version: string) => rates.find((one) => one.version === version)?.confirm_above_points ?? 0
  const page: InspectionPage = {
    kind: 'inspection',
    actor: actorOf(c),
    monday,
    entries: week.length,
    sample: sample.flatMap((row) => {
      const [entry] = entriesInWords([row], row.credit_account, context.catalogue, nameOf)
      const household = householdOf(row)
      const station = stationOf(context, stationIn(row))?.title ?? ''
      return entry ? [{ household, door: doors.get(household) ?? '', entry, station, by: nameOf(row.actor) }] : []
    }),
    findings: findingsIn(dropsOf(rows, thresholdOf)).map((one) => ({
      ...one,
      door: doors.get(one.household) ?? '',
      by: nameOf(one.actor),
    })),
  }
  return c.var.page(page)
}
