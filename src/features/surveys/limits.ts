import type { Question } from './schema.ts'

/** No text is longer, whatever a file says. */
export const textLongest = 1000

/** Whether a question, by its kind, is answered in one's own words. */
export const isText = ({ kind }: { kind: string }) => kind === '短文字' || kind === '长文字'

/** Characters of a text where its file does not say. */
const textMost = (kind: string) => (kind === '短文字' ? 40 : 500)

/** The least and the most of an answer: options chosen, a number or score, or characters of a text. */
export const limitsOf = ({ kind, options = [], least, most }: Question): { least: number; most: number } => {
  if (isText({ kind })) return { least: 1, most: Math.min(most ?? textMost(kind), textLongest) }
  if (kind === '打分') return { least: least ?? 1, most: most ?? 5 }
  if (kind === '数字') return { least: least ?? 0, most: most ?? 1_000_000 }
  return { least: least ?? 1, most: Math.min(most ?? options.length, options.length) }
}

/** The whole number of at most nine digits that was typed, however wide its digits and grouped by spaces or commas; null for anything else. */
export const numberIn = (typed: string): number | null => {
  const digits = typed.normalize('NFKC').replaceAll(/[\s,]/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null
}
