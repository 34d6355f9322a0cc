import type { CatalogueReward } from '../../catalogue.ts'
import { addMonths, monthOf } from '../../kernel/calendar.ts'

export type Period = CatalogueReward['household_limit']['period']

const monthsOf: Record<Period, number> = { month: 1, quarter: 3, year: 12 }

/** The calendar month, quarter or year of a day: its first day, and the first day of the next. */
export const periodOf = (day: string, period: Period): { from: string; next: string } => {
  const months = monthsOf[period]
  const place = (Number(day.slice(5, 7)) - 1) % months
  const first = addMonths(monthOf(day), -place)
  return { from: `${first}-01`, next: `${addMonths(first, months)}-01` }
}
