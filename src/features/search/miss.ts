import { fold } from './fold.ts'

/** Longer than this a text is a story and may be anybody's. */
const missMaxChars = 20

/** A phone number, an identity number, a card: five digits or more, whatever stands between them. */
const manyDigits = /(?:[\d零〇一二三四五六七八九][\s-]*){5}/
/** A door: 3栋, 2单元, 501室, 3-2-501. */
const door = /[\d一二三四五六七八九十]\s*(?:[栋幢座室户#]|号楼|单元)|\d\s*[-—–/]\s*\d/

/**
 * What a search that found nothing may be remembered by: folded, so that spaces and capitals make no difference; null for what may say who
 * somebody is. The same rule in the browser keeps such a text from being sent at all.
 */
export const missText = (query: string): string | null => {
  const plain = query.normalize('NFKC')
  if (manyDigits.test(plain) || door.test(plain)) return null
  const text = fold(query)
  return text === '' || [...text].length > missMaxChars ? null : text
}

/** The shortest and the longest part of a text that is looked for among names. */
const nameSizes = [2, 3, 4]

/** Every piece of a text that could be a name in Chinese characters, and its words in other letters, as they may be registered. */
export const possibleNames = (query: string): string[] => {
  const plain = query.normalize('NFKC')
  const runs = plain.match(/\p{Script=Han}+/gu) ?? []
  const windows = runs.flatMap((run) => {
    const chars = [...run]
    return nameSizes.flatMap((size) => chars.flatMap((_, at) => (at + size <= chars.length ? [chars.slice(at, at + size).join('')] : [])))
  })
  return [...new Set([plain.trim(), ...plain.split(/\s+/).filter(Boolean), ...windows])]
}
