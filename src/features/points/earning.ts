import { largestAmount } from '../../kernel/ledger.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { type Rate, ruleOf } from './rate.ts'
import type { PointsRefusal } from './schema.ts'

/** What was brought: whole grams, or pieces. */
export type Quantity = { grams: number } | { items: number }

/** One material on the scale, under its rate. */
export interface Weighing {
  quantity: Quantity
  rate: Rate
}

/** The caps of a version of the rates, in points, all materials together. */
export interface Caps {
  household_day_cap_points: number
  household_month_cap_points: number
  drop_cap_points: number
}

/** What a household has earned by weighing, corrections taken off: today, this month, and today by rule. */
export interface EarnedSoFar {
  today: number
  month: number
  today_by_rule: Record<string, number>
}

/** A cap that gave less than was brought: which one, how much it is, and what was left of it. */
export interface Capped {
  cap: 'material' | 'day' | 'month' | 'drop'
  most: number
  left: number
}

/** How points came about, so that they can be shown in words: `exact_thousandths` is before rounding, `rounded` before the caps. */
export interface Calculation extends Weighing {
  exact_thousandths: number
  rounded: number
  capped: Capped | null
  points: number
}

const isCount = (value: number) => Number.isSafeInteger(value) && value > 0

/** Points times 1000: a gram of something worth whole points a kilogram is worth whole thousandths, so nothing is lost before rounding. */
const exactThousandths = ({ quantity, rate }: Weighing) => {
  const [amount, factor] = 'grams' in quantity ? [quantity.grams, 1] : [quantity.items, 1000]
  if ('grams' in quantity !== (rate.per === 'kg')) throw new RangeError(`${ruleOf(rate)} is not per ${rate.per === 'kg' ? 'item' : 'kg'}`)
  const exact = amount * rate.points * factor
  if (!isCount(amount) || !isCount(rate.points) || exact > largestAmount * 1000) throw new RangeError(`no quantity: ${amount}`)
  return exact
}

/** 四舍五入: half a point is a point. Each weighing is rounded by itself, so that the slip, the entry and the statement agree. */
export const roundPoints = (thousandths: number) => Math.floor((thousandths + 500) / 1000)

const calculate = (weighing: Weighing, caps: Capped[]): Calculation => {
  const exact = exactThousandths(weighing)
  const rounded = roundPoints(exact)
  const tightest = caps.reduce<Capped | null>((least, cap) => (least && least.left <= cap.left ? least : cap), null)
  const capped = tightest && tightest.left < rounded ? tightest : null
  return { ...weighing, exact_thousandths: exact, rounded, capped, points: capped ? capped.left : rounded }
}

const leftOf = (cap: Capped['cap'], most: number, earned: number): Capped => ({ cap, most, left: Math.max(0, most - earned) })

/** Nothing came of it: because of a cap, or because it weighs nothing. */
const whyNothing = (calculations: Calculation[]): PointsRefusal => {
  const capped = calculations.find((one) => one.capped)?.capped
  if (!capped) return { code: 'nothing_earned' }
  return { code: capped.cap === 'month' ? 'month_cap_reached' : 'day_cap_reached', points: capped.most }
}

/**
 * Points for everything brought at once, weighing by weighing in this order, within the caps: of the material and day, of the household's day
 * and month, and of one drop-off. A weighing that earns nothing any more has 0 points and stays on the slip. Throws a RangeError for a
 * quantity that is none or of the other measure: what people type is checked before.
 */
export const earningsOf = (weighings: Weighing[], caps: Caps, earned: EarnedSoFar): Result<Calculation[], PointsRefusal> => {
  let given = 0
  const byRule = { ...earned.today_by_rule }
  const calculations = weighings.map((weighing) => {
    const { rate } = weighing
    const rule = ruleOf(rate)
    const calculation = calculate(weighing, [
      leftOf('material', rate.household_day_cap_points ?? Infinity, byRule[rule] ?? 0),
      leftOf('drop', caps.drop_cap_points, given),
      leftOf('day', caps.household_day_cap_points, earned.today + given),
      leftOf('month', caps.household_month_cap_points, earned.month + given),
    ])
    given += calculation.points
    byRule[rule] = (byRule[rule] ?? 0) + calculation.points
    return calculation
  })
  return given > 0 ? success(calculations) : refuse(whyNothing(calculations))
}
