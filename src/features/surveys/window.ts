import { daysBetween } from '../../kernel/calendar.ts'
import type { CatalogueSurvey } from './schema.ts'

type Dates = Pick<CatalogueSurvey, 'opens_on' | 'closes_on' | 'reply'>

/**
 * Where a survey stands on a day of the site's time zone. A closed one without a published reply says for how many days it has
 * been waiting, counted from the day after the last one.
 */
export type Standing =
  | { state: 'upcoming' }
  | { state: 'open'; days_left: number }
  | { state: 'unanswered'; waiting_days: number }
  | { state: 'replied'; published_on: string }

export const standingOn = ({ opens_on, closes_on, reply }: Dates, today: string): Standing => {
  if (today < opens_on) return { state: 'upcoming' }
  if (today <= closes_on) return { state: 'open', days_left: daysBetween(today, closes_on) }
  if (reply && reply.published_on <= today) return { state: 'replied', published_on: reply.published_on }
  return { state: 'unanswered', waiting_days: daysBetween(closes_on, today) }
}
