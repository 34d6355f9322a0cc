import type { Checker } from '../../src/content-schemas/checker.ts'
import { addDays } from '../../src/kernel/calendar.ts'
import type { Fault } from './checker-questions.ts'

type Row = Checker['rates'][number]['rows'][number]

/** Rows of a rate that do not follow one another day after day. */
export const rowFaults = ({ rates }: Checker): Fault[] =>
  rates.flatMap(({ rows }, place) =>
    rows.flatMap((row, at): Fault[] => {
      const path = ['rates', place, 'rows', at]
      if (row.until !== undefined && row.until < row.from)
        return [{ path: [...path, 'until'], wrong: ` ${row.until} 早于开始的 ${row.from}` }]
      const before = rows[at - 1]
      const wrong = before && joint(before, row)
      return wrong ? [{ path: [...path, 'from'], wrong }] : []
    }),
  )

const joint = ({ from: begun, until }: Row, { from }: Row): string | null => {
  if (until === undefined) return ` ${from} 起又有一条，可是前一条没有写到哪天止`
  const due = addDays(until, 1)
  if (from === due) return null
  if (from > due) return ` ${from} 才起，前一条到 ${until} 就止，中间空着`
  return from <= begun ? ` ${from} 不晚于前一条的 ${begun}，要按先后写` : ` ${from} 就起，前一条到 ${until} 才止，重了`
}

/** Rates no outcome counts with. */
export const usedRateFaults = ({ rates, outcomes }: Checker): Fault[] => {
  const used = outcomes.flatMap(({ amount }) => [amount?.rate, amount?.above])
  return rates.flatMap(({ id }, place) => (used.includes(id) ? [] : [{ path: ['rates', place, 'id'], wrong: `“${id}”没有一条结果用到` }]))
}
