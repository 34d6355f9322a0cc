import { implies } from '../surveys/branching.ts'
import { limitsOf } from '../surveys/limits.ts'
import { everyQuestion } from '../surveys/progress.ts'
import type { Condition, Definition, Question } from '../surveys/schema.ts'
import { wholeSections } from './whole.ts'

/** A question as it is printed. `skip_to` is the number at which somebody goes on for whom it is not; null: there is none. */
export interface PaperQuestion {
  number: number
  question: Question
  when: Condition[]
  skip_to: number | null
  /** For whom it is, above the question; null: for everybody. */
  before: string | null
  /** Where to go on by what was answered, below the question. */
  after: string | null
  how: string | null
}

export interface PaperSection {
  id: string
  title: string
  intro?: string | undefined
  questions: PaperQuestion[]
}

/** The whole questionnaire as one walks through it with a pen: numbers, and every branch written out. */
export const paperSections = (definition: Pick<Definition, 'sections'>): PaperSection[] => {
  const sections = wholeSections(definition)
  const all = everyQuestion({ sections })
  let printed = 0
  return sections.map(({ id, title, intro, questions }) => ({
    id,
    title,
    intro,
    questions: questions.map((question) => printedQuestion(question, printed++, all)),
  }))
}

const printedQuestion = (question: Question, place: number, all: Question[]): PaperQuestion => {
  const when = question.when ?? []
  const skip_to = skipOver(all, place)
  return {
    number: place + 1,
    question,
    when,
    skip_to,
    before: beforeWords(question, all[place - 1], skip_to, all),
    after: afterWords(question, all[place + 1], place + 1, all),
    how: howOnPaper(question),
  }
}

const beforeWords = ({ when = [] }: Question, previous: Question | undefined, skip_to: number | null, all: Question[]) => {
  if (when.length === 0) return null
  if (previous && hangsOn(when, previous)) return '只有上一题那样答了的，才答这一题。'
  return `${allWords(when, all)}的，请答这一题；${otherwise('不是的', skip_to)}。`
}

/** Whether it all hangs on the question just before, below which it is said then. */
const hangsOn = (when: Condition[], { id }: Question) => when.length === 1 && when[0]?.question === id

/** The first question behind this one that may still be for somebody this one is not for. */
const skipOver = (all: Question[], place: number): number | null => {
  const passed = all[place]
  if (!passed) return null
  const skipped = new Set([passed.id])
  for (const [index, question] of all.entries()) {
    if (index <= place) continue
    const when = question.when ?? []
    const sameOrNarrower = (passed.when ?? []).every((one) => when.some((own) => implies(own, one)))
    if (sameOrNarrower || when.some((own) => skipped.has(own.question))) skipped.add(question.id)
    else return index + 1
  }
  return null
}

const otherwise = (who: string, skip_to: number | null) => (skip_to === null ? `${who}，答到这里就完了` : `${who}，跳到第 ${skip_to} 题`)

/** Below a question the next one hangs on: `选了“和家人”的，请答第 2 题；没选的，跳到第 3 题。` */
const afterWords = (question: Question, next: Question | undefined, nextPlace: number, all: Question[]) => {
  const [only] = next?.when ?? []
  if (!only || !hangsOn(next?.when ?? [], question)) return null
  const not = only.is ? '没选的' : '不是的'
  return `${answeredWords(only, all)}的，请答第 ${nextPlace + 1} 题；${otherwise(not, skipOver(all, nextPlace))}。`
}

const allWords = (when: Condition[], all: Question[]) =>
  when.map((one) => `第 ${all.findIndex(({ id }) => id === one.question) + 1} 题${answeredWords(one, all)}`).join('，而且')

const answeredWords = ({ question: id, is, least, most }: Condition, all: Question[]) => {
  const question = all.find((one) => one.id === id)
  const labelOf = (option: string) => question?.options?.find((one) => one.id === option)?.label ?? option
  if (is) return `选了${is.map((option) => `“${labelOf(option)}”`).join('或')}`
  const unit = question?.kind === '打分' ? ' 分' : question?.unit ? ` ${question.unit}` : ''
  if (least !== undefined && most !== undefined) return least === most ? `答了 ${least}${unit}` : `答了 ${least} 到 ${most}${unit}`
  return least === undefined ? `答了 ${most}${unit}或更少` : `答了 ${least}${unit}或更多`
}

/** How to answer with a pen. */
const howOnPaper = (question: Question): string | null => {
  const { kind, options = [], most_word, least_word, unit } = question
  const { least, most } = limitsOf(question)
  switch (kind) {
    case '单选':
    case '看图选':
      return '选一项，在前面的方框里打勾。'
    case '多选':
      if (most < options.length) return least > 1 ? `选 ${least} 到 ${most} 项，打勾。` : `最多选 ${most} 项，打勾。`
      return least > 1 ? `最少选 ${least} 项，打勾。` : '可以选几项，打勾。'
    case '打分':
      return `选一个分数打勾。${[least_word && `${least} 分是“${least_word}”`, most_word && `${most} 分是“${most_word}”`].filter(Boolean).join('，')}`
    case '数字':
      return question.most === undefined ? '写一个数。' : `写 ${least} 到 ${most}${unit ? ` ${unit}` : ''}之间的数。`
    case '排序':
      return most < options.length
        ? `在方框里写 1、2、3……，1 是最要紧的，最多排 ${most} 项，别的空着。`
        : '在方框里写 1、2、3……，1 是最要紧的。'
    case '表格':
      return '每一行选一格打勾。'
    case '日期':
      return null
    default:
      return `最多 ${most} 个字。`
  }
}
