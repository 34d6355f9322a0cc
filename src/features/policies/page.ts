import type { ReviewRow } from './reviews.ts'

/** What the list of reviews is drawn from. */
export interface ReviewsPage {
  kind: 'policy_reviews'
  rows: ReviewRow[]
}
