import { type Account, type Chain, postPending, reserve, reverse, transfer, voidPending } from '../../kernel/ledger.ts'
import { expiredPoints, householdPoints, issuer, receivedBy, redeemedPoints, stockAt, supplier } from './accounts.ts'
import type { Calculation } from './earning.ts'
import { writeDetail } from './entry-detail.ts'
import { ruleOf } from './rate.ts'
import type { PointsKind } from './schema.ts'

/** `key` is the request's own and makes it safe to repeat; `digest` fingerprints its body. Never the key of what it ends or corrects. */
export interface Request {
  key: string
  digest: string
  actor: string
  now: number
}

const itemOf = (key: string) => `${key}/item`
const rowOf = (key: string, place: number) => (place === 0 ? key : `${key}/${place + 1}`)

/** Points given at once, for coming or otherwise. `rule` is what decided them; `detail` how they came about, without personal data. */
export interface Earning {
  household: string
  points: number
  rule: string
  kind?: 'earn' | 'attend'
  detail?: string
}

export const earnChain = ({ key, ...request }: Request, { household, points, rule, kind = 'earn', detail = '' }: Earning): Chain => ({
  ...request,
  movements: [transfer({ id: key, kind, debit: issuer, credit: householdPoints(household), amount: points, rule, detail })],
})

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

/** Pieces of a reward that a site has received. */
export const stockChain = ({ key, ...request }: Request, stock: { reward: string; site: string; pieces: number }): Chain => ({
  ...request,
  movements: [
    transfer({
      id: key,
      kind: 'stock_in' satisfies PointsKind,
      debit: supplier(stock.reward),
      credit: stockAt(stock.reward, stock.site),
      amount: stock.pieces,
    }),
  ],
})

/** What is to be redeemed: `rule` is the version of the reward, `deadline` (epoch ms) when it is no longer kept for the household. */
export interface Redemption {
  household: string
  reward: string
  site: string
  pieces: number
  points: number
  rule: string
  deadline: number
}

/** Points and pieces become pending together. */
export const reserveChain = ({ key, ...request }: Request, redemption: Redemption): Chain => {
  const { household, reward, site, pieces, points, rule, deadline } = redemption
  const leg = (id: string, kind: PointsKind, debit: Account, credit: Account, amount: number) =>
    reserve({ id, kind, debit, credit, amount, rule, deadline })
  return {
    ...request,
    movements: [
      leg(key, 'redeem', householdPoints(household), redeemedPoints(reward), points),
      leg(itemOf(key), 'hand_out', stockAt(reward, site), receivedBy(reward, household), pieces),
    ],
  }
}

/** 核销. `redemption` is the key it was reserved with. A second desk with a request of its own is told that it is collected. */
export const collectChain = ({ key, ...request }: Request, redemption: string): Chain => ({
  ...request,
  movements: [
    postPending({ id: key, kind: 'redeem' satisfies PointsKind, pending: redemption }),
    postPending({ id: itemOf(key), kind: 'hand_out' satisfies PointsKind, pending: itemOf(redemption) }),
  ],
})

/** Both return. */
export const cancelChain = ({ key, ...request }: Request, redemption: string): Chain => ({
  ...request,
  movements: [
    voidPending({ id: key, kind: 'cancel' satisfies PointsKind, pending: redemption }),
    voidPending({ id: itemOf(key), kind: 'cancel' satisfies PointsKind, pending: itemOf(redemption) }),
  ],
})

/** 更正. `wrong` is the key of the request that made the entry; with `item` when it handed out pieces too (a collection). */
export const correctChain = ({ key, ...request }: Request, wrong: string, item: boolean, detail = ''): Chain => {
  const kind: PointsKind = 'correct'
  const points = reverse({ id: key, kind, reverses: wrong, detail })
  return { ...request, movements: item ? [points, reverse({ id: itemOf(key), kind, reverses: itemOf(wrong), detail })] : [points] }
}

/** 更正 of a weighing: the wrong entry goes back and the right one stands beside it, under the rate of the wrong one. */
export const reweighChain = (
  request: Request,
  wrong: string,
  household: string,
  right: Calculation,
  station: string,
  reason: string,
): Chain => {
  const [back] = correctChain(request, wrong, false, reason).movements
  const entry = dropChain({ ...request, key: `${request.key}/2` }, household, [right], { station })
  return { ...entry, movements: [back, ...entry.movements] }
}

/** Points of a household whose last day has passed. */
export const expireChain = ({ key, ...request }: Request, household: string, points: number): Chain => ({
  ...request,
  movements: [
    transfer({ id: key, kind: 'expire' satisfies PointsKind, debit: householdPoints(household), credit: expiredPoints, amount: points }),
  ],
})
