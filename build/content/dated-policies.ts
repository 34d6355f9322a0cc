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
  const rows = rowsByPolicy(entries)
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
    return [[policy.slug, { ...dates, named_at: stands(builtOn) === stands(until) ? [] : rowsOf(rows, policy) }]]
  })
  return Object.fromEntries(dated)
}

/** The pages that name a policy in a row because an editor chose it, by the policy. */
const rowsByPolicy = ({ policies, activities }: Entries) => {
  const rows = new Map<string, string[]>()
  const add = (address: string, named: string[]) => {
    for (const slug of new Set(named)) {
      const known = rows.get(slug)
      if (known) known.push(address)
      else rows.set(slug, [address])
    }
  }
  for (const { slug, data } of policies) add(`/policies/${slug}/`, data.related)
  for (const { slug, data } of activities) add(`/activities/${slug}/`, data.policies)
  return rows
}

const rowsOf = (rows: Map<string, string[]>, { slug, data }: Entry<'policies'>) => [
  ...(rows.get(slug) ?? []),
  ...data.questions.flatMap(({ activity }) => (activity ? [`/activities/${activity}/`] : [])),
  ...data.places.map((place) => `/places/${place}/`),
]
