import type { Policy } from '../../content-schemas/policy.ts'
import { addDays, addMonths, monthOf } from '../../kernel/calendar.ts'

/** When an explainer has to be compared with its source again. */
export interface ReviewDue {
  due_on: string
  overdue: boolean
}

/** A review is due the given months after the last one: the same day of the month, or the month's last if it has no such day. */
export const reviewDue = (review: Policy['review'], today: string): ReviewDue => {
  const month = addMonths(monthOf(review.last_reviewed), review.interval_months)
  const lastOfMonth = addDays(`${addMonths(month, 1)}-01`, -1)
  const sameDay = `${month}-${review.last_reviewed.slice(8)}`
  const dueOn = sameDay > lastOfMonth ? lastOfMonth : sameDay
  return { due_on: dueOn, overdue: today > dueOn }
}
