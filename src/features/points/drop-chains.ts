import { type Chain, postPending, reserve, transfer, voidPending } from '../../kernel/ledger.ts'
import { householdPoints, issuer } from './accounts.ts'
import { correctChain, type Request } from './chains.ts'
import type { Calculation } from './earning.ts'
import { writeDetail } from './entry-detail.ts'
import { ruleOf } from './rate.ts'
import type { PointsKind } from './schema.ts'

const rowOf = (key: string, place: number) => (place === 0 ? key : `${key}/${place + 1}`)

/** Where it was brought, and until when (epoch ms) a second person may confirm it; without a deadline the points are there at once. */
export interface DropOff {
  station?: string
  deadline?: number | undefined
}

/**
 * Everything brought at once: each weighing that earned something is a row, `KEY`, `KEY/2`, `KEY/3` … with its rule and quantity, so that one
 * alone can be corrected. There must be one, as `earningsOf` sees to.
 */
export const dropChain = (
  { key, ...request }: Request,
  household: string,
  calculations: Calculation[],
  { station = '', deadline }: DropOff = {},
): Chain => {
  const rows = calculations.filter(({ points }) => points > 0)
  const [first, ...others] = rows.map(({ quantity, rate, points }, place) => {
    const leg = {
      id: rowOf(key, place),
      kind: 'earn' satisfies PointsKind,
      debit: issuer,
      credit: householdPoints(household),
      amount: points,
      rule: ruleOf(rate),
      detail: writeDetail(quantity, station),
    }
    return deadline === undefined ? transfer(leg) : reserve({ ...leg, deadline })
  })
  if (!first) throw new RangeError('nothing was earned')
  return { ...request, movements: [first, ...others] }
}

/** 确认 or 不记: ends every row of a drop-off that waits for a second person. */
export const settleChain = ({ key, ...request }: Request, rows: [string, ...string[]], confirmed: boolean): Chain => {
  const end = (pending: string, place: number) =>
    confirmed
      ? postPending({ id: rowOf(key, place), kind: 'confirm' satisfies PointsKind, pending })
      : voidPending({ id: rowOf(key, place), kind: 'reject' satisfies PointsKind, pending })
  const [first, ...others] = rows
  return { ...request, movements: [end(first, 0), ...others.map((row, place) => end(row, place + 1))] }
}

/** 更正 of a weighing: the wrong entry goes back and the right one stands beside it, under the rate of the wrong one. */
export const reweighChain = (
  request: Request,
  wrong: string,
  household: string,
  right: Calculation,
  drop: DropOff,
  reason: string,
): Chain => {
  const [back] = correctChain(request, wrong, false, reason).movements
  const entry = dropChain({ ...request, key: `${request.key}/2` }, household, [right], drop)
  return { ...entry, movements: [back, ...entry.movements] }
}
