import { type Result, refuse, success } from '../../kernel/result.ts'
import { courseOf } from '../surveys/branching.ts'
import { isText } from '../surveys/limits.ts'
import { everyQuestion, progressOf } from '../surveys/progress.ts'
import type { Answer, Answers, CatalogueSurvey, Fields, Question } from '../surveys/schema.ts'
import { answerWords } from '../surveys/words.ts'
import { asOnPaper } from './whole.ts'

/** What somebody typed of a paper. `version` is the wording it was typed under. */
export interface PaperEntry {
  fields: Fields
  booth: string | null
  version: string
}

/** A question of which the two entries say something different; `one` and `other` are null where nothing was typed. */
export interface Difference {
  /** The question's id, or `booth`. */
  id: string
  ask: string
  one: string | null
  other: string | null
}

/** By the difference's id: whether the first or the second entry is right. */
export type Picks = Record<string, '1' | '2'>

export const boothField = 'booth'

type Asked = Pick<CatalogueSurvey, 'sections' | 'ballot'>

/** The answers on a paper that count by today's wording. */
export const answersOf = (survey: Asked, { fields }: PaperEntry): Answers => progressOf(asOnPaper(survey), fields).course.answers

/** A text typed twice differs in spaces and signs, which nobody need settle. */
const plain = (text: string) => text.normalize('NFKC').replaceAll(/[\s\p{P}]/gu, '')

const same = (question: Question, one: Answer | undefined, other: Answer | undefined) => {
  if (isText(question) && typeof one === 'string' && typeof other === 'string') return plain(one) === plain(other)
  return JSON.stringify(one) === JSON.stringify(other)
}

const boothWords = ({ ballot }: Asked, booth: string | null) => ballot?.booths.find(({ id }) => id === booth)?.name ?? null

/** What must be settled before two entries are one. */
export const differencesOf = (survey: Asked, first: PaperEntry, second: PaperEntry): Difference[] => {
  const [one, other] = [answersOf(survey, first), answersOf(survey, second)]
  const words = (question: Question, answer: Answer | undefined) => (answer === undefined ? null : answerWords(question, answer))
  const differing = everyQuestion(survey).filter((question) => !same(question, one[question.id], other[question.id]))
  return [
    ...(first.booth === second.booth
      ? []
      : [{ id: boothField, ask: '在哪个投票点交的', one: boothWords(survey, first.booth), other: boothWords(survey, second.booth) }]),
    ...differing.map((question) => ({
      id: question.id,
      ask: question.ask,
      one: words(question, one[question.id]),
      other: words(question, other[question.id]),
    })),
  ]
}

/** Two entries as one set of answers, or the differences that are not settled yet. Where they agree, the first is taken. */
export const settled = (
  survey: Asked,
  first: PaperEntry,
  second: PaperEntry,
  picks: Picks,
): Result<{ answers: Answers; booth: string | null }, string[]> => {
  const differing = differencesOf(survey, first, second).map(({ id }) => id)
  const open = differing.filter((id) => picks[id] === undefined)
  if (open.length > 0) return refuse(open)
  const [one, other] = [answersOf(survey, first), answersOf(survey, second)]
  const picked = everyQuestion(survey).flatMap(({ id }): [string, Answer][] => {
    const answer = (picks[id] === '2' && differing.includes(id) ? other : one)[id]
    return answer === undefined ? [] : [[id, answer]]
  })
  const booth = picks[boothField] === '2' ? second.booth : first.booth
  return success({ answers: courseOf(survey, Object.fromEntries(picked)).answers, booth })
}
