import { numberOf } from '../../kernel/number-of.ts'

/** The files of an index, by name; they lie below `/search/`. */
export const manifestName = 'index.json'
export const soundsName = (version: string) => `sounds-${version}.json`
export const gramsName = (version: string, file: number) => `grams-${version}-${file}.json`
export const pagesName = (version: string, file: number) => `pages-${version}-${file}.json`

/** In which of the files of grams a gram stands. */
export const fileOfGram = (gram: string, files: number) => numberOf(gram) % files
