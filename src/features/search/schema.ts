/** What kinds of pages are found, in the order of `kindWords` in copy.ts. */
export const kinds = ['policy', 'checker', 'activity', 'programme', 'place', 'reward', 'page'] as const
export type Kind = (typeof kinds)[number]

/** A query longer than this, in characters, is refused: nobody asks that much, and what is pasted may be private. */
export const queryMaxChars = 100

/** How many pages are shown. */
export const shownMax = 10

/** What a page has to be found by. `names` are its title and what residents call it. */
export interface Findable {
  address: string
  kind: Kind
  title: string
  names: string[]
  summary: string
  /** Headings and the lines of its card. */
  facts: string[]
  text: string
  /** Days of the site's time zone; null: no such day. */
  effective_from: string | null
  expires_on: string | null
  /** The title of what replaced it. */
  replaced_by: string | null
  /** The day of an activity that happens once. */
  happens_on: string | null
}

/** A page as it stands in the list of what was found. */
export type Listed = Pick<Findable, 'address' | 'kind' | 'title' | 'summary' | 'effective_from' | 'expires_on' | 'replaced_by'>

/** The file that is loaded first. Pages are numbered from 0. */
export interface Manifest {
  /** New with every change; part of the other files' names. */
  version: string
  pages: number
  /** Pages from this number on had ended when the index was made. */
  ended_from: number
  gram_files: number
  /** How many pages one file of pages lists. */
  pages_per_file: number
  /** Traditional characters and what they are here: `個个門门`. */
  simple: string
}

/** For each gram: how many pages have it, then pairs of page number and weight, the heaviest pages only. */
export type GramFile = Record<string, number[]>

/** Syllables without tones, by ear, each with the characters it may be. */
export type SoundFile = Record<string, string>

export interface Index {
  manifest: Manifest
  grams: GramFile[]
  pages: Listed[][]
  sounds: SoundFile
}

/** Reads one file of the index by its name (`names` in parts.ts); null when there is none of that version any more. */
export type ReadPart = (name: string) => Promise<unknown>

/** Why a field is refused; the whole is then `input_invalid`. */
export const searchErrorCodes = ['query_too_long'] as const
export type SearchErrorCode = (typeof searchErrorCodes)[number]
