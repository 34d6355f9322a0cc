import type { z } from 'zod'
import { type CollectionName, collectionSchemas } from '../../src/content-schemas/index.ts'
import { redirectsSchema } from '../../src/content-schemas/redirects.ts'
import { glossarySchema, siteSchema } from '../../src/content-schemas/site.ts'
import { checkerSentences } from './checkers.ts'
import type { Content, ContentFile, Entries, Entry, Problem } from './content.ts'
import { type Draft, draftSentences, readDraft } from './draft.ts'
import { glossarySentences } from './glossary.ts'
import { type Place, placeOf } from './names.ts'
import { stationSentences, versionSentences } from './rates.ts'
import { redirectSentences } from './redirects.ts'
import { type Reference, referencesIn } from './references.ts'
import { schemaSentences } from './sentences.ts'
import { successionSentences } from './succession.ts'
import { surveySentences } from './surveys.ts'
import { readYaml } from './yaml.ts'

export interface CheckedContent {
  /** One Chinese sentence for each thing that is wrong, by file. Empty when all is well. */
  problems: string[]
  /** What is sound, without anything that relies on what is not; null when the site itself is not described. */
  content: Content | null
}

type Placed<Kind extends Place['kind']> = { file: ContentFile; place: Extract<Place, { kind: Kind }> }

/** Checks all of content/ at once: each file against its schema, then the files against one another. Pure. */
export const checkContent = (files: ContentFile[]): CheckedContent => {
  const problems: Problem[] = []
  const report = (file: string, sentences: string[]) => problems.push(...sentences.map((sentence) => ({ file, sentence })))

  const placed = files.map((file) => ({ file, place: placeOf(file) }))
  for (const { file, place } of placed) {
    if (place.kind === 'wrong') report(file.path, [place.sentence])
    else if (file.text === null) report(file.path, ['不是 UTF-8 编码的文本。请用 UTF-8 另存一次。'])
  }

  const site = readSingle(placed, 'site', siteSchema, report)
  const glossary = readSingle(placed, 'glossary', glossarySchema, report)
  if (glossary) report('content/glossary.yml', glossarySentences(glossary))

  const entryFiles = placed.filter((item): item is Placed<'entry'> => item.place.kind === 'entry')
  const slugs = slugsOf(entryFiles, report)
  const moved = placed.some(({ place }) => place.kind === 'single' && place.name === 'redirects')
    ? (readSingle(placed, 'redirects', redirectsSchema, report)?.redirects ?? [])
    : []
  report('content/redirects.yml', redirectSentences(moved, slugs))
  const images = new Map(placed.flatMap(({ file, place }) => (place.kind === 'image' ? [[file.path, file.bytes ?? 0] as const] : [])))
  const drafts = entryFiles.flatMap(({ file, place }) => {
    if (file.text === null) return []
    const draft = readDraft(file.path, file.text, place.collection, place.slug)
    report(file.path, draft.sentences)
    report(file.path, draftSentences(draft, { slugs, images }))
    return [draft]
  })
  const across = [
    ...successionSentences(drafts),
    ...stationSentences(drafts),
    ...versionSentences(drafts),
    ...checkerSentences(drafts),
    ...surveySentences(drafts, new Map(files.map(({ path, bytes = 0 }) => [path, bytes]))),
  ]
  for (const { file, sentence } of across) report(file, [sentence])

  const content = site && glossary ? { site, glossary, redirects: moved, entries: soundEntries(drafts, problems) } : null
  return { problems: sorted(problems), content }
}

const sorted = (problems: Problem[]) =>
  problems
    .map((problem, index) => ({ ...problem, index }))
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.index - b.index))
    .map(({ file, sentence }) => `${file}：${sentence}`)

const readSingle = <Schema extends z.ZodType>(
  placed: { file: ContentFile; place: Place }[],
  name: 'site' | 'glossary' | 'redirects',
  schema: Schema,
  report: (file: string, sentences: string[]) => void,
): z.infer<Schema> | null => {
  const path = `content/${name}.yml`
  const found = placed.find(({ place }) => place.kind === 'single' && place.name === name)
  if (!found) report(path, ['没有这个文件。请照示例社区的同名文件写一个。'])
  if (!found || found.file.text === null) return null
  const read = readYaml(found.file.text, 1)
  if (!read.ok) {
    report(path, [read.sentence])
    return null
  }
  const parsed = schema.safeParse(read.data)
  if (parsed.success) return parsed.data
  report(path, schemaSentences(schema, read.data, parsed.error.issues))
  return null
}

/** The slugs of each collection. Two files of one name would share an address, also where they lie in different subfolders. */
const slugsOf = (entryFiles: Placed<'entry'>[], report: (file: string, sentences: string[]) => void) => {
  const fileOf = new Map<string, string>()
  const slugs = new Map<string, Set<string>>()
  for (const { file, place } of entryFiles) {
    const address = `${place.collection}/${place.slug}`
    const other = fileOf.get(address)
    if (other) report(file.path, [`和 ${other} 重名。请换一个文件名，因为网址由文件名决定。`])
    else fileOf.set(address, file.path)
    const known = slugs.get(place.collection) ?? new Set()
    slugs.set(place.collection, known.add(place.slug))
  }
  return slugs
}

/** The entries without problems, less those that name an entry which has some, until all that is left stands on its own. */
const soundEntries = (drafts: Draft[], problems: Problem[]): Entries => {
  const broken = new Set(problems.map(({ file }) => file))
  let sound = drafts.flatMap(({ entry }) =>
    entry && !broken.has(entry.file) ? [{ entry, references: referencesIn(entry.collection, entry.data) }] : [],
  )
  for (let before = -1; before !== sound.length; ) {
    before = sound.length
    const known = new Set(sound.map(({ entry }) => `${entry.collection}/${entry.slug}`))
    sound = sound.filter(({ references }) => references.every(({ collection, slug }: Reference) => known.has(`${collection}/${slug}`)))
  }
  const names = Object.keys(collectionSchemas) as CollectionName[]
  const bySlug = sound.map(({ entry }) => entry).sort((a, b) => (a.slug < b.slug ? -1 : 1))
  const pairs = names.map((name): [CollectionName, Entry[]] => [name, bySlug.filter(({ collection }) => collection === name)])
  return Object.fromEntries(pairs) as unknown as Entries
}
