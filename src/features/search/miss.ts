import { digits, fold } from './fold.ts'

/** Longer than this a text is a story and may be anybody's. */
const missMaxChars = 20

const number = `[\\d十〇${digits}]`
/** Five digits or more, whatever stands between them, as a phone or an identity card has; a door such as 3栋, 501室, 3-2-501. */
const somebodys = new RegExp(`(${number}[\\s-]*){5}|${number}\\s*([栋幢座室户#]|号楼|单元)|\\d\\s*[-—–/]\\s*\\d`)

/**
 * What a search that found nothing may be remembered by: folded, so that spaces and capitals make no difference; null for what may say who
 * somebody is. The same rule in the browser keeps such a text from being sent at all.
 */
export const missText = (query: string): string | null => {
  const plain = query.normalize('NFKC')
  const text = fold(query)
  return text === '' || [...text].length > missMaxChars || somebodys.test(plain) ? null : text
}

/** How many characters the parts of a text have that are looked for among names. */
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
