import { type AppContext, fieldCodes, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { resetSecondFactor } from '../second-factor/store.server.ts'
import { newSlip, takeCodesBack } from '../signin/store.server.ts'
import { staffInputInvalid, staffProblem } from '../staff/copy.ts'
import { aboutColleague, addColleague, allColleagues, endService, inService, oneColleague, readColleagues } from '../staff/reads.server.ts'
import { newColleagueInput, type StaffRefusal } from '../staff/schema.ts'
import { scopeOf } from '../staff/scope.ts'
import { byStaff, staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import type { ColleaguePage, ColleaguesPage, TypedColleague } from './page.ts'

const untyped: TypedColleague = { name: '', role: '', grid: '', programme: '' }

/** 工作人员: the list and the form for a new one; a refusal is drawn on it with what was typed. */
export const drawColleagues = async (c: AppContext, typed: TypedColleague = untyped, problem?: Problem) => {
  const { context } = c.var
  const [list] = await staffRead(context, [allColleagues()])
  const colleagues = readColleagues(list?.rows ?? [])
  const page: ColleaguesPage = { kind: 'colleagues', actor: staffOf(context), colleagues, typed, request_key: context.newId(), problem }
  return c.var.page(page, problem)
}

const refused = (c: AppContext, refusal: StaffRefusal, typed?: TypedColleague) =>
  drawColleagues(c, typed, staffProblem(refusal, c.var.context.catalogue.site))

/** 新增工作人员 by the plain form. */
export const addFromForm = async (c: AppContext) => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const { name = '', role = '', grid = '', programme = '', request_key } = form.value
  const typed = { name: name.slice(0, 60), role, grid, programme }
  const parsed = newColleagueInput.safeParse({ name, role, grid, programme, request_key })
  if (!parsed.success) return refused(c, staffInputInvalid(fieldCodes(parsed.error)), typed)
  const scope = scopeOf(parsed.data, context.catalogue)
  if (!scope.ok) return refused(c, staffInputInvalid([scope.refusal]), typed)
  const wanted = { id: parsed.data.request_key, name: parsed.data.name, role: parsed.data.role, scope: scope.value }
  const statements = [addColleague(wanted, byStaff(context), context.now), oneColleague(wanted.id)]
  const results = await staffWrite(context, 'staff.manage', { kind: 'staff', id: wanted.id }, statements, 'added')
  const [added] = readColleagues(results[1]?.rows ?? [])
  const same = added?.name === wanted.name && added.role === wanted.role && added.scope === wanted.scope
  if (!same) return refused(c, { code: 'request_key_reused' }, typed)
  return c.redirect(`/desk/staff/${wanted.id}/?done=added`, 303)
}

const doneWords = ['added', 'ended', 'reset', 'home', 'no_home'] as const

const drawColleague = (c: AppContext, rows: Parameters<typeof readColleagues>[0], parts: Partial<ColleaguePage>) => {
  const actor = staffOf(c.var.context)
  const [colleague] = readColleagues(rows)
  if (!colleague) return refused(c, { code: 'colleague_unknown' })
  const page: ColleaguePage = { kind: 'colleague', actor, colleague, is_oneself: colleague.id === actor.staff, slip: null, ...parts }
  return c.var.page(page, parts.problem)
}

const idOf = (c: AppContext) => c.req.param('id') ?? ''

export const showColleague = (c: AppContext, refusal?: StaffRefusal) =>
  showColleagueWith(c, refusal && staffProblem(refusal, c.var.context.catalogue.site))

export const showColleagueWith = async (c: AppContext, problem?: Problem) => {
  const { context } = c.var
  const [one] = await staffRead(context, [oneColleague(idOf(c))])
  const done = doneWords.find((word) => word === c.req.query('done'))
  return drawColleague(c, one?.rows ?? [], { done: problem ? undefined : done, problem })
}

/** 打印登录纸条: the code stands on this one answer and nowhere else. */
export const printSlip = async (c: AppContext) => {
  const { context } = c.var
  const id = idOf(c)
  const slip = await newSlip(context, { kind: 'staff', id }, byStaff(context), inService(id))
  const statements = [takeCodesBack(id, context.now), slip.statement, slip.issued, oneColleague(id)]
  const [, , issued, one] = await staffWrite(context, 'slip.issue', aboutColleague(id), statements)
  const rows = one?.rows ?? []
  if (rows[0]?.['ended_at']) return showColleague(c, { code: 'colleague_ended' })
  if (!issued?.rows.length) return drawColleague(c, rows, { problem: staffProblem({ code: 'slip_overtaken' }, context.catalogue.site) })
  return drawColleague(c, rows, { slip: { code: slip.code, expires_at: slip.expires_at } })
}

/** 重设第二道验证, for somebody whose phone is lost or new. */
export const resetFactor = async (c: AppContext) => {
  const { context } = c.var
  const id = idOf(c)
  const by = byStaff(context)
  const statements = [...resetSecondFactor(id, by, context.now), oneColleague(id)]
  const results = await staffWrite(context, 'staff.manage', aboutColleague(id), statements, 'second_factor_reset')
  if (results.at(-1)?.rows.length === 0) return refused(c, { code: 'colleague_unknown' })
  return c.redirect(`/desk/staff/${id}/?done=reset`, 303)
}

/** Nobody ends their own service, so a steward is always left; the only one is told what to do first. */
const notOneself = async (c: AppContext) => {
  const [list] = await staffRead(c.var.context, [allColleagues()])
  const stewards = readColleagues(list?.rows ?? []).filter(({ role, ended_at }) => role === 'steward' && ended_at === null)
  return showColleague(c, { code: stewards.length > 1 ? 'oneself_stays' : 'last_steward_stays' })
}

/** 结束服务: signs the person out at once. */
export const endFromForm = async (c: AppContext) => {
  const { context } = c.var
  const id = idOf(c)
  const actor = staffOf(context)
  if (id === actor.staff) return notOneself(c)
  const statements = [endService(id, byStaff(context), context.now), oneColleague(id)]
  const results = await staffWrite(context, 'staff.manage', aboutColleague(id), statements, 'ended')
  if (results[1]?.rows.length === 0) return refused(c, { code: 'colleague_unknown' })
  return c.redirect(`/desk/staff/${id}/?done=ended`, 303)
}
