import { type AppContext, readForm } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import { membersProblem } from '../members/problem.ts'
import { findPeople } from '../members/store.server.ts'
import { staffProblem } from '../staff/copy.ts'
import { aboutColleague, oneColleague, readColleagues, setHome } from '../staff/reads.server.ts'
import { staffRead, staffWrite } from '../staff/store.server.ts'
import { showColleagueWith } from './colleague-forms.server.ts'
import { nobodyOfThatName } from './copy.ts'

const write = async (c: AppContext, resident: string | null) => {
  const { context } = c.var
  const id = c.req.param('id') ?? ''
  const results = await staffWrite(context, 'staff.manage', aboutColleague(id), [setHome(id, resident), oneColleague(id)], 'household')
  const [colleague] = readColleagues(results[1]?.rows ?? [])
  if (!colleague) return showColleagueWith(c, staffProblem({ code: 'colleague_unknown' }, context.catalogue.site))
  return c.redirect(`/desk/staff/${id}/?done=${resident ? 'home' : 'no_home'}`, 303)
}

/** 登记住在哪一户: by the card or the door, and the name as the register has it. Without a door, in none. Two database calls. */
export const setHomeFromForm = async (c: AppContext) => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return c.var.problem(httpProblem(form.refusal.code, context.catalogue.site.phone))
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
