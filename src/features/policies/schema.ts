import { z } from 'zod'
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

/** The dates of a policy, which say what its page tells on a day. Days are `YYYY-MM-DD`; the last one is still in force. */
export const datedPolicySchema = z.strictObject({
  effective_from: z.string(),
  expires_on: z.string().optional(),
  replaced_by: z
    .strictObject({ title: z.string(), document_number: z.string(), policy: z.string().optional(), url: z.string().optional() })
    .optional(),
  /** The last day on which its review is not overdue. */
  review_due_on: z.string(),
  /** Addresses of other pages whose rows name it; only of one whose standing changes. */
  named_at: z.array(z.string()),
})
export type DatedPolicy = z.infer<typeof datedPolicySchema>

/** One notice above the answer: a word, a sentence, and where it leads. */
export interface PolicyNotice {
  /** What it looks like: over for good, or something to know. */
  kind: 'ended' | 'waiting'
  word: string
  sentence: string
  link: { href: string; word: string } | null
}

/** What the list of reviews is made of: one policy, as its file says. */
export const reviewEntrySchema = z.strictObject({
  slug: z.string(),
  title: z.string(),
  last_reviewed: z.string(),
  due_on: z.string(),
  reviewer: z.string(),
  validity: datedPolicySchema.pick({ effective_from: true, expires_on: true, replaced_by: true }),
})
export type ReviewEntry = z.infer<typeof reviewEntrySchema>
