import { type AppContext, numberField, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { largestParty } from '../signups/limits.ts'
import { poolQuery, poolsQuery, readPoolRow, readPools } from '../signups/store.server.ts'
import { mayDo } from '../staff/permissions.ts'
import { actorOf, byStaff, staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import { addressOf, rosterAt, siteOf } from './answers.server.ts'
import { deskInputInvalid, deskProblem } from './copy.ts'
import { comingOccurrences, numbersOf, rosterWindow, takesMarks } from './occurrence.ts'
import type { DeskActivitiesPage, RosterPage, RosterPrintPage } from './page.ts'
import { markAttendance, readRoster, rosterQuery } from './roster.server.ts'

/** The next two weeks, with how many have a place; one database call. */
export const drawActivities = async (c: AppContext) => {
  const { context } = c.var
  const { catalogue, now } = context
  const coming = comingOccurrences(catalogue.activities, now, catalogue.site.time_zone)
  const [pools] = await staffRead(context, [poolsQuery(coming.map(({ slug, occurrence }) => [slug, occurrence.id]))])
  const poolOf = readPools(pools?.rows ?? [])
  const rows = coming.map((one) => {
    const window = rosterWindow(catalogue.activities, one.slug, one.occurrence.id)
    return { ...one, numbers: window.ok ? numbersOf(window.value, poolOf(one.slug, one.occurrence.id), now) : null }
  })
  return c.var.page({ kind: 'desk-activities', actor: actorOf(c), rows, for: c.req.query('for') ?? null } satisfies DeskActivitiesPage)
}

/** The roster with everybody's phone number, because the organiser calls them: a look is a line in the audit log. One database call. */
export const drawRoster = async (c: AppContext, typed: Record<string, string> = {}, problem?: Problem) => {
  const found = rosterAt(c)
  if (!found.ok) return found.refusal()
  const { context } = c.var
  const { at, window } = found.value
  const where = { activity: at.slug, occurrence: at.occurrence.id }
  const reads = [poolQuery(where.activity, where.occurrence), rosterQuery(where)]
  const subject = { kind: 'occurrence', id: `${at.slug}/${at.occurrence.id}` }
  const [pool, roster] = await staffWrite(context, 'roster.read', subject, reads)
  const page: RosterPage = {
    kind: 'roster',
    actor: actorOf(c),
    at,
    numbers: numbersOf(window, pool ? readPoolRow([pool]) : null, context.now),
    lines: await readRoster(context.vault, roster?.rows ?? []),
    marks: takesMarks(at, context.now, siteOf(c).time_zone) && mayDo(staffOf(context).role, 'attendance.mark'),
    typed,
    marked: numberField(c.req.query('marked')) ?? null,
    problem,
  }
  return c.var.page(page, problem)
}

/** A sheet with tick boxes; phone numbers only for whoever asks for them. One database call. */
export const drawPrint = async (c: AppContext) => {
  const found = rosterAt(c)
  if (!found.ok) return found.refusal()
  const { context } = c.var
  const { at } = found.value
  const phones = c.req.query('phones') === '1'
  const subject = { kind: 'occurrence', id: `${at.slug}/${at.occurrence.id}` }
  const query = rosterQuery({ activity: at.slug, occurrence: at.occurrence.id })
  const [roster] = await staffWrite(context, 'roster.read', subject, [query], phones ? 'print phones' : 'print')
  const read = await readRoster(context.vault, roster?.rows ?? [])
  const lines = phones ? read : read.map((line) => ({ ...line, phone: null, phone_of: null }))
  return c.var.page({ kind: 'roster-print', actor: actorOf(c), at, lines, phones } satisfies RosterPrintPage)
}

/** `came_` and the party's number in the order of arrival; an empty field is not known yet. */
const field = /^came_(\d{1,12})$/

/** 签到 of all parties in one form; one database call. */
export const markFromForm = async (c: AppContext) => {
  const found = rosterAt(c)
  if (!found.ok) return found.refusal()
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const { context } = c.var
  const { at } = found.value
  const typed = Object.fromEntries(Object.entries(form.value).filter(([name, value]) => field.test(name) && value.trim() !== ''))
  if (!takesMarks(at, context.now, siteOf(c).time_zone)) return drawRoster(c, typed, deskProblem({ code: 'attendance_not_yet' }, siteOf(c)))
  const marks = Object.entries(typed).map(([name, value]) => ({ name, arrival: Number(name.slice(5)), came: numberField(value) ?? -1 }))
  const wrong = marks.filter(({ came }) => came < 0 || came > largestParty)
  if (wrong.length > 0) {
    const fields = wrong.map(({ name }) => ({ field: name, code: 'came_invalid' }))
    return drawRoster(c, typed, deskInputInvalid(fields, siteOf(c)))
  }
  const where = { activity: at.slug, occurrence: at.occurrence.id }
  const pairs = marks.map(({ arrival, came }): [number, number] => [arrival, came])
  const statements = markAttendance(where, pairs, byStaff(context), context.now)
  const [marked, check] = await staffWrite(
    context,
    'attendance.mark',
    { kind: 'occurrence', id: `${at.slug}/${at.occurrence.id}` },
    statements,
  )
  if (check?.rows[0]?.['too_many'] !== 0) return drawRoster(c, typed, deskProblem({ code: 'came_too_many' }, siteOf(c)))
  return c.redirect(`${addressOf(c)}?marked=${marked?.rows_written ?? 0}`, 303)
}
