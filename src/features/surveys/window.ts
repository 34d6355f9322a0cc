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

const places: Record<Standing['state'], number> = { open: 0, upcoming: 1, unanswered: 2, replied: 2 }

interface Placed {
  survey: Pick<CatalogueSurvey, 'slug' | 'closes_on'>
  standing: Standing
}

const compare = (one: Placed, other: Placed) => {
  const [place, otherPlace] = [places[one.standing.state], places[other.standing.state]]
  if (place !== otherPlace) return place - otherPlace
  const [day, otherDay] = [one.survey.closes_on, other.survey.closes_on]
  if (day === otherDay) return one.survey.slug < other.survey.slug ? -1 : 1
  return (day < otherDay ? -1 : 1) * (place === places.unanswered ? -1 : 1)
}

/** What can be answered first, then what comes, each by its last day; then what is over, the latest first. */
export const inOrder = <One extends Placed>(surveys: One[]): One[] => surveys.toSorted(compare)
