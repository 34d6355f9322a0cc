import type { Activity } from '../../src/content-schemas/activity.ts'
import { type CollectionName, collectionSchemas, type EntryData } from '../../src/content-schemas/index.ts'
import type { Entry } from './content.ts'
import type { Path } from './field.ts'
import { readFields, readFrontMatter } from './front-matter.ts'
import { bodySentences } from './markdown.ts'
import { endingOf, reservedSlugs } from './names.ts'
import { pictureOf, pictureSentences } from './picture.ts'
import { referenceSentences, referencesIn } from './references.ts'
import { scheduleSentences } from './schedule.ts'
import { schemaSentences } from './sentences.ts'
import { slipSentences } from './slips.ts'

/** A file that was read: the entry, if its fields are right, and what the schema said if it is not. */
export interface Draft {
  file: string
  collection: CollectionName
  slug: string
  /** Its fields as written; undefined when it could not be read. */
  data: unknown
  body: string
  body_line: number
  /** Places in the fields that already have a sentence. */
  wrong_paths: Path[]
  entry: Entry | null
  sentences: string[]
}

/** What a file is checked against. */
export interface Others {
  slugs: ReadonlyMap<string, ReadonlySet<string>>
  /** Bytes of each picture, by path. */
  images: ReadonlyMap<string, number>
}

export const readDraft = (file: string, text: string, collection: CollectionName, slug: string): Draft => {
  const front = endingOf(collection) === 'yml' ? readFields(text) : readFrontMatter(text)
  const blank = { file, collection, slug, data: undefined, body: '', body_line: 1, wrong_paths: [], entry: null }
  if (!front.ok) return { ...blank, sentences: [front.sentence] }
  const { data, body, body_line } = front
  const schema = collectionSchemas[collection]
  const parsed = schema.safeParse(data)
  if (!parsed.success) {
    const { issues } = parsed.error
    return {
      ...blank,
      data,
      body,
      body_line,
      wrong_paths: issues.map(({ path }) => path),
      sentences: schemaSentences(schema, data, issues),
    }
  }
  const entry = { collection, slug, file, data: parsed.data as EntryData<CollectionName>, body: body || pictureOf(parsed.data), body_line }
  return { ...blank, data, body, body_line, entry, sentences: [] }
}

/** What is wrong with a draft that its schema cannot see. An alert may say all it has to say in its summary. */
export const draftSentences = (draft: Draft, { slugs, images }: Others): string[] => {
  const { collection, slug, data, body, body_line, wrong_paths, entry, file } = draft
  if (data === undefined) return []
  const isWrong = (path: Path) => wrong_paths.some((wrong) => wrong.every((step, index) => path[index] === step))
  const references = referencesIn(collection, data).filter(({ path }) => !isWrong(path))
  const around = {
    folder: file.slice(0, file.lastIndexOf('/')),
    imageBytes: (path: string) => images.get(path),
    hasPage: (address: string) => hasPage(address, slugs),
  }
  return [
    ...slipSentences(collectionSchemas[collection], data),
    ...referenceSentences(collection, slug, references, slugs),
    ...(collection === 'activities' && entry ? scheduleSentences((entry.data as Activity).schedule) : []),
    ...(entry ? pictureSentences(entry, around) : []),
    ...(body.trim() === '' && endingOf(collection) === 'md' && collection !== 'alerts'
      ? ['正文是空的。请在第二个“---”下面写正文。']
      : bodySentences(body, body_line, around)),
  ]
}

/** Whether an address of the site leads somewhere; null when that is not for the content to say. */
const hasPage = (address: string, slugs: Others['slugs']) => {
  const [, folder = '', slug = ''] = /^\/([^/?#]*)\/?([^/?#]*)/.exec(address) ?? []
  if (!address.startsWith('/') || folder === '' || folder.includes('.')) return null
  if (!linked.includes(folder as CollectionName))
    return reservedSlugs.pages.includes(folder) || (slug === '' && slugs.get('pages')?.has(folder) === true) ? null : false
  const name = slug.replace(/\.(ics|txt|xml|json)$/, '')
  if (name === '' || reservedSlugs[folder as CollectionName].includes(name)) return null
  return slugs.get(folder)?.has(name) ?? false
}

/** Those whose entries have a page each. */
const linked: readonly CollectionName[] = ['policies', 'activities', 'programmes', 'places', 'rewards', 'checkers', 'surveys', 'replies']
