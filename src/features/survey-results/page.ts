import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import type { NeedCount } from './needs.ts'
import type { Result } from './result.ts'

/** A text as somebody reads it. */
export interface ReadText {
  id: string
  question: string
  text: string
}

/** One page of texts; `total` counts all of them. */
export interface TextsPart {
  texts: ReadText[]
  page: number
  pages: number
  total: number
}

/** 结果, for everybody. */
export interface PublicResultPage {
  kind: 'result'
  survey: CatalogueSurvey
  result: Result
  published_at: number
  texts: TextsPart
}

/** 需求清单, for everybody. */
export interface PublicNeedsPage {
  kind: 'result-needs'
  survey: CatalogueSurvey
  needs: NeedCount[]
  result: Result
  published_at: number
}

/** Nothing is published; `survey` is null when there is no such one. */
export interface NoResultPage {
  kind: 'result-none'
  survey: CatalogueSurvey | null
  /** Who works here, on a page of the desk. */
  actor: Pick<StaffActor, 'name' | 'role'> | null
  problem: Problem
}

export type ResultPages = PublicResultPage | PublicNeedsPage | NoResultPage

interface DeskPart {
  actor: Pick<StaffActor, 'name' | 'role'>
  /** Null when there is no such one. */
  survey: CatalogueSurvey | null
  problem?: Problem | undefined
}

/** 结果 at the desk: how many so far; after closing what would be published, or was. */
export interface DeskResultPage extends DeskPart {
  kind: 'desk-result'
  /** Sets of answers so far, however they came. */
  count: number
  open: boolean
  result: Result | null
  published_at: number | null
  papers: number
  texts_waiting: number
}

export type TextState = 'waiting' | 'shown' | 'withheld'

/** 写的话: every text is read before anybody else sees it. */
export interface DeskTextsPage extends DeskPart {
  kind: 'desk-result-texts'
  state: TextState
  counts: Record<TextState, number>
  part: TextsPart
  saved: boolean
}

/** 需求 at the desk. */
export interface DeskNeedsPage extends DeskPart {
  kind: 'desk-result-needs'
  needs: NeedCount[]
  result: Result | null
  /** Texts to questions about needs, those that are in none first. */
  part: TextsPart
  /** By text: its need, or empty. */
  sorted: Record<string, string>
  request_key: string
  title: string
}

export type DeskResultPages = DeskResultPage | DeskTextsPage | DeskNeedsPage
