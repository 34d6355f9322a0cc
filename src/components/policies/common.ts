import type { NamedActivity } from '../../features/activities/agenda.ts'
import type { NamedPolicy } from '../../features/policies/schema.ts'
import { stillListed } from '../../features/policies/validity.ts'

/** The policies in force that other policies and activities lead to most often; ties in the order they come. */
export const commonPolicies = (policies: NamedPolicy[], activities: NamedActivity[], today: string, limit: number): NamedPolicy[] => {
  const named = [...policies.flatMap(({ data }) => data.related), ...activities.flatMap(({ data }) => data.policies)]
  const mentions = (slug: string) => named.filter((name) => name === slug).length
  return stillListed(policies, today)
    .map((policy) => ({ policy, times: mentions(policy.slug) }))
    .sort((a, b) => b.times - a.times)
    .slice(0, limit)
    .map(({ policy }) => policy)
}
