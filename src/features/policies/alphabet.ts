import { pinyin } from 'pinyin-pro'
import type { NamedPolicy } from './schema.ts'

/** One line of the A–Z list. An alias leads to the policy it is another name of. */
export interface AlphabetEntry {
  label: string
  slug: string
  alias_of: string | null
}

export interface AlphabetGroup {
  initial: string
  entries: AlphabetEntry[]
}

/**
 * Titles and 俗称 under the first letter of their pinyin, A to Z; names that begin with neither a Chinese character nor a
 * letter stand under `#`, at the end. Residents look for the name they know, so every alias has its own line.
 */
export const policiesByInitial = (policies: NamedPolicy[]): AlphabetGroup[] => {
  const entries = policies.flatMap(({ slug, data }) => [
    { label: data.title, slug, alias_of: null },
    ...data.aliases.filter((alias) => alias !== data.title).map((alias) => ({ label: alias, slug, alias_of: data.title })),
  ])
  const sortable = entries.map((entry) => ({ entry, spelling: spellingOf(entry.label) }))
  sortable.sort((a, b) => compare(a.spelling, b.spelling) || compare(a.entry.label, b.entry.label))
  const groups = Map.groupBy(sortable, ({ spelling }) => initialOf(spelling))
  return [...groups]
    .sort(([a], [b]) => Number(a === '#') - Number(b === '#') || compare(a, b))
    .map(([initial, items]) => ({ initial, entries: items.map(({ entry }) => entry) }))
}

/** Quotation marks and spaces before a name do not decide where it stands. */
const spellingOf = (label: string) =>
  pinyin(label.normalize('NFKC').replace(/^[\p{P}\s]+/u, ''), { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join(' ')
    .toLowerCase()

const initialOf = (spelling: string) => (/^[a-z]/.test(spelling) ? spelling.charAt(0).toUpperCase() : '#')

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
