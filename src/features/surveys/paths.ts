import { courseOf, holds } from './branching.ts'
import { limitsOf } from './limits.ts'
import type { Answer, Answers, Condition, Definition, Question } from './schema.ts'

/** More ways than this are too many to look at one by one. */
export const pathsMax = 20_000

type Asked = Pick<Definition, 'sections'>

/** Every condition of a definition, of sections and of questions. */
const conditionsIn = ({ sections }: Asked): Condition[] =>
  sections.flatMap(({ when, questions }) => [...(when ?? []), ...questions.flatMap((question) => question.when ?? [])])

/**
 * Every way through, as the answers that decide what is asked: those to questions some condition looks at. Answers between which no
 * condition tells a difference are tried once; an optional question is also passed over. Stops after `pathsMax` and one.
 */
export const pathsOf = (definition: Asked): Answers[] => {
  const conditions = conditionsIn(definition)
  let paths: Answers[] = [{}]
  for (const section of definition.sections) {
    for (const question of section.questions) {
      const looked = conditions.filter((one) => one.question === question.id)
      if (looked.length === 0) continue
      const tried = triedWith(question, looked)
      paths = paths.flatMap((answers) => {
        if (!holds(section.when, answers) || !holds(question.when, answers)) return [answers]
        const answered = tried.map((answer) => ({ ...answers, [question.id]: answer }))
        return question.required ? answered : [answers, ...answered]
      })
      if (paths.length > pathsMax) return paths.slice(0, pathsMax + 1)
    }
  }
  return paths
}

/** The ids of the questions that are asked on a way. */
export const askedOn = (definition: Asked, path: Answers): string[] =>
  courseOf(definition, path).sections.flatMap(({ questions }) => questions.map(({ id }) => id))

const triedWith = (question: Question, conditions: Condition[]): Answer[] => {
  if (question.kind === '单选' || question.kind === '看图选') return (question.options ?? []).map(({ id }) => id)
  if (question.kind === '多选') return chosenTogether(question, conditions)
  return numbersAround(question, conditions)
}

/** The numbers at which a condition begins or ceases to hold, and both ends. */
const numbersAround = (question: Question, conditions: Condition[]): number[] => {
  const limits = limitsOf(question)
  const edges = conditions.flatMap(({ least = limits.least, most = limits.most }) => [least - 1, least, most, most + 1])
  const numbers = [limits.least, ...edges, limits.most].filter((number) => number >= limits.least && number <= limits.most)
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/**
 * Sets of options, one for each way in which conditions can tell them apart: options named by the same conditions are a group, and a
 * set takes from some groups as many as the question asks for at least.
 */
const chosenTogether = (question: Question, conditions: Condition[]): string[][] => {
  const { least, most } = limitsOf(question)
  const groups = new Map<string, string[]>()
  for (const { id, exclusive } of question.options ?? []) {
    if (exclusive) continue
    const named = conditions.map(({ is }) => (is?.includes(id) ? 1 : 0)).join('')
    groups.set(named, [...(groups.get(named) ?? []), id])
  }
  let sets: string[][][] = [[]]
  for (const group of groups.values()) {
    sets = sets.flatMap((chosen) => (chosen.length < most ? [chosen, [...chosen, group]] : [chosen]))
    if (sets.length > pathsMax) break
  }
  const mixed = sets.filter((chosen) => chosen.length > 0 && chosen.flat().length >= least).map((chosen) => filled(chosen, least))
  return [...mixed, ...(question.options ?? []).filter(({ exclusive }) => exclusive).map(({ id }) => [id])]
}

/** One of each group, then more of them until there are enough; in the order of the file within a group. */
const filled = (groups: string[][], least: number) => {
  const first = groups.flatMap((group) => group.slice(0, 1))
  const more = groups.flatMap((group) => group.slice(1))
  return [...first, ...more.slice(0, Math.max(0, least - first.length))]
}
