import { limitsOf, optionsOf } from './answer.ts'
import type { Answers, Asked, Question } from './schema.ts'
import { holds } from './walk.ts'

/** More ways than this are too many to look at one by one. */
export const pathsMax = 20_000

/** The answers a question is tried with: every option; of a number or a month the least, the least after it, and the most. */
const triedWith = (question: Question): string[] => {
  const options = optionsOf(question).map(({ value }) => value)
  if (options.length > 0) return options
  const { least, most } = limitsOf(question)
  const numbers = [...new Set([least, Math.min(least + 1, most), most])]
  return question.kind === '月份' ? [`${least}-01`, `${most}-12`] : numbers.map(String)
}

/** Every way through the questions, as the answers given on it; stops after `pathsMax` and one. */
export const pathsOf = ({ questions }: Asked): Answers[] => {
  let paths: Answers[] = [{}]
  for (const question of questions) {
    paths = paths.flatMap((answers) =>
      holds(question.when, answers) ? triedWith(question).map((value) => ({ ...answers, [question.id]: value })) : [answers],
    )
    if (paths.length > pathsMax) return paths.slice(0, pathsMax + 1)
  }
  return paths
}
