import { getCookie } from 'hono/cookie'
import { dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import type { StoredTransfer } from '../../kernel/ledger.ts'
import { availableOf } from '../../kernel/ledger.ts'
import { balanceOf, readBalance } from '../../kernel/ledger-reads.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { type Door, doorInWords } from '../members/door.ts'
import { householdPoints } from '../points/accounts.ts'
import { readDetail } from '../points/entry-detail.ts'
import { versionOn } from '../points/in-force.ts'
import { isKey } from '../points/key.ts'
import { entriesInWords } from '../points/views.ts'
import { actorOf, byStaff, staffOf, staffRead } from '../staff/store.server.ts'
import { rowsOfRequest } from './award-facts.server.ts'
import { takenAt } from './brought.ts'
import type { DropOffPage, ReceiptView, Station, StationPage } from './page.ts'

export const stationCookie = 'station'

export const stationOf = (context: RequestContext, slug: string | undefined): Station | null =>
  context.catalogue.stations.find((one) => one.slug === slug) ?? null

/** What the day's version is, and what it gives at a station. */
const ratesNow = ({ catalogue, now }: RequestContext, station: string) => {
  const version = versionOn(catalogue.rates, dayOf(now, catalogue.site.time_zone))
  return { version, rates: version ? takenAt(version, station) : [] }
}

/** A question to the database that is asked of what a drop-off has written. */
const homeOfRequest = `(SELECT substr(credit_account, length('points/household/') + 1) FROM ledger_transfers WHERE id = :request AND actor = :me)`

/** What was given by this member of staff a moment ago, for the slip. One database call. */
const readReceipt = async (context: RequestContext, key: string): Promise<ReceiptView | null> => {
  const { name } = staffOf(context)
  const args = { request: key, me: byStaff(context) }
  const [home, entries, balance] = await staffRead(context, [
    { sql: `SELECT id, building, unit, room FROM households WHERE id = ${homeOfRequest}`, args },
    rowsOfRequest(key),
    balanceOf({ sql: `'points/household/' || ${homeOfRequest}`, args }),
  ])
  const row = home?.rows[0]
  const rows = (entries?.rows ?? []) as unknown as StoredTransfer[]
  const [first] = rows
  if (!row || !first) return null
  const id = String(row['id'])
  return {
    household: id,
    door: doorInWords(row as unknown as Door),
    entries: entriesInWords(rows, householdPoints(id).id, context.catalogue, () => name).reverse(),
    points: rows.reduce((sum, { amount }) => sum + amount, 0),
    waits: first.phase === 'pending' && first.ended === null,
    by: name,
    at: first.at,
    station: stationOf(context, readDetail(first.detail)?.station)?.title ?? '',
    available: availableOf(readBalance(balance)),
  }
}

export const drawStations = async (c: AppContext, problem?: Problem) => {
  const { context } = c.var
  await staffRead(context, [])
  const page: StationPage = { kind: 'drop-off-station', actor: actorOf(c), stations: context.catalogue.stations, problem }
  return c.var.page(page, problem)
}

/** Draws one step of 回收; what a step does not say is empty. Whoever calls has asked the database. */
export const drawStep = (c: AppContext, station: Station, parts: Partial<DropOffPage> = {}) => {
  const { context } = c.var
  const page: DropOffPage = {
    kind: 'drop-off',
    actor: actorOf(c),
    station,
    typed: {},
    home: null,
    ...ratesNow(context, station.slug),
    assessed: null,
    receipt: null,
    request_key: context.newId(),
    ...parts,
  }
  return c.var.page(page, parts.problem)
}

/** 回收: which station, or the field for the next household, with the slip of the one before. One database call. */
export const openDropOffs = async (c: AppContext) => {
  const { context } = c.var
  const station = c.req.query('station') === 'other' ? null : stationOf(context, getCookie(c, stationCookie))
  if (!station) return drawStations(c)
  const done = c.req.query('done')
  if (isKey(done)) return drawStep(c, station, { receipt: await readReceipt(context, done) })
  await staffRead(context, [])
  return drawStep(c, station)
}
