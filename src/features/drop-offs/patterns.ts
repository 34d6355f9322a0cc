/** One drop-off: everything brought at once. `most` is the threshold above which a second person would have looked. */
export interface Drop {
  key: string
  household: string
  actor: string
  station: string
  points: number
  most: number
  /** Epoch milliseconds. */
  at: number
}

/** What a steward had better look at; it need not be wrong. */
export interface Finding {
  kind: 'two_stations' | 'just_below' | 'one_inspector'
  household: string
  actor: string
  count: number
  points: number
  at: number
}

/** Sooner nobody carries things from one station to another. */
const apartMs = 15 * 60_000
/** This near the threshold, in percent of it, and so often by one person for one household. */
const nearPercent = 90
const nearOften = 2
/** So many drop-offs of a household, and this part of its points in percent by one inspector, although others were at work too. */
const oneSidedOften = 4
const oneSidedPercent = 90

const groupBy = <Item>(items: Item[], key: (item: Item) => string) => {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return [...groups.values()]
}

const sum = (drops: Drop[]) => drops.reduce((total, { points }) => total + points, 0)

const found = (kind: Finding['kind'], drops: [Drop, ...Drop[]]): Finding => {
  const last = drops.reduce((latest, one) => (one.at >= latest.at ? one : latest), drops[0])
  return { kind, household: last.household, actor: last.actor, count: drops.length, points: sum(drops), at: last.at }
}

/** 同一户几分钟里到了两个回收点. */
const twoStations = (drops: Drop[]): Finding[] =>
  groupBy(drops, ({ household }) => household).flatMap((ofHome) => {
    const inTime = ofHome.toSorted((one, other) => one.at - other.at)
    return inTime.flatMap((one, place) => {
      const before = inTime[place - 1]
      return before && before.station !== one.station && one.at - before.at < apartMs ? [found('two_stations', [before, one])] : []
    })
  })

/** 总是差一点不用第二个人确认. */
const justBelow = (drops: Drop[]): Finding[] => {
  const near = drops.filter(({ points, most }) => points <= most && points * 100 >= most * nearPercent)
  return groupBy(near, ({ household, actor }) => `${household} ${actor}`).flatMap((group) => {
    const [first, ...others] = group
    return first && group.length >= nearOften ? [found('just_below', [first, ...others])] : []
  })
}

/** 一户的分几乎都是一个人记的. */
const oneInspector = (drops: Drop[]): Finding[] => {
  if (new Set(drops.map(({ actor }) => actor)).size < 2) return []
  return groupBy(drops, ({ household }) => household).flatMap((ofHome) =>
    groupBy(ofHome, ({ actor }) => actor).flatMap((group) => {
      const [first, ...others] = group
      const isOneSided = group.length >= oneSidedOften && sum(group) * 100 >= sum(ofHome) * oneSidedPercent
      return first && isOneSided ? [found('one_inspector', [first, ...others])] : []
    }),
  )
}

/** Everything unusual in these drop-offs, latest first. */
export const findingsIn = (drops: Drop[]): Finding[] =>
  [...twoStations(drops), ...justBelow(drops), ...oneInspector(drops)].sort((one, other) => other.at - one.at)
