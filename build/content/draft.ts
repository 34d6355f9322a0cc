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
  images: ReadonlySet<string>
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
    hasImage: (path: string) => images.has(path),
    hasPage: (address: string) => hasPage(address, slugs),
  }
  return [
    ...referenceSentences(collection, slug, references, slugs),
    ...(collection === 'activities' && entry ? scheduleSentences((entry.data as Activity).schedule) : []),
    ...(entry ? pictureSentences(entry, around) : []),
    ...(body.trim() === '' && endingOf(collection) === 'md' && collection !== 'alerts'
      ? ['正文是空的。请在第二个“---”下面写正文。']
      : bodySentences(body, body_line, around)),
  ]
}

/** Whether an address of the site that names an entry leads to one; null when it names something else. */
const hasPage = (address: string, slugs: Others['slugs']) => {
  const [, collection, slug] =
    /^\/(policies|activities|programmes|places|rewards|checkers|surveys)\/([^/?#]+)\/?(?:[?#].*)?$/.exec(address) ?? []
  const name = (Object.keys(collectionSchemas) as CollectionName[]).find((known) => known === collection)
  if (!name || slug === undefined || reservedSlugs[name].includes(slug)) return null
  return slugs.get(name)?.has(slug) ?? false
}
