const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' })
const openers = /[（《“‘〔【]$/u
const closers = /[，。、：；！？）》”’〕】]$/u

/**
 * A title cut where a line may end: between words, never inside one, beside a word of a single character or after an opening bracket.
 * Chinese is written without spaces, and a browser breaks it anywhere.
 */
export const phrasesOf = (title: string): string[] => {
  const phrases: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(title)) {
    const last = phrases.at(-1)
    const clings = last !== undefined && ([...last].length === 1 || openers.test(last))
    const stands = [...segment].length > 1 || (last !== undefined && closers.test(last))
    if (last === undefined || (isWordLike && stands && !clings)) phrases.push(segment)
    else phrases[phrases.length - 1] = last + segment
  }
  return phrases
}
