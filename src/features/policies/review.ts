import type { Policy } from '../../content-schemas/policy.ts'
import { addDays, addMonths, monthOf } from '../../kernel/calendar.ts'

/**
 * The day by which an explainer has to be compared with its source again: the given months after the last time, on the same
 * day of the month, or on the month's last if it has no such day. The day after, it is overdue.
 */
export const reviewDueOn = (review: Pick<Policy['review'], 'last_reviewed' | 'interval_months'>): string => {
  const month = addMonths(monthOf(review.last_reviewed), review.interval_months)
  const lastOfMonth = addDays(`${addMonths(month, 1)}-01`, -1)
  const sameDay = `${month}-${review.last_reviewed.slice(8)}`
  return sameDay > lastOfMonth ? lastOfMonth : sameDay
}
