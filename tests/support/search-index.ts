import { checkContent } from '../../build/content/check.ts'
import { readContentFiles } from '../../build/content/read.ts'
import { findablesOf } from '../../src/features/search/findables.ts'
import { indexFiles } from '../../src/features/search/index-files.ts'
import { makeIndex } from '../../src/features/search/make-index.ts'
import type { Findable, ReadPart } from '../../src/features/search/schema.ts'
import { simpleCharacters } from '../../src/features/search/simple-characters.ts'
import { repositoryRoot } from './root.ts'

/** Everything in content/ that can be found. */
export const writtenFindables = (): Findable[] => {
  const { content } = checkContent(readContentFiles(repositoryRoot))
  if (!content) throw new Error('content/ has problems: npm run check:content')
  return findablesOf(content.entries)
}

/** An index as it is served: its files by name, as text. */
export const servedIndex = (findables: Findable[], today: string): Map<string, string> =>
  new Map(indexFiles(makeIndex(findables, { today, simple: simpleCharacters() })).map(({ name, data }) => [name, JSON.stringify(data)]))

/** Reads the files of an index and keeps the names of those that were wanted. */
export const readingFrom =
  (files: Map<string, string>, wanted = new Set<string>()): ReadPart =>
  (name) => {
    wanted.add(name)
    const text = files.get(name)
    return Promise.resolve(text === undefined ? null : JSON.parse(text))
  }
