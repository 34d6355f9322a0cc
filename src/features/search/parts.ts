/** The files of an index, by name; they lie below `/search/`. */
export const manifestName = 'index.json'
export const soundsName = (version: string) => `sounds-${version}.json`
export const gramsName = (version: string, file: number) => `grams-${version}-${file}.json`
export const pagesName = (version: string, file: number) => `pages-${version}-${file}.json`

/** A number for a text, the same everywhere (FNV-1a, 32 bits). */
export const numberOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  return hash
}

/** In which of the files of grams a gram stands. */
export const fileOfGram = (gram: string, files: number) => numberOf(gram) % files
