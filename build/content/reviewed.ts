import { type Policy, policySchema } from '../../src/content-schemas/policy.ts'
import type { Problem } from './content.ts'
import { readFrontMatter } from './front-matter.ts'
import { fieldName } from './sentences.ts'

/** One file as it was at some time and as it is now. */
export interface Change {
  /** Its path now, from the repository's root. */
  file: string
  before: string
  after: string
}

/**
 * Policies said to have been compared with their source although nobody says by whom anew, or what was compared: the date alone
 * is no review. Each file is told once.
 */
export const reviewSentences = (changes: Change[]): Problem[] => {
  const told = new Map<string, Problem>()
  for (const { file, before, after } of changes) {
    const [was, is] = [reviewOf(before), reviewOf(after)]
    if (!was?.last_reviewed || !is?.last_reviewed || was.last_reviewed === is.last_reviewed) continue
    if (was.reviewer !== is.reviewer || was.note !== is.note || told.has(file)) continue
    const [date, reviewer, note] = (['last_reviewed', 'reviewer', 'note'] as const).map((key) => fieldName(policySchema, ['review', key]))
    const changed = `${date}从 ${was.last_reviewed} 改成了 ${is.last_reviewed}，可是 ${reviewer}和 ${note}都没有改`
    told.set(file, { file, sentence: `${changed}。请在 note 里写这次核对了什么，换了人就改 reviewer；没有核对就把日期改回去。` })
  }
  return [...told.values()]
}

/** The review as written; a file that cannot be read has its sentence already. */
const reviewOf = (text: string): Partial<Policy['review']> | null => {
  const front = readFrontMatter(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'))
  return (front.ok && (front.data as { review?: Partial<Policy['review']> } | null)?.review) || null
}
