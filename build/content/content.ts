import type { CollectionName, EntryData } from '../../src/content-schemas/index.ts'
import type { Redirects } from '../../src/content-schemas/redirects.ts'
import type { Glossary, Site } from '../../src/content-schemas/site.ts'

/** A file below content/, by its path from the repository's root. `text` is null when its bytes are not UTF-8. */
export interface ContentFile {
  path: string
  text: string | null
  /** How large an image is; its bytes are not read. */
  bytes?: number
}

/** One checked file. Its slug is the file's name and becomes its address. */
export interface Entry<Name extends CollectionName = CollectionName> {
  collection: Name
  slug: string
  file: string
  data: EntryData<Name>
  /** Markdown below the front matter; of a file that is only fields, its picture. */
  body: string
  /** The line of the file on which the body begins, from 1. */
  body_line: number
}

export type Entries = { [Name in CollectionName]: Entry<Name>[] }

/** Everything editors wrote that is sound; entries by slug. */
export interface Content {
  site: Site
  glossary: Glossary
  redirects: Redirects
  entries: Entries
}

/** What is wrong with one file, as a sentence that begins after the file's name. */
export interface Problem {
  file: string
  sentence: string
}
