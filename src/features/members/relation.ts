/** What someone is to the head of the household. The key is kept, the value is the word in sheets and on pages. */
export const relations = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandparent: '祖父母',
  grandchild: '孙辈',
  sibling: '兄弟姐妹',
  tenant: '租住',
  other: '其他',
} as const

export type Relation = keyof typeof relations

const byWord = new Map(Object.entries(relations).map(([key, word]) => [word as string, key as Relation]))

/** The relation a word stands for, or null. */
export const relationOf = (word: string): Relation | null => byWord.get(word) ?? null

/** The word of a relation as kept. */
export const relationWord = (kept: string): string => relations[kept as Relation] ?? kept
