import type { Problem } from '../../kernel/problem.ts'
import type { CatalogueSurvey, Fields, Section } from './schema.ts'
import type { Standing } from './window.ts'

/** A survey and where it stands on the day it is looked at. */
export interface StandingSurvey {
  survey: CatalogueSurvey
  standing: Standing
}

/** 问卷和评选: all of them, those that can be answered first. */
export interface SurveyListPage {
  kind: 'survey-list'
  surveys: StandingSurvey[]
}

/** What is asked, by whom and why, before anything is answered. */
export interface SurveyIntroPage extends StandingSurvey {
  kind: 'survey-intro'
}

/** How whoever answers may go on: signed in, or with a printed code. */
export interface SurveyWayPage {
  kind: 'survey-way'
  survey: CatalogueSurvey
}

/** By what somebody is counted. */
export type CountedBy = 'device' | 'resident' | 'code'

/** One section to be answered. */
export interface SurveyAnswerPage {
  kind: 'survey-answer'
  survey: CatalogueSurvey
  /** With the questions that are shown; `when` holds only what is decided on this very page. */
  section: Section
  /** The number of this section among those that are asked, from 1, and how many there are so far. */
  place: number
  of: number
  /** Whether handing in follows this page at once. */
  hands_in: boolean
  /** Whether one came here from the review page, and goes back to it. */
  reviewing: boolean
  typed: Fields
  /** A sentence by the question's id. */
  errors: Record<string, string>
  /** 接着填的号码; null as long as nothing is kept. */
  draft_code: string | null
  /** The last day on which one can go on, `YYYY-MM-DD`. */
  kept_until: string
  saved: boolean
  /** The wording has changed since the answers so far were given. */
  changed: boolean
  counted_by: CountedBy
  request_key: string
  problem?: Problem | undefined
}

/** One question as the review page tells it; null where nothing was answered. */
export interface ReviewedQuestion {
  id: string
  ask: string
  words: string | null
  /** What is wrong with it, in a sentence. */
  error?: string | undefined
}

/** 检查一遍: everything that will be handed in. */
export interface SurveyReviewPage {
  kind: 'survey-review'
  survey: CatalogueSurvey
  sections: { id: string; title: string; questions: ReviewedQuestion[] }[]
  draft_code: string
  kept_until: string
  changed: boolean
  counted_by: CountedBy
  request_key: string
  problem?: Problem | undefined
}

/** 答题码 of this survey. */
export interface SurveyCodePage {
  kind: 'survey-code'
  survey: CatalogueSurvey
  problem?: Problem | undefined
}

/** 接着填: on another device, by the code. */
export interface SurveyResumePage {
  kind: 'survey-resume'
  problem?: Problem | undefined
}

export interface SurveyDonePage {
  kind: 'survey-done'
  survey: CatalogueSurvey
  /** Whether somebody else may answer on this device. */
  anyone: boolean
}

/** Nothing can be answered, and why. `survey` is null when there is no such one. */
export interface SurveyRefusedPage {
  kind: 'survey-refused'
  survey: CatalogueSurvey | null
  problem: Problem
}

export type SurveyPages =
  | SurveyListPage
  | SurveyIntroPage
  | SurveyWayPage
  | SurveyAnswerPage
  | SurveyReviewPage
  | SurveyCodePage
  | SurveyResumePage
  | SurveyDonePage
  | SurveyRefusedPage

/** The control of a question that an error leads to. */
export const controlOf = (question: string) => `q-${question}`

/** The sentences of a problem whose fields are controls, by the question's id. */
export const errorsOf = (problem?: Problem): Record<string, string> =>
  Object.fromEntries((problem?.fields ?? []).map(({ field, sentence }) => [field.replace(/^q-/, ''), sentence]))
