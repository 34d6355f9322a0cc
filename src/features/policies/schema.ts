import type { Policy } from '../../content-schemas/policy.ts'

/** A policy explainer as its file describes it, with its slug. */
export interface NamedPolicy {
  slug: string
  data: Policy
}

/** Whether the rules explained are in force on a day. */
export const validityStates = ['upcoming', 'in_force', 'ending', 'ended'] as const
export type ValidityState = (typeof validityStates)[number]

/** How long before its last day a policy counts as ending, in days: time enough to apply once more. */
export const endingNoticeDays = 60

/** One notice above the answer: a word, a sentence, and where it leads. */
export interface PolicyNotice {
  /** What it looks like: over for good, or something to know. */
  kind: 'ended' | 'waiting'
  word: string
  sentence: string
  link: { href: string; word: string } | null
}
