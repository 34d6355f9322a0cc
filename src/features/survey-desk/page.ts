import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { StandingSurvey } from '../surveys/page.ts'
import type { CatalogueSurvey, Fields } from '../surveys/schema.ts'
import type { PaperDone } from './copy.ts'
import type { Difference } from './differences.ts'

interface DeskPart {
  actor: Pick<StaffActor, 'name' | 'role'>
  problem?: Problem | undefined
}

interface OfSurvey extends DeskPart {
  survey: CatalogueSurvey
}

/** 问卷和评选 at the desk. `counts` by slug, for stewards only. */
export interface DeskSurveysPage extends DeskPart {
  kind: 'desk-surveys'
  surveys: StandingSurvey[]
  counts: Record<string, number> | null
}

/** What can be done with one survey. */
export interface DeskSurveyPage extends OfSurvey, StandingSurvey {
  kind: 'desk-survey'
  count: number | null
  published: boolean
}

/** A household, or a resident of it, as the desk sees who answers. `code_issued_on` is null where no printed code is good. */
export interface Home {
  household: string
  resident: string | null
  door: string
  /** The head's surname with 家, or the resident's name. */
  name: string
  own: boolean
  answered: boolean
  /** Ids of the households that were merged into it. */
  merged: string[]
  code_issued_on: string | null
}

export interface FoundResident {
  id: string
  name: string
  relation: string
}

/** Whom it is about, before anything is asked or printed. */
export interface DeskFindPage extends OfSurvey {
  kind: 'desk-survey-find'
  typed: { sought: string; surname: string }
  /** Whose turn it may be, where each resident answers alone. */
  people: FoundResident[] | null
}

/** Everything that is asked on one page: said by somebody to the clerk, or read from a paper. */
export interface DeskAnswerPage extends OfSurvey {
  kind: 'desk-survey-answer'
  /** Null where anybody may answer. */
  home: Home | null
  /** A paper that is typed in, and which time it is. */
  paper: { key: string; turn: 1 | 2; changed: boolean } | null
  booth: string
  typed: Fields
  errors: Record<string, string>
  request_key: string
}

/** 答题码: for one, or for many. */
export interface DeskCodesPage extends OfSurvey {
  kind: 'desk-survey-codes'
  typed: { sought: string; surname: string }
  people: FoundResident[] | null
  home: Home | null
  grids: { id: string; name: string; buildings: string[] }[]
  request_key: string
}

/** A code stands on the paper and nowhere else. */
export interface Slip {
  for: string
  code: string
}

export interface DeskSlipsPage extends OfSurvey {
  kind: 'desk-survey-slips'
  slips: Slip[]
  /** How many more wait for theirs. */
  left: number
  /** How many get none, since they answered, got a code or went away while these were made. */
  missed: number
}

/** 纸质问卷, with a code if it is for somebody. */
export interface DeskPrintPage extends OfSurvey {
  kind: 'desk-survey-print'
  slip: Slip | null
}

/** 代答 is done: who acted for whom, nothing of what was answered. */
export interface DeskReceiptPage extends OfSurvey {
  kind: 'desk-survey-receipt'
  home: Home | null
  by: string
}

/** Papers that were typed in once, or twice and not alike. */
export interface WaitingPaper {
  /** By which a steward takes it off when the paper is lost; null for others. */
  paper: string | null
  entered_on: string
  days: number
  by: string
  twice: boolean
}

export interface DeskPaperPage extends OfSurvey {
  kind: 'desk-survey-paper'
  typed: string
  waiting: WaitingPaper[]
  done: PaperDone | null
}

export interface DeskDifferencesPage extends OfSurvey {
  kind: 'desk-survey-differences'
  key: string
  differences: Difference[]
  picks: Record<string, string>
  /** The wording changed between the entries, or after them. */
  changed: boolean
}

export interface DeskSurveyRefusedPage extends DeskPart {
  kind: 'desk-survey-refused'
  survey: CatalogueSurvey | null
  problem: Problem
}

export type SurveyDeskPages =
  | DeskSurveysPage
  | DeskSurveyPage
  | DeskFindPage
  | DeskAnswerPage
  | DeskCodesPage
  | DeskSlipsPage
  | DeskPrintPage
  | DeskReceiptPage
  | DeskPaperPage
  | DeskDifferencesPage
  | DeskSurveyRefusedPage
