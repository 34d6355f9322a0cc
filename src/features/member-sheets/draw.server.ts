import type { AppContext } from '../../kernel/http.server.ts'
import { mayDo } from '../staff/permissions.ts'
import { staffOf } from '../staff/store.server.ts'
import type { SheetsPage } from './page.ts'
import { importProblem } from './problem.ts'
import type { ImportRefusal } from './schema.ts'

/** 导入导出. Whoever draws it has asked the database, or asks it by `checkSession`. */
export const drawSheets = (c: AppContext, told: Partial<Pick<SheetsPage, 'outcome' | 'bad'>> = {}, refusal?: ImportRefusal) => {
  const problem = refusal && importProblem(refusal)
  const { name, role } = staffOf(c.var.context)
  const page: SheetsPage = {
    kind: 'sheets',
    actor: { name, role },
    may_export: mayDo(role, 'household.export'),
    outcome: told.outcome ?? null,
    bad: told.bad ?? null,
    problem,
  }
  return c.var.page(page, problem)
}
