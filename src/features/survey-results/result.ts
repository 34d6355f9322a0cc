import { z } from 'zod'
import { everyQuestion } from '../surveys/progress.ts'
import type { CatalogueSurvey, Channel } from '../surveys/schema.ts'
import { countBallot } from './ballot-count.ts'
import { sumOf } from './cells.ts'
import { least, tellTogether } from './suppression.ts'
import { tablesOf } from './tables.ts'
import { isReworded, type Tally } from './tally.ts'

const lineSchema = z.strictObject({ labels: z.array(z.string()), count: z.int().nullable() })

const tableSchema = z.strictObject({
  question: z.string(),
  row: z.string().nullable(),
  base: z.int(),
  of: z.enum(['all', 'asked', 'answered']),
  adds_up: z.boolean(),
  lines: z.array(lineSchema),
  mean: z.number().nullable(),
})

/**
 * What is published of a closed survey, as it stays. `base`: valid sets of answers, null below five; `modes`: how they came; `turnout`: who could
 * have answered and who did, where that is known; `reworded`: whether some answered an earlier wording. `questions` keeps the words under which the tables are read.
 */
export const resultSchema = z.strictObject({
  base: z.int().nullable(),
  modes: z.array(lineSchema),
  turnout: z.strictObject({ taken_part: z.int(), of: z.int() }).nullable(),
  reworded: z.boolean(),
  questions: z.array(z.strictObject({ id: z.string(), ask: z.string(), kind: z.string(), needs: z.boolean() })),
  tables: z.array(tableSchema),
  ballot: z
    .strictObject({
      nominations: z.array(
        z.strictObject({ id: z.string(), name: z.string(), votes: z.int(), outcome: z.enum(['wins', 'loses', 'tied']) }),
      ),
      sheets: z.int(),
      booths: z.array(z.strictObject({ where: z.array(z.string()), sheets: z.int() })),
    })
    .nullable(),
})
export type Result = z.infer<typeof resultSchema>

export const channelWord: Record<Channel, string> = { online: '网上', desk: '窗口代答', paper: '纸质' }

/**
 * The result of a survey. `of` is how many households or residents could have taken part, null where nobody knows. The modes of a ballot with
 * booths are not told beside the booths: two ways of sharing out the same sheets could be subtracted.
 */
export const resultOf = (survey: CatalogueSurvey, tally: Tally, of: number | null): Result => {
  const base = sumOf(tally.came)
  const { ballot } = survey
  const known = base >= least
  return {
    base: known ? base : null,
    modes: known && !ballot?.booths.length ? modesOf(tally) : [],
    turnout: known && of !== null ? { taken_part: tally.taken_part, of } : null,
    reworded: isReworded(survey.version, tally.came),
    questions: everyQuestion(survey).map(({ id, ask, kind, needs }) => ({ id, ask, kind, needs: needs ?? false })),
    tables: known && !ballot ? tablesOf(survey, tally) : [],
    ballot: known && ballot ? countBallot(ballot, tally) : null,
  }
}

const modesOf = ({ came }: Tally) => {
  const words = Object.entries(channelWord)
  const counts = words.map(([channel]) => sumOf(came.filter((one) => one.channel === channel)))
  return tellTogether(counts).map((places) => ({
    labels: places.map((place) => words[place]?.[1] ?? ''),
    count: places.reduce((sum, place) => sum + (counts[place] ?? 0), 0),
  }))
}
