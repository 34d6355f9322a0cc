import type { CatalogueSurvey } from '../surveys/schema.ts'
import type { Result } from './result.ts'

/** A need with how many texts say it. */
export interface NeedCount {
  id: string
  title: string
  texts: number
}

/** One line of the 需求清单 out of a question of several choices; `count` null when the result does not tell it. */
export interface ChosenNeed {
  label: string
  count: number | null
}

/** The options that were chosen of each question about needs, as the result tells them: most first, so that no other count of them is ever told. */
export const chosenNeeds = ({ questions, tables }: Result): { ask: string; base: number; chosen: ChosenNeed[] }[] =>
  questions
    .filter(({ needs }) => needs)
    .flatMap(({ id, ask }) =>
      tables
        .filter(({ question }) => question === id)
        .map(({ row, base, lines }) => ({
          ask: row === null ? ask : `${ask}（${row}）`,
          base,
          chosen: lines
            .map(({ labels, count }) => ({ label: labels.join('、'), count }))
            .sort((one, other) => (other.count ?? -1) - (one.count ?? -1)),
        })),
    )

/** Whether a survey asks for needs at all. */
export const asksForNeeds = ({ sections }: CatalogueSurvey) => sections.some(({ questions }) => questions.some(({ needs }) => needs))

/** The questions about needs that are answered in one's own words. */
export const needTextQuestions = ({ sections }: CatalogueSurvey) =>
  sections.flatMap(({ questions }) =>
    questions.filter(({ needs, kind }) => needs && (kind === '短文字' || kind === '长文字')).map(({ id }) => id),
  )
