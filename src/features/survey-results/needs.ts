import { isText } from '../surveys/limits.ts'
import { everyQuestion } from '../surveys/progress.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import type { Result } from './result.ts'
import type { Line, Table } from './table.ts'

/** A need with how many texts say it. */
export interface NeedCount {
  id: string
  title: string
  texts: number
}

/** What was chosen of one question, as the result tells it. */
export interface ChosenNeeds extends Pick<Table, 'base' | 'of'> {
  ask: string
  chosen: Line[]
}

/** The options that were chosen of each question about needs, as the result tells them: most first, so that no other count of them is ever told. */
export const chosenNeeds = ({ questions, tables }: Result): ChosenNeeds[] =>
  questions
    .filter(({ needs }) => needs)
    .flatMap(({ id, ask }) =>
      tables
        .filter(({ question }) => question === id)
        .map(({ row, base, of, lines }) => ({
          ask: row === null ? ask : `${ask}（${row}）`,
          base,
          of,
          chosen: lines.toSorted((one, other) => (other.count ?? -1) - (one.count ?? -1)),
        })),
    )

/** Whether a survey asks for needs at all. */
export const asksForNeeds = (survey: CatalogueSurvey) => everyQuestion(survey).some(({ needs }) => needs)

/** The questions about needs that are answered in one's own words. */
export const needTextQuestions = (survey: CatalogueSurvey) =>
  everyQuestion(survey)
    .filter((question) => question.needs && isText(question))
    .map(({ id }) => id)
