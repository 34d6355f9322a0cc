import { Hono } from 'hono'
import { type AppContext, type AppEnv, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { doorInWords } from '../members/door.ts'
import { openResidentName } from '../members/reads.server.ts'
import { actorOf, staffWrite } from '../staff/store.server.ts'
import { deleteAtDesk } from './deletion.server.ts'
import type { DeskDeletionPage } from './page.ts'
import { mineProblem, ownInputInvalid } from './problem.ts'
import { deletionInput } from './schema.ts'

const idOf = (c: AppContext) => c.req.param('resident') ?? ''

const problemOf = (c: AppContext, code: 'resident_not_there') => mineProblem({ code }, c.var.context.catalogue.site.phone)

/** Who is to be deleted, so that nobody is taken for somebody else; the look is written down. */
const readPerson = async (c: AppContext): Promise<DeskDeletionPage['person']> => {
  const { context } = c.var
  const id = idOf(c)
  const [result] = await staffWrite(context, 'household.read', { kind: 'resident', id }, [
    {
      sql: `SELECT residents.name, households.id AS household, households.building, households.unit, households.room,
          (SELECT COUNT(*) FROM signups JOIN signup_pools USING (activity, occurrence)
            WHERE signups.resident = residents.id AND cancelled_at IS NULL AND starts_at > :now) AS signups
        FROM residents LEFT JOIN households ON households.id = residents.household WHERE residents.id = :resident`,
      args: { resident: id, now: context.now },
    },
  ])
  const row = result?.rows[0]
  if (!row) return null
  const { building, unit, room, household, name } = row
  const door = household === null ? null : doorInWords({ building: String(building), unit: String(unit), room: String(room) })
  return {
    name: await openResidentName(context.vault, id, String(name)),
    door,
    household: household === null ? null : String(household),
    signups: Number(row['signups']),
  }
}

const draw = async (c: AppContext, sentBack?: Problem) => {
  const person = await readPerson(c)
  const problem = person ? sentBack : problemOf(c, 'resident_not_there')
  const page: DeskDeletionPage = { kind: 'desk-deletion', actor: actorOf(c), person, address: `/desk/deletions/${idOf(c)}/`, problem }
  return c.var.page(page, problem)
}

const deleteFromForm = async (c: AppContext) => {
  const { phone } = c.var.context.catalogue.site
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  if (!deletionInput.safeParse(form.value).success)
    return draw(c, mineProblem(ownInputInvalid([{ field: 'understood', code: 'understood_missing' }]), phone))
  const household = await deleteAtDesk(c.var.context, idOf(c))
  if (household === undefined) return draw(c)
  return c.redirect(household === null ? '/desk/households/' : `/desk/households/${household}/`, 303)
}

/** 按本人要求删除: what a resident can do at home, done at the window by who has no phone. */
export const deskDeletion = new Hono<AppEnv>({ strict: false })
  .get('/desk/deletions/:resident', (c) => draw(c))
  .post('/desk/deletions/:resident', deleteFromForm)
