import { fold, hanRuns } from './fold.ts'
import { initialGrams, plainGrams, soundGrams, spelledGrams, wholeGram } from './grams.ts'
import { fileOfGram, numberOf } from './parts.ts'
import type { Findable, GramFile, Index, Listed } from './schema.ts'
import { readingsOf, spell } from './spelling.ts'
import { hasEnded } from './standing.ts'

/** About this many characters a file of grams: some three kilobytes as they are sent. */
const gramFileChars = 8_000
const pagesPerFile = 16
/** A gram that more pages have says little; of those the heaviest are kept, so that its line stays short. */
const pagesPerGram = 120

const weights = { names: 12, summary: 5, facts: 3, text: 1 }
/** More is not told apart. */
const weightMax = 24

export interface MakeOptions {
  /** `YYYY-MM-DD`: pages whose last day is before it stand at the end. */
  today: string
  /** Simplified characters of every traditional one. */
  simple: ReadonlyMap<string, string>
}

/** The index of all pages, as the files it is served in. */
export const makeIndex = (findables: Findable[], { today, simple }: MakeOptions): Index => {
  const [current, over] = [findables.filter((page) => !hasEnded(page, today)), findables.filter((page) => hasEnded(page, today))]
  const all = [...current, ...over]
  const postings = new Map<string, number[]>()
  for (const [number, page] of all.entries()) {
    for (const [gram, weight] of gramsOfPage(page)) {
      const line = postings.get(gram)
      if (line) line.push(number, weight)
      else postings.set(gram, [number, weight])
    }
  }
  const lines = [...postings].map(([gram, pages]): [string, number[]] => [gram, [pages.length / 2, ...heaviest(pages)]])
  const chars = lines.reduce((sum, [gram, numbers]) => sum + gram.length + numbers.join().length + 6, 0)
  const files = Math.max(1, Math.ceil(chars / gramFileChars))
  const grams: GramFile[] = Array.from({ length: files }, () => ({}))
  for (const [gram, numbers] of lines.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = grams[fileOfGram(gram, files)]
    if (file) file[gram] = numbers
  }
  const used = new Set(
    findables.flatMap((page) => [...fold([page.title, ...page.names, page.summary, ...page.facts, page.text].join(' '))]),
  )
  const parts = {
    grams,
    pages: inFiles(all.map(listed)),
    sounds: readingsOf(new Set([...used].filter((char) => /\p{Script=Han}/u.test(char)))),
  }
  const manifest = {
    version: numberOf(JSON.stringify(parts)).toString(36),
    pages: all.length,
    ended_from: current.length,
    gram_files: files,
    pages_per_file: pagesPerFile,
    simple: [...simple].flatMap(([from, to]) => (used.has(to) && from !== to ? [from + to] : [])).join(''),
  }
  return { manifest, ...parts }
}

const listed = ({ address, kind, title, summary, effective_from, expires_on, replaced_by }: Findable): Listed => ({
  address,
  kind,
  title,
  summary,
  effective_from,
  expires_on,
  replaced_by,
})

const inFiles = (pages: Listed[]) =>
  Array.from({ length: Math.ceil(pages.length / pagesPerFile) }, (_, at) => pages.slice(at * pagesPerFile, (at + 1) * pagesPerFile))

const heaviest = (line: number[]) => {
  if (line.length <= pagesPerGram * 2) return line
  const pairs = line.flatMap((number, at): [number, number][] => (at % 2 === 0 ? [[number, line[at + 1] ?? 0]] : []))
  return pairs
    .sort(([, a], [, b]) => b - a)
    .slice(0, pagesPerGram)
    .sort(([a], [b]) => a - b)
    .flat()
}

/** Every gram of a page with its weight. */
const gramsOfPage = ({ title, names, summary, facts, text }: Findable) => {
  const found = new Map<string, number>()
  const add = (grams: Iterable<string>, weight: number) => {
    for (const gram of grams) found.set(gram, Math.min(weightMax, (found.get(gram) ?? 0) + weight))
  }
  const all = [title, ...names].map((name) => fold(name))
  add(new Set(all.flatMap((name) => [...plainGrams(name), ...hanRuns(name).flatMap((run) => [...run])])), weights.names)
  for (const name of all)
    add(
      gramsOfName(name).filter((gram) => !found.has(gram)),
      weights.names,
    )
  add(plainGrams(fold(summary)), weights.summary)
  add(new Set(facts.flatMap((fact) => plainGrams(fold(fact)))), weights.facts)
  add(plainGrams(fold(text)), weights.text)
  return found
}

/** A name as a whole, by its spelling, its initials and its sound. */
const gramsOfName = (name: string) => {
  const syllables = hanRuns(name).map(spell)
  const whole = name.replaceAll(' ', '')
  const spelled = spell(whole).join('')
  const initials = spell(whole).map((syllable) => syllable.charAt(0))
  return [
    ...[whole, spelled, initials.join('')].map(wholeGram),
    ...syllables.flatMap((run) => [
      ...spelledGrams(run.join('')),
      ...initialGrams(run.map((one) => one.charAt(0)).join('')),
      ...soundGrams(run),
    ]),
  ]
}
