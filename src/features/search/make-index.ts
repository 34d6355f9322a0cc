import { numberOf } from '../../kernel/number-of.ts'
import { fold, hanRuns } from './fold.ts'
import { initialGrams, soundGrams, spelledGrams, wholeGram } from './grams.ts'
import { fileOfGram } from './parts.ts'
import { makePostings } from './postings.ts'
import type { Findable, GramFile, Index, Listed } from './schema.ts'
import { readingsOf, spell } from './spelling.ts'
import { hasEnded, standingOn } from './standing.ts'

/** About this many characters a file of grams: some three kilobytes as they are sent. */
const gramFileChars = 8_000
const pagesPerFile = 16
/** A gram that more pages have says little; of those the heaviest are kept, so that its line stays short. */
const pagesPerGram = 120

const weights = { names: 12, summary: 5, facts: 3, text: 1 }
/** What is not in force yet, or took place before, comes behind what is of use today under the same words. */
const weightsOfOthers: typeof weights = { names: 9, summary: 3, facts: 2, text: 1 }
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
  const postings = makePostings(weightMax)
  for (const [number, page] of all.entries()) addPage(postings, number, page, isOfToday(page, today) ? weights : weightsOfOthers)
  const lines = postings.lines().map(([gram, pages]): [string, number[]] => [gram, [pages.length / 2, ...heaviest(pages)]])
  const chars = lines.reduce((sum, [gram, numbers]) => sum + gram.length + charsOf(numbers) + 6, 0)
  const files = Math.max(1, Math.ceil(chars / gramFileChars))
  const grams: GramFile[] = Array.from({ length: files }, () => ({}))
  for (const [gram, numbers] of lines) {
    const file = grams[fileOfGram(gram, files)]
    if (file) file[gram] = numbers
  }
  const used = postings.chars
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

const isOfToday = (page: Findable, today: string) =>
  standingOn(page, today) !== 'upcoming' && (page.happens_on === null || page.happens_on >= today)

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

/** How many characters a line takes in its file. */
const charsOf = (numbers: number[]) =>
  numbers.reduce((sum, number) => sum + 1 + (number < 10 ? 1 : number < 100 ? 2 : String(number).length), -1)

/** The pages with the greatest weights, of equal ones the first, by page. */
const heaviest = (line: number[]) => {
  if (line.length <= pagesPerGram * 2) return line
  const having = Array.from({ length: weightMax + 1 }, () => 0)
  for (let at = 1; at < line.length; at += 2) having[line[at] ?? 0] = (having[line[at] ?? 0] ?? 0) + 1
  let least = weightMax
  let room = pagesPerGram
  for (; room > (having[least] ?? 0); least--) room -= having[least] ?? 0
  return line.flatMap((page, at) => {
    const weight = line[at + 1] ?? 0
    const isKept = at % 2 === 0 && (weight > least || (weight === least && room-- > 0))
    return isKept ? [page, weight] : []
  })
}

const addPage = (postings: ReturnType<typeof makePostings>, number: number, page: Findable, counted: typeof weights) => {
  const { title, names, summary, facts, text } = page
  const all = [title, ...names].map((name) => fold(name))
  postings.begin()
  for (const name of all) {
    postings.addText(name, number, counted.names)
    for (const char of hanRuns(name).join('')) postings.add(char, number, counted.names)
  }
  for (const name of all) {
    const grams = gramsOfName(name).filter((gram) => !postings.has(gram, number))
    for (const gram of grams) {
      postings.begin()
      postings.add(gram, number, counted.names)
    }
  }
  const parts: [string[], number][] = [
    [[summary], counted.summary],
    [facts, counted.facts],
    [[text], counted.text],
  ]
  for (const [texts, weight] of parts) {
    postings.begin()
    for (const one of texts) postings.addText(fold(one), number, weight)
  }
}

/** A name as a whole, by its spelling, its initials and its sound. */
const gramsOfName = (name: string) => {
  const runs = hanRuns(name)
  const whole = name.replaceAll(' ', '')
  const wholeSpelled = spell(whole)
  const syllables = runs[0] === whole ? [wholeSpelled] : runs.map(spell)
  const spelled = wholeSpelled.join('')
  const initials = wholeSpelled.map((syllable) => syllable.charAt(0))
  return [
    ...[whole, spelled, initials.join('')].map(wholeGram),
    ...syllables.flatMap((run) => [
      ...spelledGrams(run.join('')),
      ...initialGrams(run.map((one) => one.charAt(0)).join('')),
      ...soundGrams(run),
    ]),
  ]
}
