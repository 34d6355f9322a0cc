import type { Policy } from '../../src/content-schemas/policy.ts'
import { policySchema } from '../../src/content-schemas/policy.ts'
import type { Problem } from './content.ts'
import type { Draft } from './draft.ts'
import { fieldName } from './sentences.ts'

/** Policies that replace one another in a circle, so that none of them would be in force. Named once for each circle. */
export const successionSentences = (drafts: Draft[]): Problem[] => {
  const policies = drafts
    .flatMap(({ collection, entry }) => (collection === 'policies' && entry ? [entry] : []))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
  const successorOf = new Map(
    policies.flatMap(({ slug, data }) => {
      const successor = (data as Policy).replaced_by?.policy
      return successor && successor !== slug ? [[slug, successor]] : []
    }),
  )
  const settled = new Set<string>()
  return policies.flatMap(({ slug, file }) => {
    const chain: string[] = []
    let at: string | undefined = slug
    while (at && !settled.has(at) && !chain.includes(at)) {
      chain.push(at)
      at = successorOf.get(at)
    }
    for (const link of chain) settled.add(link)
    if (at !== slug || chain.length < 2) return []
    const field = fieldName(policySchema, ['replaced_by', 'policy'])
    return [{ file, sentence: `${field}绕成了一圈：${[...chain, slug].join(' → ')}。请改正其中一篇，最新的一篇不写 replaced_by。` }]
  })
}
