import { type AppContext, fieldCodes, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { doorInWords } from '../members/door.ts'
import { membersProblem } from '../members/problem.ts'
import { openResidentName } from '../members/reads.server.ts'
import { everywhere, findPeople } from '../members/store.server.ts'
import { surnameOf } from '../members/surname.ts'
import { actorOf, staffRead, staffWrite } from '../staff/store.server.ts'
import { problemOf } from './answers.server.ts'
import type { DeskTablePage } from './page.ts'
import { redeemInputInvalid } from './problem.ts'
import { tableInput } from './schema.ts'
import { readTable, redeemAtTable } from './table-redeem.server.ts'
import { viewOf } from './view.ts'

type Form = Record<string, string>

const typedOf = (form: Form = {}) => ({
  sought: (form['sought'] ?? '').trim().slice(0, 60),
  surname: (form['surname'] ?? '').trim().slice(0, 20),
  choice: (form['choice'] ?? '').slice(0, 130),
})

const draw = async (c: AppContext, form?: Form, home: DeskTablePage['home'] = null, problem?: Problem) => {
  if (c.req.method === 'GET') await staffRead(c.var.context, [])
  const page = {
    kind: 'desk-table',
    actor: actorOf(c),
    typed: typedOf(form),
    home,
    request_key: c.var.context.newId(),
    problem,
  } satisfies DeskTablePage
  return c.var.page(page, problem)
}

export const openTable = (c: AppContext) => draw(c)

/** The household as the table sees it: door, surname, points, and what can be had where. A line in the audit log; two calls of the database. */
const homeOf = async (c: AppContext, household: string): Promise<DeskTablePage['home']> => {
  const { context } = c.var
  const about = { kind: 'household', sql: '(SELECT id FROM households WHERE id = :household)', args: { household } }
  const statements = [
    {
      sql: `SELECT households.building, households.unit, households.room, residents.id, residents.name FROM households
        LEFT JOIN residents ON residents.household = households.id WHERE households.id = :household AND households.ended_at IS NULL
        ORDER BY residents.relation <> 'head', residents.created_at, residents.rowid LIMIT 1`,
      args: { household },
    },
  ]
  const [found] = await staffWrite(context, 'redemption.reserve', about, statements, 'read')
  const row = found?.rows[0]
  if (!row) return null
  const { available, waiting, choices } = await readTable(context, household)
  return {
    household,
    door: doorInWords({ building: String(row['building']), unit: String(row['unit']), room: String(row['room']) }),
    surname: row['id'] === null ? '' : surnameOf(await openResidentName(context.vault, String(row['id']), String(row['name']))),
    available,
    waiting: waiting.map((one) => viewOf(one, context.catalogue, context.now)),
    choices: choices.map(({ reward, site, place, left, left_of_limit }) => ({
      choice: `${reward.slug}/${site}`,
      title: reward.title,
      place,
      cost_points: reward.cost_points,
      left,
      left_of_limit,
    })),
  }
}

const find = async (c: AppContext, form: Form) => {
  const { sought, surname } = typedOf(form)
  const found = await findPeople(c.var.context, sought, surname, { act: 'redemption.reserve', reach: everywhere })
  if (!found.ok) return draw(c, form, null, membersProblem(found.refusal))
  const home = await homeOf(c, found.value[0]?.household ?? '')
  return draw(c, form, home, home ? undefined : problemOf(c, { code: 'redeeming_household_unknown' }))
}

/** 当面兑换: find the household, then choose; a refusal draws the choices again. */
export const tableFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  if (form.value['act'] !== 'redeem') return find(c, form.value)
  const again = async (problem: Problem) => draw(c, form.value, await homeOf(c, form.value['household'] ?? ''), problem)
  const parsed = tableInput.safeParse(form.value)
  if (!parsed.success) return again(problemOf(c, redeemInputInvalid(fieldCodes(parsed.error))))
  const done = await redeemAtTable(c.var.context, parsed.data)
  return done.ok ? c.redirect(`/desk/redemptions/${done.value}/?done=table`, 303) : again(problemOf(c, done.refusal))
}
