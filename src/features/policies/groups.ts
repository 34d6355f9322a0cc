import { audiences, keyOf, topics, wordsOf } from '../../content-schemas/vocabulary.ts'
import type { NamedPolicy } from './schema.ts'

/** The policies that share a word, in the order of the vocabulary. `key` is the address part. */
export interface PolicyGroup<Named extends NamedPolicy = NamedPolicy> {
  key: string
  word: string
  policies: Named[]
}

/** By audience, those of 全体居民 under their own heading only, so that a short list stays short. Empty groups are left out. */
export const policiesByAudience = <Named extends NamedPolicy>(policies: Named[]): PolicyGroup<Named>[] =>
  wordsOf(audiences)
    .map((word) => ({ key: keyOf(audiences, word), word, policies: policies.filter(({ data }) => data.audiences.includes(word)) }))
    .filter((group) => group.policies.length > 0)

/** By topic. Empty groups are left out. */
export const policiesByTopic = <Named extends NamedPolicy>(policies: Named[]): PolicyGroup<Named>[] =>
  wordsOf(topics)
    .map((word) => ({ key: keyOf(topics, word), word, policies: policies.filter(({ data }) => data.topics.includes(word)) }))
    .filter((group) => group.policies.length > 0)
