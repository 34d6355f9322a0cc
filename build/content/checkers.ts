import { type Checker, checkerSchema } from '../../src/content-schemas/checker.ts'
import { findingsOf } from '../../src/features/checkers/outcome.ts'
import { pathsMax, pathsOf } from '../../src/features/checkers/paths.ts'
import type { Answers } from '../../src/features/checkers/schema.ts'
import { amountFaults } from './checker-amounts.ts'
import { conditionFaults, type Fault, questionFaults } from './checker-questions.ts'
import { rowFaults, usedRateFaults } from './checker-rates.ts'
import type { Problem } from './content.ts'
import type { Draft } from './draft.ts'
import { fieldSentence } from './sentences.ts'

/**
 * What is wrong with checkers that their schema cannot see: names that lead nowhere, gaps between the rows of a rate, and,
 * once all names are right, questions and outcomes nobody meets and ways that end without one.
 */
export const checkerSentences = (drafts: Draft[]): Problem[] =>
  drafts.flatMap(({ collection, file, entry }) => {
    if (collection !== 'checkers' || !entry) return []
    const checker = entry.data as Checker
    const named = [...questionFaults(checker), ...conditionFaults(checker), ...rowFaults(checker), ...amountFaults(checker)]
    const faults = named.length > 0 ? named : [...usedRateFaults(checker), ...wayFaults(checker)]
    return faults.map(({ path, wrong }) => ({ file, sentence: fieldSentence(checkerSchema, path, wrong) }))
  })

const wayFaults = (checker: Checker): Fault[] => {
  const ways = pathsOf(checker)
  if (ways.length > pathsMax) return [{ path: ['questions'], wrong: `走法超过 ${pathsMax} 种，没法逐一检查，要拆成两个` }]
  const day = latestDay(checker)
  const met = ways.map((answers) => ({ answers, found: findingsOf(checker, answers, day).map(({ outcome }) => outcome.id) }))
  const nobody = (seen: Set<string>, ids: string[], list: 'questions' | 'outcomes', word: string): Fault[] =>
    ids.flatMap((id, place) => (seen.has(id) ? [] : [{ path: [list, place, 'when'], wrong: word }]))
  const empty = met.find(({ found }) => found.length === 0)
  return [
    ...nobody(new Set(ways.flatMap(Object.keys)), idsOf(checker.questions), 'questions', '怎么答都轮不到这个问题'),
    ...nobody(new Set(met.flatMap(({ found }) => found)), idsOf(checker.outcomes), 'outcomes', '怎么答都看不到这个结果'),
    ...(empty
      ? [{ path: ['outcomes'], wrong: `有一种答法没有结果：${inWords(empty.answers)}。可以加一条不写 when 的，给都对不上的人看` }]
      : []),
  ]
}

const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)
const inWords = (answers: Answers) =>
  Object.entries(answers)
    .map(([id, value]) => `${id} 答 ${value}`)
    .join('，')

/** A day on which every rate has begun. */
const latestDay = ({ rates }: Checker) =>
  rates
    .flatMap(({ rows }) => rows.slice(-1).map(({ from }) => from))
    .sort()
    .at(-1) ?? '2026-01-01'
