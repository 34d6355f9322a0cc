import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { membersProblem } from '../members/problem.ts'
import { findPeople } from '../members/store.server.ts'
import { staffProblem } from '../staff/copy.ts'
import { aboutColleague, oneColleague, readColleagues, setHome } from '../staff/reads.server.ts'
import { staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import { showColleagueWith } from './colleague-forms.server.ts'
import { nobodyOfThatName, ownHomeStays } from './copy.ts'

const write = async (c: AppContext, resident: string | null) => {
  const { context } = c.var
  const id = c.req.param('id') ?? ''
  const { staff } = staffOf(context)
  const statements = [setHome(id, resident, staff), oneColleague(id)]
  const [set, one] = await staffWrite(context, 'staff.manage', aboutColleague(id), statements, 'household')
  const [colleague] = readColleagues(one?.rows ?? [])
  if (!colleague) return showColleagueWith(c, staffProblem({ code: 'colleague_unknown' }, context.catalogue.site))
  if (id === staff && set?.rows_written === 0) return showColleagueWith(c, { code: 'own_household', sentence: ownHomeStays })
  return c.redirect(`/desk/staff/${id}/?done=${resident ? 'home' : 'no_home'}`, 303)
}

/** 登记住在哪一户: by the card or the door, and the name as the register has it. Without a door, in none. Two database calls. */
export const setHomeFromForm = async (c: AppContext) => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const sought = (form.value['sought'] ?? '').trim().slice(0, 60)
  const name = (form.value['name'] ?? '').trim().slice(0, 20)
  if (form.value['act'] === 'none') return write(c, null)
  const [known] = await staffRead(context, [oneColleague(c.req.param('id') ?? '')])
  if (known?.rows.length === 0) return showColleagueWith(c, staffProblem({ code: 'colleague_unknown' }, context.catalogue.site))
  const found = await findPeople(context, sought, name)
  if (!found.ok) return showColleagueWith(c, membersProblem(found.refusal))
  const person = found.value.find((one) => one.name === name)
  return person ? write(c, person.id) : showColleagueWith(c, { code: 'member_unknown', sentence: nobodyOfThatName })
}
