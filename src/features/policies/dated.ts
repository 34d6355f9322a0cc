import { z } from 'zod'

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
