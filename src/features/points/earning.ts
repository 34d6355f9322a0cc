import { largestAmount } from '../../kernel/ledger.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { Rate } from './rate.ts'
import type { PointsRefusal } from './schema.ts'

/** What was brought: whole grams, or pieces. */
export type Quantity = { grams: number } | { items: number }

/** How points came about, so that they can be shown in words: `exact_thousandths` is before rounding, `rounded` before the cap. */
export interface Calculation {
  quantity: Quantity
  rate: Rate
  exact_thousandths: number
  rounded: number
  /** What the cap of the day left, if that was less than `rounded`; null otherwise. */
  capped_at: number | null
  points: number
}

const isCount = (value: number) => Number.isSafeInteger(value) && value > 0

/** Points times 1000: a gram of something worth whole points a kilogram is worth whole thousandths, so nothing is lost before rounding. */
const exactThousandths = (quantity: Quantity, rate: Rate) => {
  const [amount, factor] = 'grams' in quantity ? [quantity.grams, 1] : [quantity.items, 1000]
  if ('grams' in quantity !== (rate.per === 'kg')) throw new RangeError(`${rate.version} is not per ${rate.per === 'kg' ? 'item' : 'kg'}`)
  const exact = amount * rate.points * factor
  if (!isCount(amount) || !isCount(rate.points) || exact > largestAmount * 1000) throw new RangeError(`no quantity: ${amount}`)
  return exact
}

/** 四舍五入: half a point is a point. Each weighing is rounded by itself, so that the slip, the entry and the statement agree. */
export const roundPoints = (thousandths: number) => Math.floor((thousandths + 500) / 1000)

/**
 * Points for what was brought under a rate. `earned_today` is what the household has already earned by this rate today; with it the
 * cap is kept. Throws a RangeError for a quantity that is none or of the other measure: what people type is checked before.
 */
export const earningOf = (quantity: Quantity, rate: Rate, earnedToday: number): Result<Calculation, PointsRefusal> => {
  const exact = exactThousandths(quantity, rate)
  const rounded = roundPoints(exact)
  if (rounded === 0) return refuse({ code: 'nothing_earned' })
  const left = rate.household_day_cap_points === null ? rounded : Math.max(0, rate.household_day_cap_points - earnedToday)
  if (left === 0) return refuse({ code: 'day_cap_reached', points: rate.household_day_cap_points ?? 0 })
  const points = Math.min(rounded, left)
  return success({ quantity, rate, exact_thousandths: exact, rounded, capped_at: points < rounded ? left : null, points })
}
