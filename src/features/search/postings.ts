import { inDigits } from './fold.ts'
import { isEmptyPair } from './grams.ts'

/** How often a gram was met, and where. */
interface Line {
  /** The last part it was met in: a part counts a gram once. */
  part: number
  /** Pairs of page number and weight, by page. */
  numbers: number[]
}

const beyondBasicPlane = /[\ud800-\udfff]/

/** Collects which pages have which gram. Pages come in the order of their numbers, each with its parts one after the other. */
export const makePostings = (weightMax: number) => {
  /** Null for pairs that say nothing, so that each is judged once. */
  const lines = new Map<string, Line | null>()
  const chars = new Set<string>()
  let part = 0

  /** Adds a weight to a gram of a page and says so; not a second time in one part. */
  const meet = (line: Line, page: number, weight: number) => {
    if (line.part === part) return
    line.part = part
    const { numbers } = line
    const last = numbers.length - 1
    if (last > 0 && numbers[last - 1] === page) numbers[last] = Math.min(weightMax, (numbers[last] ?? 0) + weight)
    else numbers.push(page, weight)
  }

  const add = (gram: string, page: number, weight: number) => {
    const line = lines.get(gram) ?? { part: -1, numbers: [] }
    lines.set(gram, line)
    meet(line, page, weight)
  }

  const addPair = (pair: string, page: number, weight: number) => {
    let line = lines.get(pair)
    if (line === undefined) {
      for (const char of pair) chars.add(char)
      line = isEmptyPair(pair) ? null : { part: -1, numbers: [] }
      lines.set(pair, line)
    }
    if (line) meet(line, page, weight)
  }

  const addPairs = (folded: string, page: number, weight: number) => {
    for (const run of folded.split(' ')) {
      if (run.length === 1) chars.add(run)
      // Plain text is cut by place; where a character takes two places it has to be read as characters.
      if (beyondBasicPlane.test(run)) {
        const signs = [...run]
        for (let at = 1; at < signs.length; at++) addPair(`${signs[at - 1]}${signs[at]}`, page, weight)
      } else for (let at = 1; at < run.length; at++) addPair(run.slice(at - 1, at + 1), page, weight)
    }
  }

  return {
    /** Begins a part: in it each gram counts once. */
    begin: () => {
      part++
    },
    add,
    /** The pairs of neighbouring characters of a folded text, with numbers as written and as digits. */
    addText: (folded: string, page: number, weight: number) => {
      addPairs(folded, page, weight)
      if (folded.includes('十')) addPairs(inDigits(folded), page, weight)
    },
    has: (gram: string, page: number) => lines.get(gram)?.numbers.at(-2) === page,
    /** Every gram with its pairs of page number and weight, in the order of the grams. */
    lines: () =>
      [...lines.keys()].sort().flatMap((gram): [string, number[]][] => {
        const line = lines.get(gram)
        return line ? [[gram, line.numbers]] : []
      }),
    /** Every character met. */
    chars,
  }
}
