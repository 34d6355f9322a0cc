import type { Site } from '../../content-schemas/site.ts'
import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { AuditLine } from '../staff/audit-line.ts'
import type { Colleague } from '../staff/colleague.ts'
import type { Occasion } from './occasions.ts'
import type { AuditSearch } from './schema.ts'

interface DeskPart {
  actor: Pick<StaffActor, 'name' | 'role'>
  problem?: Problem | undefined
}

/** 工作台. What the actor's role has nothing to do with is null. */
export interface HomePage extends DeskPart {
  kind: 'desk'
  finds_households: boolean
  grid: Site['grids'][number] | null
  occasions: Occasion[] | null
  /** What the actor did today, newest first. */
  lines: AuditLine[]
}

export interface TypedColleague {
  name: string
  role: string
  grid: string
  programme: string
}

/** 工作人员: the list, and the form for a new one. */
export interface ColleaguesPage extends DeskPart {
  kind: 'colleagues'
  colleagues: Colleague[]
  typed: TypedColleague
  request_key: string
}

/** One member of staff; `slip` is there once, right after it was made. */
export interface ColleaguePage extends DeskPart {
  kind: 'colleague'
  colleague: Colleague
  is_oneself: boolean
  slip: { code: string; expires_at: number } | null
  done?: 'added' | 'ended' | 'reset' | 'home' | 'no_home' | undefined
}

/** 操作记录. `next` is the address of the following page. */
export interface AuditPage extends DeskPart {
  kind: 'audit'
  search: AuditSearch
  people: Pick<Colleague, 'id' | 'name' | 'role'>[]
  lines: AuditLine[]
  next: string | null
}

export type StaffPage = HomePage | ColleaguesPage | ColleaguePage | AuditPage
