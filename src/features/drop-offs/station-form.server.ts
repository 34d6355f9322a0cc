import { setCookie } from 'hono/cookie'
import { dayOf } from '../../kernel/calendar.ts'
import { type AppContext, isSecure, numberField, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { versionOn } from '../points/in-force.ts'
import { isKey } from '../points/key.ts'
import { staffRead } from '../staff/store.server.ts'
import { type Assessment, type Award, assess, give } from './award.server.ts'
import { readBrought } from './brought.ts'
import { findHome } from './find-home.server.ts'
import { staffGiver, tellOwnHousehold } from './giver.server.ts'
import type { FoundHome, Station } from './page.ts'
import { dropOffInputInvalid, dropOffProblem } from './problem.ts'
import type { DropOffRefusal } from './schema.ts'
import { drawStations, drawStep, stationCookie, stationOf } from './station-page.server.ts'

type Form = Record<string, string>

const year = 365 * 86_400

const chooseStation = async (c: AppContext, typed: Form) => {
  const { context } = c.var
  const station = stationOf(context, typed['station'])
  if (!station)
    return drawStations(c, dropOffProblem(dropOffInputInvalid({ field: 'station', code: 'station_missing' }), context.catalogue.site))
  setCookie(c, stationCookie, station.slug, { path: '/desk', httpOnly: true, secure: isSecure(c), sameSite: 'Lax', maxAge: year })
  return c.redirect('/desk/drop-offs/', 303)
}

const find = async (c: AppContext, station: Station, typed: Form) => {
  const found = await findHome(c.var.context, typed)
  if (found.ok) return drawStep(c, station, { home: found.value })
  await staffRead(c.var.context, [])
  return drawStep(c, station, { typed, problem: found.refusal })
}

/** The household the form was about, without a name: nothing of it is believed but what is asked of the database again. */
const shownHome = (typed: Form): FoundHome | null =>
  isKey(typed['household']) ? { id: typed['household'], door: (typed['door'] ?? '').slice(0, 60), surnames: [], available: 0 } : null

const readAward = (c: AppContext, station: Station, typed: Form): Result<Award, DropOffRefusal> => {
  const { catalogue, now } = c.var.context
  const { household, request_key } = typed
  if (!isKey(household)) return refuse({ code: 'household_unknown' })
  if (!isKey(request_key)) return refuse(dropOffInputInvalid({ field: 'request_key', code: 'page_too_old' }))
  const day = dayOf(now, catalogue.site.time_zone)
  const version = versionOn(catalogue.rates, day)
  if (!version) return refuse({ code: 'rate_missing' })
  const brought = readBrought(version, station.slug, day, typed)
  if (!brought.ok) return brought
  return success({ household, station: station.slug, brought: brought.value, request_key, seen: null })
}

const assessedView = ({ calculations, points, waits }: Assessment) => ({ calculations, points, waits })

/** Back to the field or the scale, with why nothing was written. */
const sendBack = async (c: AppContext, station: Station, typed: Form, refusal: DropOffRefusal) => {
  const { context } = c.var
  if (refusal.code === 'own_household') await tellOwnHousehold(context, typed['household'] ?? '')
  else await staffRead(context, [])
  const home = ['household_unknown', 'own_household'].includes(refusal.code) ? null : shownHome(typed)
  return drawStep(c, station, { typed, home, problem: dropOffProblem(refusal, context.catalogue.site) })
}

const calculate = async (c: AppContext, station: Station, typed: Form, because?: DropOffRefusal): Promise<Response> => {
  const { context } = c.var
  const award = readAward(c, station, typed)
  if (!award.ok) return sendBack(c, station, typed, award.refusal)
  const assessed = await assess(context, staffGiver(context, award.value.household), award.value)
  if (!assessed.ok) return sendBack(c, station, typed, assessed.refusal)
  return drawStep(c, station, {
    typed,
    home: { ...assessed.value.home, surnames: [] },
    assessed: assessedView(assessed.value),
    request_key: award.value.request_key,
    problem: because && dropOffProblem(because, context.catalogue.site),
  })
}

const confirm = async (c: AppContext, station: Station, typed: Form) => {
  const { context } = c.var
  const award = readAward(c, station, typed)
  if (!award.ok) return sendBack(c, station, typed, award.refusal)
  const given = await give(context, staffGiver(context, award.value.household), { ...award.value, seen: numberField(typed['seen']) ?? -1 })
  if (given.ok) return c.redirect(`/desk/drop-offs/?done=${award.value.request_key}`, 303)
  if (given.refusal.code === 'points_act_overtaken') return calculate(c, station, typed, given.refusal)
  return sendBack(c, station, typed, given.refusal)
}

/** 回收 by the plain forms of the page: choose a station, find a household, weigh, confirm. */
export const actOnDropOffs = async (c: AppContext) => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const typed = form.value
  if (typed['act'] === 'station') return chooseStation(c, typed)
  const station = stationOf(context, typed['station'])
  if (!station) return drawStations(c, dropOffProblem({ code: 'station_unknown' }, context.catalogue.site))
  if (typed['act'] === 'calculate') return calculate(c, station, typed)
  if (typed['act'] === 'confirm') return confirm(c, station, typed)
  return find(c, station, typed)
}
