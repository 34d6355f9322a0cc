import { dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { readEntries } from '../../kernel/ledger-reads.server.ts'
import { type Door, doorInWords } from '../members/door.ts'
import { mayDo } from '../staff/permissions.ts'
import { actorOf, staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import { householdPoints } from './accounts.ts'
import { correct } from './correction.server.ts'
import { isKey } from './key.ts'
import { namesOf, whoActs } from './names.server.ts'
import type { HouseholdPointsPage } from './page.ts'
import { pointsInputInvalid, pointsProblem } from './problem.ts'
import { correctionReasons, type PointsFormRefusal } from './schema.ts'
import { rowsOfHousehold } from './store.server.ts'
import { statementInWords } from './views.ts'

/** A look at it is a line in the audit log. One database call. */
const readStatement = async (context: RequestContext, household: string) => {
  const { catalogue, now } = context
  const home = { sql: 'SELECT id, building, unit, room FROM households WHERE id = :household', args: { household } }
  const about = { kind: 'household', sql: '(SELECT id FROM households WHERE id = :household)', args: { household } }
  const [found, rows, names] = await staffWrite(context, 'points.read', about, [home, rowsOfHousehold(household), whoActs()])
  const row = found?.rows[0]
  if (!row) return null
  const { time_zone } = catalogue.site
  const account = householdPoints(household).id
  return {
    home: { id: household, door: doorInWords(row as unknown as Door) },
    statement: statementInWords(readEntries(rows), account, dayOf(now, time_zone), time_zone, catalogue, namesOf(names)),
  }
}

/** 积分单 of a household, or the answer that there is none. */
export const drawHouseholdPoints = async (c: AppContext, typed: Record<string, string> = {}, refusal?: PointsFormRefusal) => {
  const { context } = c.var
  const id = c.req.param('household')
  const known = isKey(id) ? id : null
  const read = known ? await readStatement(context, known) : null
  if (!known) await staffRead(context, [])
  const why: PointsFormRefusal | undefined = read ? refusal : { code: 'household_unknown' }
  const problem = why && pointsProblem(why, context.catalogue.site)
  const page: HouseholdPointsPage = {
    kind: 'household-points',
    actor: actorOf(c),
    home: read?.home ?? null,
    statement: read?.statement ?? null,
    may_correct: mayDo(staffOf(context).role, 'points.correct'),
    typed,
    done: !problem && c.req.query('done') === 'corrected',
    request_key: context.newId(),
    problem,
  }
  return c.var.page(page, problem)
}

/** 更正 by the form beside an entry. */
export const correctFromForm = async (c: AppContext) => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const typed = form.value
  const { entry = '', right = '', request_key } = typed
  const household = c.req.param('household')
  if (!isKey(household)) return drawHouseholdPoints(c)
  if (!isKey(request_key)) return drawHouseholdPoints(c, typed, pointsInputInvalid({ field: 'request_key', code: 'page_too_old' }))
  const reason = correctionReasons.find((one) => one === typed['reason'])
  if (!reason) return drawHouseholdPoints(c, typed, pointsInputInvalid({ field: 'reason', code: 'reason_missing' }))
  const corrected = await correct(context, { household, entry: entry.slice(0, 160), reason, right: right.trim().slice(0, 20), request_key })
  return corrected.ok
    ? c.redirect(`/desk/points/households/${household}/?done=corrected`, 303)
    : drawHouseholdPoints(c, typed, corrected.refusal)
}
