import { limitsOf } from '../surveys/limits.ts'
import type { Question } from '../surveys/schema.ts'

/** No more different answers than this are read of a group of questions, unless one question alone has more. */
const mostAnswers = 20_000

/** Ways of choosing up to `most` of `of` things, in order or not, none included. */
const waysOf = (of: number, most: number, inOrder: boolean) => {
  let [ways, all] = [1, 1]
  for (let chosen = 1; chosen <= most; chosen++) {
    ways = (ways * (of - chosen + 1)) / (inOrder ? 1 : chosen)
    all += ways
  }
  return all
}

/** How many different answers a question may get, silence included. */
const answersPossible = (question: Question): number => {
  const { kind, options = [], rows = [] } = question
  const { least, most } = limitsOf(question)
  switch (kind) {
    case '多选':
    case '排序':
      return waysOf(options.length, most, kind === '排序')
    case '表格':
      return (options.length + 1) ** rows.length
    case '打分':
    case '数字':
      return most - least + 2
    case '日期':
      return mostAnswers
    default:
      return options.length + 1
  }
}

/**
 * Questions that are counted together. The database has to sort all sets of answers once for each group, which is what counting costs, so as
 * many questions go into one as keep the answers that come back few.
 */
export const groupsOf = (questions: Question[]): Question[][] => {
  const groups: { questions: Question[]; possible: number }[] = []
  for (const question of questions.toSorted((one, other) => answersPossible(one) - answersPossible(other))) {
    const possible = answersPossible(question)
    const open = groups.findLast((group) => group.possible * possible <= mostAnswers)
    if (!open) groups.push({ questions: [question], possible })
    else {
      open.questions.push(question)
      open.possible *= possible
    }
  }
  return groups.map((group) => group.questions)
}
