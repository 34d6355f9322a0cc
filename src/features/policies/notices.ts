import { reviewNotice, validityNotice } from './copy.ts'
import type { DatedPolicy } from './dated.ts'
import type { PolicyNotice } from './schema.ts'
import { validityOn } from './validity.ts'

/**
 * What stands above a policy's answer on `today` (`YYYY-MM-DD`): that it is not in force yet, about to end, ended or replaced, and that it
 * ought to have been compared with its source again. What has ended need not be compared any more.
 */
export const noticesOn = (policy: Omit<DatedPolicy, 'named_at'>, today: string): PolicyNotice[] => {
  const validity = validityOn(policy, today)
  const standing = validityNotice(policy, validity)
  const overdue = validity.state !== 'ended' && today > policy.review_due_on
  return [...(standing ? [standing] : []), ...(overdue ? [reviewNotice(policy.review_due_on)] : [])]
}
