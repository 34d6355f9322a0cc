import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'

export interface ImportCounts {
  households: number
  people: number
  new_households: number
  new_people: number
  changed: number
  unchanged: number
}

/** 导入导出. `rows` are the sentences of the rows to mend, `count` how many there are in all. */
export interface SheetsPage {
  kind: 'sheets'
  actor: Pick<StaffActor, 'name' | 'role'>
  problem: Problem | undefined
  may_export: boolean
  outcome: { imported: boolean; counts: ImportCounts } | null
  bad: { sentences: string[]; count: number } | null
}
