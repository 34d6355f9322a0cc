import { type Account, type Chain, postPending, reserve, reverse, transfer, voidPending } from '../../kernel/ledger.ts'
import { expiredPoints, householdPoints, issuer, receivedBy, redeemedPoints, stockAt, supplier } from './accounts.ts'
import type { PointsKind } from './schema.ts'

/** `key` is the request's own and makes it safe to repeat; `digest` fingerprints its body. Never the key of what it ends or corrects. */
export interface Request {
  key: string
  digest: string
  actor: string
  now: number
}

const itemOf = (key: string) => `${key}/item`

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

/** Points of a household whose last day has passed. */
export const expireChain = ({ key, ...request }: Request, household: string, points: number): Chain => ({
  ...request,
  movements: [
    transfer({ id: key, kind: 'expire' satisfies PointsKind, debit: householdPoints(household), credit: expiredPoints, amount: points }),
  ],
})

/** Points that go along when a household is merged into another. */
export const carryChain = ({ key, ...request }: Request, from: string, into: string, points: number): Chain => ({
  ...request,
  movements: [
    transfer({ id: key, kind: 'carry' satisfies PointsKind, debit: householdPoints(from), credit: householdPoints(into), amount: points }),
  ],
})
