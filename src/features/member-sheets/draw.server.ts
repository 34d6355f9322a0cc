import type { AppContext } from '../../kernel/http.server.ts'
import { mayDo } from '../staff/permissions.ts'
import { actorOf } from '../staff/store.server.ts'
import type { SheetsPage } from './page.ts'
import { importProblem } from './problem.ts'
import type { ImportRefusal } from './schema.ts'

/** 导入导出. Whoever draws it has asked the database, or asks it by `checkSession`. */
export const drawSheets = (c: AppContext, told: Partial<Pick<SheetsPage, 'outcome' | 'bad'>> = {}, refusal?: ImportRefusal) => {
  const problem = refusal && importProblem(refusal)
  const actor = actorOf(c)
  const page: SheetsPage = {
    kind: 'sheets',
    actor,
    may_export: mayDo(actor.role, 'household.export'),
    outcome: told.outcome ?? null,
    bad: told.bad ?? null,
    problem,
  }
  return c.var.page(page, problem)
}
