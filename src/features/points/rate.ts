import { addDays } from '../../kernel/calendar.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { PointsRefusal } from './schema.ts'

/**
 * What one material earns from a day until another, both included (`YYYY-MM-DD`; `until` null: until further notice), at some
 * stations or all (null). `points` is per kilogram or per piece. `version` is the name of the list it stands
 * in. `household_day_cap_points` is the most a household earns by it in a day, null for no limit.
 */
export interface Rate {
  version: string
  material: string
  per: 'kg' | 'item'
  points: number
  from: string
  until: string | null
  stations: string[] | null
  household_day_cap_points: number | null
}

/** What an entry keeps of the rate: the version and the material, `2026-07/废纸`. */
export const ruleOf = ({ version, material }: Rate) => `${version}/${material}`

/** Until further notice is later than any day. */
const endOf = ({ until }: Rate) => until ?? '9999-12-31'
const isInForce = (rate: Rate, day: string) => rate.from <= day && day <= endOf(rate)
const isAt = ({ stations }: Rate, station: string | null) => stations === null || stations.some((one) => one === station)

/** The rate of a material on a day at a station. */
export const rateOn = (rates: Rate[], material: string, day: string, station: string): Result<Rate, PointsRefusal> => {
  const ofMaterial = rates.filter((rate) => rate.material === material)
  if (ofMaterial.length === 0) return refuse({ code: 'material_unknown' })
  const inForce = ofMaterial.filter((rate) => isInForce(rate, day))
  if (inForce.length === 0) return refuse({ code: 'rate_missing' })
  const rate = inForce.find((one) => isAt(one, station))
  return rate ? success(rate) : refuse({ code: 'material_not_here' })
}

/** Two rates of one material on the same day (`overlap`), or a day between two of them without one (`gap`); `on` is the first such day. */
export interface RateProblem {
  kind: 'overlap' | 'gap' | 'backwards'
  material: string
  station: string | null
  on: string
  versions: string[]
}

/** A rate that ends before it begins is told once, and not compared with others. */
const backwards = (rates: Rate[]): RateProblem[] =>
  rates
    .filter((rate) => endOf(rate) < rate.from)
    .map(({ material, from, version }) => ({ kind: 'backwards', material, station: null, on: from, versions: [version] }))

const problemsAt = (rates: Rate[], material: string, station: string | null): RateProblem[] => {
  const line = rates
    .filter((rate) => rate.material === material && isAt(rate, station))
    .sort((one, other) => one.from.localeCompare(other.from))
  return line.flatMap((next, place): RateProblem[] => {
    const before = line.slice(0, place)
    const [first] = before
    if (!first) return []
    const longest = before.reduce((last, one) => (endOf(one) <= endOf(last) ? last : one), first)
    const problem = { material, station, versions: [longest.version, next.version] }
    if (next.from <= endOf(longest)) return [{ ...problem, kind: 'overlap', on: next.from }]
    const free = addDays(endOf(longest), 1)
    return next.from === free ? [] : [{ ...problem, kind: 'gap', on: free }]
  })
}

/** Everything wrong with the dates of these rates, for the check of content. A problem at every station is told once, without one. */
export const rateProblems = (rates: Rate[]): RateProblem[] => {
  const sound = rates.filter((rate) => rate.from <= endOf(rate))
  const materials = [...new Set(sound.map(({ material }) => material))]
  const found = materials.flatMap((material) => {
    const stations = [...new Set(sound.filter((rate) => rate.material === material).flatMap((rate) => rate.stations ?? []))].sort()
    return (stations.length === 0 ? [null] : stations).flatMap((station) => problemsAt(sound, material, station))
  })
  return [...backwards(rates), ...found]
}
