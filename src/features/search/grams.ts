import { bySound, fold, hanRuns, inDigits, isLetters } from './fold.ts'

/** Characters that carry a sentence and not its matter: two of them together say nothing about a page. */
const empty = new Set(
  '的了吗呢吧啊呀哦嘛么我你您他她它们这那就都也还很太在和跟与是有没不要能会可以怎样什哪里儿个给到去来想问请说让把被得着过啥咋办该知道为何如',
)

const windows = (chars: readonly string[], size: number) =>
  Array.from({ length: Math.max(0, chars.length - size + 1) }, (_, at) => chars.slice(at, at + size).join(''))

/** Whether a pair says nothing about a page. */
export const isEmptyPair = (pair: string) => [...pair].every((char) => empty.has(char))

const pairsOf = (folded: string) => folded.split(' ').flatMap((run) => windows([...run], 2).filter((pair) => !isEmptyPair(pair)))

/** The pairs of neighbouring characters of a text, with numbers as written and as digits; each once. */
const plainGrams = (folded: string): string[] => [...new Set([...pairsOf(folded), ...pairsOf(inDigits(folded))])]

/** A whole name, so that who types just that gets that. */
export const wholeGram = (run: string) => `"${run}`

/** Spelled out, by ear: three letters at a time. */
export const spelledGrams = (letters: string): string[] => [...new Set(windows([...bySound(letters)], 3))].map((gram) => `~${gram}`)

/** First letters of syllables: two at a time. */
export const initialGrams = (letters: string): string[] => [...new Set(windows([...letters], 2))].map((gram) => `=${gram}`)

/** Two syllables that follow each other, by ear. */
export const soundGrams = (syllables: readonly string[]): string[] => [
  ...new Set(windows(syllables.map(bySound), 2).map((_, at) => `${bySound(syllables[at] ?? '')}.${bySound(syllables[at + 1] ?? '')}`)),
]

/** A way to look for a query: a page is as good as the share of these it has. */
export interface Channel {
  grams: string[]
  /** What this way is worth beside the others. */
  worth: number
  /** The least share of the grams a page must have. */
  least: number
}

export interface Analysis {
  /** All of these count together. */
  plain: Channel[]
  /** Of these the best counts: letters are a spelling or initials, and it cannot be told which. */
  letters: Channel[]
}

/** More is not looked for: each may stand in a file of its own. */
export const gramsMax = 24
/** Longer than this nothing is called. */
const nameMax = 20
/** Initials or a foreign word are not longer than this; a spelling is. */
const wordMax = 8
/** A slip of the ear loses a short query; of a sentence enough is left. */
const soundsMax = 10

/** What to look for. `syllable` spells a character without its tone, or gives undefined where it does not know it. */
export const analyse = (query: string, simple: ReadonlyMap<string, string>, syllable: (char: string) => string | undefined): Analysis => {
  const runs = fold(query, simple).split(' ').filter(Boolean)
  const whole = runs.join('')
  const letters = runs.filter(isLetters).join('')
  const others = runs.filter((run) => !isLetters(run)).join(' ')
  const isWord = letters.length <= wordMax
  const pairs = plainGrams(isWord ? runs.join(' ') : others)
  const sounds = hanRuns(others)
    .flatMap((run) => soundGrams([...run].map((char) => syllable(char) ?? '?')))
    .filter((gram) => !gram.includes('?'))

  let room = gramsMax
  const taken = (grams: string[]) => {
    const some = grams.slice(0, room)
    room -= some.length
    return some
  }
  const plain = [
    { grams: taken(whole.length <= nameMax ? [wholeGram(whole)] : []), worth: 1, least: 1 },
    { grams: taken(pairs.length > 0 ? pairs : [...others].filter((char) => char !== ' ').slice(0, 2)), worth: 1, least: 0.06 },
    { grams: taken(sounds.length > soundsMax ? [] : sounds), worth: 0.5, least: 0.3 },
  ]
  const ways = [
    { grams: taken(letters.length > 2 ? spelledGrams(letters) : []), worth: 1, least: 0.5 },
    { grams: taken(isWord ? initialGrams(letters) : []), worth: 1, least: 0.5 },
  ]
  return { plain, letters: ways }
}
