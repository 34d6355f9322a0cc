import { type Glossary, glossarySchema } from '../../src/content-schemas/site.ts'
import { fieldName } from './sentences.ts'

/** One English identifier for one Chinese word: neither may stand twice, and a word to avoid is not an official one. */
export const glossarySentences = ({ words }: Glossary): string[] => {
  const seen = new Map<string, number>()
  const official = new Set(words.map(({ word }) => word))
  return words.flatMap((entry, index) => {
    const repeated = (['id', 'word'] as const).flatMap((key) => {
      const before = seen.get(`${key} ${entry[key]}`)
      seen.set(`${key} ${entry[key]}`, before ?? index + 1)
      if (before === undefined) return []
      return [`${fieldName(glossarySchema, ['words', index, key])}“${entry[key]}”在第 ${before} 条写过了。请合成一条。`]
    })
    const avoided = entry.avoid.flatMap((word, at) =>
      official.has(word) ? [`${fieldName(glossarySchema, ['words', index, 'avoid', at])}“${word}”同时是规范用词。请两处只留一处。`] : [],
    )
    return [...repeated, ...avoided]
  })
}
