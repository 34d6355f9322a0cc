import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { Done, EventKind, RepresentationKind } from './copy.ts'
import type { Door } from './door.ts'

/** What was typed, given back when something is wrong; a list is joined by commas. */
export type Typed = Record<string, string>

interface DeskPart {
  actor: Pick<StaffActor, 'name' | 'role'>
  problem?: Problem | undefined
}

/** 找一户. `registrable` is a door that is not registered yet, offered for registration to whoever may. */
export interface SearchPage extends DeskPart {
  kind: 'search'
  typed: Typed
  registrable: string | null
  request_key: string
}

export interface RepresentationView {
  id: string
  kind: RepresentationKind
  /** null where the representative lives out of the actor's reach. */
  representative: string | null
  accepted: boolean
}

/** `phone` is masked unless it was asked for. */
export interface MemberView {
  id: string
  name: string
  phone: string | null
  phone_shown: boolean
  relation: string
  birth_month: string | null
  child: boolean
  tags: string[]
  has_card: boolean
  represented_by: RepresentationView[]
}

export interface EventView {
  kind: EventKind
  people: number
  /** Epoch milliseconds. */
  at: number
  other: { id: string; door: string } | null
  by: string
}

export interface HouseholdView {
  id: string
  door: Door
  grid: { name: string; phone: string } | null
  /** The household this one was merged into, or null where the last one left. */
  ended: { at: number; into: { id: string; door: string } | null } | null
  members: MemberView[]
  history: EventView[]
}

/** Which form of the household's page was sent back, as `members`, or `members/<resident>`. */
export interface SentBack {
  form: string
  typed: Typed
}

export interface HouseholdPage extends DeskPart {
  kind: 'household'
  household: HouseholdView
  request_key: string
  may: { edit: boolean; reshape: boolean; slip: boolean; card: boolean; represent: boolean }
  done?: Done | undefined
  sent_back?: SentBack | undefined
}

/** A paper to print and hand over: the code stands here and nowhere else. */
export interface PaperPage extends DeskPart {
  kind: 'slip' | 'card'
  household: string
  name: string
  code: string
  /** Of a slip, epoch milliseconds. */
  expires_at: number | null
}

export type MembersPage = SearchPage | HouseholdPage | PaperPage
