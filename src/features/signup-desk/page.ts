import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { CatalogueActivity, Occurrence } from '../activities/schema.ts'
import type { SignupView } from '../signups/views.ts'

interface DeskPart {
  actor: Pick<StaffActor, 'name' | 'role'>
  problem?: Problem | undefined
}

/** People with a place, people waiting, and places still kept for the desk. */
export interface Numbers {
  capacity: number
  confirmed: number
  waiting: number
  kept: number
}

/** 场次 at the desk: which activity, when it is, as the desk has left it. */
export interface DeskOccurrence {
  slug: string
  title: string
  phone: string
  place: CatalogueActivity['place']
  occurrence: Occurrence
  cancelled: boolean
  started: boolean
  largest_party: number
}

/** The next two weeks, by their beginning; `numbers` is null where nobody needs to sign up. */
export interface DeskActivitiesPage extends DeskPart {
  kind: 'desk-activities'
  rows: (DeskOccurrence & { numbers: Numbers | null })[]
  /** A resident looked up before, for whom an occurrence is being chosen. */
  for: string | null
}

/** One party of the roster. `phone` is whom to call: `phone_of` names them when it is not the party's own. */
export interface RosterLine {
  arrival: number
  id: string
  name: string
  phone: string | null
  phone_of: string | null
  party_size: number
  waiting: boolean
  taken_by: string | null
  came: number | null
}

export interface RosterPage extends DeskPart {
  kind: 'roster'
  at: DeskOccurrence
  numbers: Numbers
  lines: RosterLine[]
  /** The day has come: who came can be written down. */
  marks: boolean
  /** What was typed into the fields that were not accepted. */
  typed: Record<string, string>
  /** How many parties' attendance was saved just now. */
  marked: number | null
}

/** The roster as a sheet with tick boxes. */
export interface RosterPrintPage extends DeskPart {
  kind: 'roster-print'
  at: DeskOccurrence
  lines: RosterLine[]
  phones: boolean
}

export interface Found {
  id: string
  name: string
  relation: string
  has_phone: boolean
}

/** 代报名. `people` are whom the search found; `done` is what was done a moment ago. */
export interface DeskSignupPage extends DeskPart {
  kind: 'desk-signup'
  at: DeskOccurrence
  /** Null where somebody was just looked up: the page stays one call. */
  numbers: Numbers | null
  typed: Record<string, string>
  people: Found[] | null
  done: { id: string; view: SignupView } | null
  request_key: string
}

/** The receipt that is handed over at the desk. */
export interface DeskReceiptPage extends DeskPart {
  kind: 'desk-receipt'
  id: string
  view: SignupView
  at: DeskOccurrence | null
  may_cancel: boolean
}

/** 停办和改期, and whom to call. */
export interface ChangePage extends DeskPart {
  kind: 'occurrence-change'
  at: DeskOccurrence
  typed: Record<string, string>
  request_key: string
  /** Set once the desk has changed it: whom to tell and what to paste. */
  after: { lines: RosterLine[]; group_text: string; yaml: string } | null
}

/** There is no such occurrence or signup, or not within reach. */
export interface DeskMissingPage extends DeskPart {
  kind: 'desk-missing'
  problem: Problem
}

export type RosterPages =
  | DeskMissingPage
  | DeskActivitiesPage
  | RosterPage
  | RosterPrintPage
  | DeskSignupPage
  | DeskReceiptPage
  | ChangePage
