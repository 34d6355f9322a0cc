import type { DatedPolicy } from '../../src/features/policies/dated.ts'
import { noticesOn } from '../../src/features/policies/notices.ts'
import { reviewDueOn } from '../../src/features/policies/review.ts'
import { validityOn } from '../../src/features/policies/validity.ts'
import type { Entries, Entry } from './content.ts'

/**
 * The policies whose pages say something else at some time from the day of the build until `until` (both `YYYY-MM-DD`). What a policy says
 * changes in one direction only, so that its first and last day are enough to tell.
 */
export const datedPoliciesOf = (entries: Entries, builtOn: string, until: string): Record<string, DatedPolicy> => {
  const dated = entries.policies.flatMap((policy): [string, DatedPolicy][] => {
    const { effective_from, expires_on, replaced_by, review } = policy.data
    const dates = {
      effective_from,
      review_due_on: reviewDueOn(review),
      ...(expires_on && { expires_on }),
      ...(replaced_by && { replaced_by }),
    }
    const says = (day: string) => JSON.stringify(noticesOn(dates, day))
    if (says(builtOn) === says(until)) return []
    const stands = (day: string) => validityOn(dates, day).state
    return [[policy.slug, { ...dates, named_at: stands(builtOn) === stands(until) ? [] : rowsOf(entries, policy) }]]
  })
  return Object.fromEntries(dated)
}

/** The pages that name a policy in a row because an editor chose it. */
const rowsOf = ({ policies, activities }: Entries, { slug, data }: Entry<'policies'>) => [
  ...policies.flatMap((other) => (other.data.related.includes(slug) ? [`/policies/${other.slug}/`] : [])),
  ...activities.flatMap((activity) => (activity.data.policies.includes(slug) ? [`/activities/${activity.slug}/`] : [])),
  ...data.questions.flatMap(({ activity }) => (activity ? [`/activities/${activity}/`] : [])),
  ...data.places.map((place) => `/places/${place}/`),
]
