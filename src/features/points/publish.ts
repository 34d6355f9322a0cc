/** What moved between two kinds of account of one unit: a row of `flowsBetween`. */
export interface Flow {
  unit: string
  from_kind: string
  to_kind: string
  amount: number
}

/** What the accounts of one unit and kind hold by their stored totals: a row of `holdingsByKind`. */
export interface Holding {
  unit: string
  kind: string
  holding: number
  reserved: number
}

/** From one kind to another, less what went back: a correction counts in the month it is made. */
const net = (flows: Flow[], unit: string, from: string, to: string) =>
  flows.reduce((sum, flow) => {
    if (flow.unit !== unit) return sum
    if (flow.from_kind === from && flow.to_kind === to) return sum + flow.amount
    return flow.from_kind === to && flow.to_kind === from ? sum - flow.amount : sum
  }, 0)

const into = (flows: Flow[], unit: string, kind: string) =>
  flows.reduce((sum, flow) => {
    if (flow.unit !== unit || flow.from_kind === flow.to_kind) return sum
    return sum + (flow.to_kind === kind ? flow.amount : 0) - (flow.from_kind === kind ? flow.amount : 0)
  }, 0)

/** 公示 of a month, in points. `outstanding` is what households hold at its end, reserved or not. */
export interface MonthFigures {
  issued: number
  redeemed: number
  expired: number
  outstanding: number
}

/** `month` are the flows of the month, `until` all flows from the beginning to its end. */
export const monthFigures = (month: Flow[], until: Flow[]): MonthFigures => ({
  issued: net(month, 'points', 'issuer', 'household'),
  redeemed: net(month, 'points', 'household', 'redeemed'),
  expired: net(month, 'points', 'household', 'expired'),
  outstanding: into(until, 'points', 'household'),
})

/** Pieces of each reward that are at the sites, by the flows from the beginning. */
export const stockFigures = (until: Flow[]) =>
  [...new Set(until.map(({ unit }) => unit).filter((unit) => unit.startsWith('item:')))]
    .sort()
    .map((unit) => ({ reward: unit.slice('item:'.length), pieces: into(until, unit, 'stock') }))

/** What a reward costs: in points, and the community in fen. */
export interface RewardCost {
  cost_points: number
  goods_cost_fen: number
}

/** What all outstanding points could cost in goods, in fen: as if all went for the reward that is dearest for a point. Rounded up. */
export const liabilityFen = (outstanding: number, rewards: RewardCost[]) =>
  Math.max(0, ...rewards.map(({ cost_points, goods_cost_fen }) => Math.ceil((outstanding * goods_cost_fen) / cost_points)))

export interface Difference {
  unit: string
  kind: string
  recomputed: number
  stored: number
}

/** Where stored totals are not what the flows from the beginning until now come to. None, as long as the database keeps its promises. */
export const differences = (flows: Flow[], holdings: Holding[]): Difference[] => {
  const names = new Map<string, { unit: string; kind: string }>()
  const name = (unit: string, kind: string) => names.set(`${unit}/${kind}`, { unit, kind })
  for (const { unit, from_kind, to_kind } of flows) name(unit, from_kind).set(`${unit}/${to_kind}`, { unit, kind: to_kind })
  for (const { unit, kind } of holdings) name(unit, kind)
  return [...names.values()].flatMap(({ unit, kind }) => {
    const stored = holdings.find((one) => one.unit === unit && one.kind === kind)?.holding ?? 0
    const recomputed = into(flows, unit, kind)
    return stored === recomputed ? [] : [{ unit, kind, recomputed, stored }]
  })
}
