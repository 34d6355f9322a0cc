import { daysBetween } from '../../kernel/calendar.ts'
import type { ReviewEntry } from './dated.ts'
import { reviewDueOn } from './review.ts'
import type { NamedPolicy } from './schema.ts'
import { validityOn } from './validity.ts'

/** One line of the list of reviews. `overdue_days` counts the days since the one it was due on, 0 when it is not overdue. */
export interface ReviewRow extends Omit<ReviewEntry, 'validity'> {
  overdue_days: number
}

/** What the list needs to know of a policy. */
export const reviewEntryOf = ({ slug, data }: NamedPolicy): ReviewEntry => {
  const { title, review, effective_from, expires_on, replaced_by } = data
  return {
    slug,
    title,
    last_reviewed: review.last_reviewed,
    due_on: reviewDueOn(review),
    reviewer: review.reviewer,
    validity: { effective_from, expires_on, replaced_by },
  }
}

/** What is due on `today` (`YYYY-MM-DD`) or later, the longest overdue first. What has ended need not be compared any more. */
export const reviewsOn = (entries: ReviewEntry[], today: string): ReviewRow[] =>
  entries
    .filter(({ validity }) => validityOn(validity, today).state !== 'ended')
    .map(({ validity: _, ...entry }) => ({ ...entry, overdue_days: Math.max(0, daysBetween(entry.due_on, today)) }))
    .sort((a, b) => (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : a.slug < b.slug ? -1 : 1))
