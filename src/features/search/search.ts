import { analyse, type Channel } from './grams.ts'
import { fileOfGram, gramsName, manifestName, pagesName, soundsName } from './parts.ts'
import { type GramFile, type Listed, type Manifest, type ReadPart, type SoundFile, shownMax } from './schema.ts'
import { hasEnded } from './standing.ts'

export interface SearchOptions {
  /** `YYYY-MM-DD`: the day on which a policy is in force or not. */
  today: string
  /** Whether policies that have ended are looked for too. */
  ended: boolean
}

/** What looking for a query came to. */
export interface Found {
  pages: Listed[]
  /** How many pages were left out because they have ended. */
  ended: number
  /** The characters to mark in them (marks.ts). */
  marks: string[]
}

/** More pages are looked at than shown, because some of them may have ended since the index was made. */
export const candidatesMax = shownMax + 2
/** A page this much worse than the best has only a common word with the query. */
const worstPart = 0.12

/**
 * The pages that answer a query, the best first. Where no page has all of a channel, nor half of what one rare gram counts,
 * there is no answer: a word they happen to share is not what was asked for. `read` brings the files of the index; null when they are
 * not there.
 */
export const search = async (query: string, { today, ended }: SearchOptions, read: ReadPart): Promise<Found | null> => {
  const manifest = (await read(manifestName)) as Manifest | null
  if (!manifest) return null
  const sounds = /\p{Script=Han}/u.test(query) ? ((await read(soundsName(manifest.version))) as SoundFile | null) : {}
  if (!sounds) return null
  const { plain, letters } = analyse(query, pairsOf(manifest.simple), syllables(sounds))
  const wanted = [...plain, ...letters].flatMap(({ grams }) => grams)
  const lines = await linesOf(wanted, manifest, read)
  if (!lines) return null

  const scores = new Map<number, number>()
  const byWords = plain.map((channel) => scoresOf(channel, lines, manifest))
  const byLetters = letters.map((channel) => scoresOf(channel, lines, manifest))
  for (const { page, score } of [...byWords.flat(), ...bestOf(byLetters)]) scores.set(page, (scores.get(page) ?? 0) + score)

  const ranked = [...scores].sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b)
  const best = ranked[0]?.[1] ?? 0
  const isWhole = [...byWords, ...byLetters].flat().some(({ share }) => share > 0.99)
  const least = isWhole || best >= rarityOf(0.5, manifest) / 2 ? best * worstPart : Infinity
  const good = ranked.filter(([, score]) => score >= least).map(([page]) => page)
  const looked = ended ? good : good.filter((page) => page < manifest.ended_from)
  const candidates = await pagesOf(looked.slice(0, candidatesMax), manifest, read)
  if (!candidates) return null
  const pages = ended ? candidates : candidates.filter((page) => !hasEnded(page, today))
  return {
    pages: pages.slice(0, shownMax),
    ended: good.length - looked.length + candidates.length - pages.length,
    marks: plain.flatMap(({ grams }) => grams),
  }
}

const pairsOf = (text: string) => {
  const chars = [...text]
  return new Map(chars.flatMap((char, at): [string, string][] => (at % 2 === 0 ? [[char, chars[at + 1] ?? char]] : [])))
}

const syllables = (sounds: SoundFile) => {
  const entries = Object.entries(sounds)
  return (char: string) => entries.find(([, chars]) => chars.includes(char))?.[0]
}

/** The lines of the wanted grams, from as few files as hold them. */
const linesOf = async (grams: string[], { version, gram_files }: Manifest, read: ReadPart) => {
  const files = [...new Set(grams.map((gram) => fileOfGram(gram, gram_files)))]
  const loaded = await Promise.all(files.map(async (file) => (await read(gramsName(version, file))) as GramFile | null))
  if (loaded.includes(null)) return null
  const byFile = new Map(files.map((file, at) => [file, loaded[at] ?? {}]))
  return new Map(
    grams.flatMap((gram): [string, number[]][] => {
      const file = byFile.get(fileOfGram(gram, gram_files)) ?? {}
      const line = Object.hasOwn(file, gram) ? file[gram] : undefined
      return line ? [[gram, line]] : []
    }),
  )
}

/** What a page comes to in one channel, and the share of the channel's grams it has. */
interface Score {
  page: number
  score: number
  share: number
}

/** What a gram counts that `having` pages have; half a page stands for a gram nobody has. */
const rarityOf = (having: number, { pages }: Manifest) => Math.log(1 + pages / having)

/** A rare gram counts more than a common one, and a page that has most of the query more than one that has a piece of it. */
const scoresOf = ({ grams, worth, least }: Channel, lines: Map<string, number[]>, manifest: Manifest): Score[] => {
  const rarity = (gram: string) => rarityOf(lines.get(gram)?.[0] ?? 0.5, manifest)
  const all = grams.reduce((sum, gram) => sum + rarity(gram), 0)
  const sums = new Map<number, { score: number; had: number }>()
  for (const gram of grams) {
    const [, ...pairs] = lines.get(gram) ?? [0]
    for (let at = 0; at < pairs.length; at += 2) {
      const [page = 0, weight = 0] = pairs.slice(at, at + 2)
      const { score, had } = sums.get(page) ?? { score: 0, had: 0 }
      sums.set(page, { score: score + rarity(gram) * Math.sqrt(weight), had: had + rarity(gram) })
    }
  }
  const enough = [...sums].filter(([, { had }]) => had >= all * least)
  return enough.map(([page, { score, had }]) => ({ page, score: (worth * score * had) / all, share: had / all }))
}

const bestOf = (ways: Score[][]) => {
  const best = new Map<number, Score>()
  for (const one of ways.flat()) if (one.score > (best.get(one.page)?.score ?? 0)) best.set(one.page, one)
  return [...best.values()]
}

const pagesOf = async (numbers: number[], { version, pages_per_file }: Manifest, read: ReadPart) => {
  const files = [...new Set(numbers.map((number) => Math.floor(number / pages_per_file)))]
  const loaded = await Promise.all(files.map(async (file) => (await read(pagesName(version, file))) as Listed[] | null))
  if (loaded.includes(null)) return null
  const byFile = new Map(files.map((file, at) => [file, loaded[at] ?? []]))
  return numbers.flatMap((number) => byFile.get(Math.floor(number / pages_per_file))?.[number % pages_per_file] ?? [])
}
