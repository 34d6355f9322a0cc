import type { Problem } from '../../kernel/problem.ts'
import type { Answers, CatalogueChecker, Question } from './schema.ts'

/** What came of it: a line of figures below each finding. */
export interface FindingView {
  title: string
  text: string
  lines: { name: string; value: string }[]
}

/** One question, or what the answers come to. `answers` are those that count, to be sent along. */
export interface CheckerPage {
  kind: 'checker'
  checker: CatalogueChecker
  answers: Answers
  /** That its policy has ended, ends soon or has not begun; null while it is in force. */
  standing: string | null
  answered: { id: string; ask: string; words: string }[]
  /** The question before this one. */
  back: string | null
  /** Null when everything is answered. */
  step: { question: Question; typed: string; error?: string | undefined } | null
  findings: FindingView[]
  /** Null with fewer than two amounts of one unit. */
  total: string | null
  problem?: Problem | undefined
}

/** There is nothing to go on with. */
export interface CheckerProblemPage {
  kind: 'checker-problem'
  problem: Problem
}

export type CheckersPage = CheckerPage | CheckerProblemPage

/** `/checkers/tax/?children=no&edit=children`. */
export const checkerAddress = (slug: string, answers: Answers, edit?: string) => {
  const query = new URLSearchParams({ ...answers, ...(edit && { edit }) }).toString()
  return `/checkers/${slug}/${query && `?${query}`}`
}
