import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { RankedPage } from './ranking.ts'
import type { Answer } from './schema.ts'

/** 这页有用吗, on request: what was said, and the two buttons for who thinks again. `title` is null where there is no such page. */
export interface FeedbackPage {
  kind: 'feedback'
  slug: string
  title: string | null
  version: string
  said: Answer | null
  problem?: Problem | undefined
}

/** 有用没用: the steward's list. */
export interface FeedbackDeskPage {
  kind: 'feedback_desk'
  actor: Pick<StaffActor, 'name' | 'role'>
  telling: RankedPage[]
  early: RankedPage[]
}

export type FeedbackPages = FeedbackPage | FeedbackDeskPage
