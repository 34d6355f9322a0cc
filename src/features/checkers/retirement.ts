import type { retirementKinds } from '../../content-schemas/vocabulary.ts'
import { addMonths } from '../../kernel/calendar.ts'

/** Whose retirement age. */
export type RetirementKind = keyof typeof retirementKinds

/**
 * 全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定 (2024-09-13), and the State Council's measures approved with it:
 * from January 2025 the age rises by a month with every four months (for women who retired at 50, every two) by which
 * somebody reaches the old age later, up to the last one. Ages in months.
 */
const ages: Record<RetirementKind, { old: number; last: number; step: number }> = {
  man: { old: 60 * 12, last: 63 * 12, step: 4 },
  woman55: { old: 55 * 12, last: 58 * 12, step: 4 },
  woman50: { old: 50 * 12, last: 55 * 12, step: 2 },
}
const firstMonth = '2025-01'

/** 弹性退休: at most three years earlier, and not before the old age; at most three years later. */
const flexibleMonths = 36

export interface Retirement {
  age_months: number
  /** `YYYY-MM`. */
  month: string
  delay_months: number
  earliest_month: string
  latest_month: string
  /** What must have been paid in by then, to be paid monthly. */
  contribution_months: number
}

/** When somebody born in a month (`YYYY-MM`) reaches the statutory age of retirement. */
export const retirementOf = (kind: RetirementKind, born: string): Retirement => {
  const { old, last, step } = ages[kind]
  const oldMonth = addMonths(born, old)
  const later = monthsBetween(firstMonth, oldMonth)
  const delay = later < 0 ? 0 : Math.min(last - old, Math.floor(later / step) + 1)
  const month = addMonths(oldMonth, delay)
  return {
    age_months: old + delay,
    month,
    delay_months: delay,
    earliest_month: delay > flexibleMonths ? addMonths(month, -flexibleMonths) : oldMonth,
    latest_month: addMonths(month, flexibleMonths),
    contribution_months: contributionMonths(Number(month.slice(0, 4))),
  }
}

/** 最低缴费年限: 15 years until 2029, half a year more each year from 2030, 20 years from 2039. */
export const contributionMonths = (year: number) => 180 + 6 * Math.min(10, Math.max(0, year - 2029))

const monthsBetween = (from: string, until: string) => countOf(until) - countOf(from)
const countOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
