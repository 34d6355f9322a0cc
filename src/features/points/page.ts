import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { StatementView } from './views.ts'

interface DeskPart {
  actor: Pick<StaffActor, 'name' | 'role'>
  problem?: Problem | undefined
}

/** 积分单 of a household at the desk. */
export interface HouseholdPointsPage extends DeskPart {
  kind: 'household-points'
  home: { id: string; door: string } | null
  statement: StatementView | null
  may_correct: boolean
  typed: Record<string, string>
  done: boolean
  request_key: string
}

/** 我的积分. `door` is null for whoever lives in no household. */
export interface MyPointsPage {
  kind: 'me-points'
  door: string | null
  statement: StatementView
}

export type PointsPages = HouseholdPointsPage | MyPointsPage
