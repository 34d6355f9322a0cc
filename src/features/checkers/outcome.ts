import { type Figure, figureOf } from './calculation.ts'
import type { Answers, Judged, Outcome, Rate } from './schema.ts'
import { holds } from './walk.ts'

export interface Finding {
  outcome: Outcome
  figure: Figure | null
}

/** Money of one unit added up. */
export interface Total {
  unit: Rate['unit']
  amount: number
}

/** What answers come to on a day (`YYYY-MM-DD`): every outcome that holds, or the one for whom none does. */
export const findingsOf = (checker: Judged, answers: Answers, day: string): Finding[] => {
  const found = checker.outcomes
    .filter(({ when }) => when && holds(when, answers))
    .map((outcome) => ({ outcome, figure: figureOf(outcome, checker, answers, day) }))
    .filter(({ figure }) => !(figure?.kind === 'money' && figure.amount === 0))
  if (found.length > 0) return found
  return checker.outcomes.filter(({ when }) => !when).map((outcome) => ({ outcome, figure: figureOf(outcome, checker, answers, day) }))
}

/** The sums by unit, of two and more amounts that are known. */
export const totalsOf = (findings: Finding[]): Total[] =>
  (['元/月', '元/年'] as const).flatMap((unit) => {
    const amounts = findings.flatMap(({ figure }) => (figure?.kind === 'money' && figure.unit === unit ? [figure.amount ?? 0] : []))
    return amounts.length > 1 ? [{ unit, amount: amounts.reduce((sum, one) => sum + one, 0) }] : []
  })
