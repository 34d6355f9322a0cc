import type { Catalogue } from '../../catalogue.ts'
import { addMonths } from '../../kernel/calendar.ts'
import { differences, type Flow, type Holding, liabilityFen, monthFigures, stockFigures } from '../points/publish.ts'
import { rewardTitle } from './view.ts'

/** A month of the published figures. Money is in fen. */
export interface PublishedMonth {
  month: string
  issued: number
  redeemed: number
  expired: number
  outstanding: number
  liability_fen: number
  earning_households: number
  redeeming_households: number
  /** Pieces handed out, what they cost, and what is left at the sites at its end. */
  rewards: { title: string; handed_out: number; cost_fen: number; stock: number }[]
}

export interface PublishedDifference {
  what: string
  recomputed: number
  stored: number
}

/** What moved in a month between two kinds of account, and how many households took part. */
export interface MonthlyFlow extends Flow {
  month: string
  households: number
}

const piecesOf = (flows: Flow[], reward: string) =>
  flows.reduce((sum, { unit, from_kind, to_kind, amount }) => {
    if (unit !== `item:${reward}`) return sum
    if (from_kind === 'stock' && to_kind === 'household') return sum + amount
    return from_kind === 'household' && to_kind === 'stock' ? sum - amount : sum
  }, 0)

const householdsOf = (flows: MonthlyFlow[], from: string, to: string) =>
  flows.find(({ unit, from_kind, to_kind }) => unit === 'points' && from_kind === from && to_kind === to)?.households ?? 0

/** Every month from the first to the last (`YYYY-MM`), both included. */
export const monthsBetween = (first: string, last: string): string[] =>
  first > last ? [] : [first, ...monthsBetween(addMonths(first, 1), last)]

const publishedMonth = (flows: MonthlyFlow[], month: string, catalogue: Pick<Catalogue, 'rewards'>): PublishedMonth => {
  const own = flows.filter((flow) => flow.month === month)
  const until = flows.filter((flow) => flow.month <= month)
  const figures = monthFigures(own, until)
  const stock = stockFigures(until)
  const rewards = stock.map(({ reward, pieces }) => {
    const handed_out = piecesOf(own, reward)
    const cost = Object.hasOwn(catalogue.rewards, reward) ? (catalogue.rewards[reward]?.goods_cost_fen ?? 0) : 0
    return { title: rewardTitle(catalogue, reward), handed_out, cost_fen: handed_out * cost, stock: pieces }
  })
  return {
    month,
    ...figures,
    liability_fen: liabilityFen(figures.outstanding, Object.values(catalogue.rewards)),
    earning_households: householdsOf(own, 'issuer', 'household'),
    redeeming_households: householdsOf(own, 'household', 'redeemed'),
    rewards,
  }
}

/** 公示, month by month from the first entry to `last`, the latest first. Everything from the entries. */
export const publishedMonths = (flows: MonthlyFlow[], last: string, catalogue: Pick<Catalogue, 'rewards'>): PublishedMonth[] => {
  const [first] = flows.map(({ month }) => month).sort()
  if (first === undefined) return []
  return monthsBetween(first, last)
    .map((month) => publishedMonth(flows, month, catalogue))
    .reverse()
}

const kindWord: Record<string, string> = {
  household: '各户手里的',
  issuer: '发出去的',
  redeemed: '兑换用掉的',
  expired: '到期的',
  stock: '领取点的',
  supplier: '进货的',
}

/** Where a stored total is not what the entries come to, in words. */
export const publishedDifferences = (flows: Flow[], holdings: Holding[], catalogue: Pick<Catalogue, 'rewards'>): PublishedDifference[] =>
  differences(flows, holdings)
    .filter(({ unit }) => unit === 'points' || unit.startsWith('item:'))
    .map(({ unit, kind, recomputed, stored }) => ({
      what: `${kindWord[kind] ?? kind}${unit === 'points' ? '积分' : rewardTitle(catalogue, unit.slice('item:'.length))}`,
      recomputed,
      stored,
    }))
