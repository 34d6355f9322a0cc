import { resultOf } from '../../../src/features/survey-results/result.ts'
import type { Answers, CatalogueSurvey } from '../../../src/features/surveys/schema.ts'
import { tallyOf } from './worked-out.ts'

/** Answers, and how many gave them. */
export type Kind = [answers: Answers, times: number]

/** What is told, as `q all 13: A 6, B 7`; kinds behind `paper` came on paper. */
export const told = (survey: CatalogueSurvey, online: Kind[], paper: Kind[] = [], version = survey.version) => {
  const kinds = [...online, ...paper]
  const tally = tallyOf(
    kinds.map(([answers]) => answers),
    kinds.map(([, times]) => times),
    version,
    online.length,
  )
  return resultOf(survey, tally, null).tables.map(({ question, of, base, lines }) => {
    const words = lines.map(({ labels, count }) => `${labels.join('+')} ${count ?? 'hidden'}`)
    return `${question} ${of} ${base}: ${words.join(', ')}`
  })
}

/** The tables of one question. */
export const of = (question: string, tables: string[]) => tables.filter((one) => one.startsWith(`${question} `))
