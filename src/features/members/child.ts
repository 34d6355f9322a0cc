import { addMonths, monthOf } from '../../kernel/calendar.ts'
import { childMaxYears } from './limits.ts'

const months = childMaxYears * 12 + 1

/** The day from which a child born in this month (`YYYY-MM`) is 14 for certain: the first of the month after the birthday. */
export const under14Until = (birthMonth: string) => `${addMonths(birthMonth, months)}-01`

/** The month of birth that such a day was made from. */
export const birthMonthOf = (until: string) => addMonths(monthOf(until), -months)

export const isUnder14 = (until: string | null, today: string) => until !== null && until > today
