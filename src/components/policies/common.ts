import type { NamedActivity } from '../../features/activities/agenda.ts'
import type { NamedPolicy } from '../../features/policies/schema.ts'
import { stillListed } from '../../features/policies/validity.ts'

/** The policies in force that other policies and activities lead to most often; ties in the order they come. */
export const commonPolicies = (policies: NamedPolicy[], activities: NamedActivity[], today: string, limit: number): NamedPolicy[] => {
  const mentions = new Map<string, number>()
  const named = [...policies.flatMap(({ data }) => data.related), ...activities.flatMap(({ data }) => data.policies)]
  for (const slug of named) mentions.set(slug, (mentions.get(slug) ?? 0) + 1)
  return stillListed(policies, today)
    .map((policy) => ({ policy, times: mentions.get(policy.slug) ?? 0 }))
    .sort((a, b) => b.times - a.times)
    .slice(0, limit)
    .map(({ policy }) => policy)
}
