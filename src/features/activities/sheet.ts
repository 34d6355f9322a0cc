import type { Activity } from '../../content-schemas/activity.ts'
import { dayInWords, dayOf, timeRangeInWords } from '../../kernel/calendar.ts'
import { fitSheet, givenOutBy, type Sheet } from '../../kernel/paper.ts'
import { dayAndTime, repetitionInWords, sheetWords, statusWords } from './copy.ts'
import type { CatalogueActivity, Occurrence } from './schema.ts'

export interface SheetFacts {
  activity: CatalogueActivity
  data: Activity
  now: number
  timeZone: string
  url: string
  /** Who hands it out. */
  from: { name: string; phone: string }
}

/** How many dates to come stand on the sheet. */
const shown = 5

/** An activity on one large-type sheet of paper: what, when, where, how one comes to a place without a phone of one's own. */
export const activitySheet = ({ activity, data, now, timeZone, url, from }: SheetFacts): Sheet => {
  const today = dayOf(now, timeZone)
  const coming = activity.occurrences.filter(({ ends_at }) => ends_at > now).slice(0, shown)
  const repetition = repetitionInWords(data.schedule)
  const dates = coming.map((occurrence) => dateLine(occurrence, today, timeZone))
  return fitSheet({
    title: data.title,
    standing: activity.cancelled ? sheetWords.cancelled(activity.cancelled.reason) : null,
    answer: data.summary,
    phone: data.phone,
    rows: [
      { label: sheetWords.when, texts: whenLines(activity, repetition, dates) },
      { label: sheetWords.place, texts: [`${activity.place.title}，${activity.place.address}`] },
      { label: sheetWords.signup, texts: activity.cancelled || coming.length === 0 ? [] : [signupLine(data)] },
      { label: sheetWords.bring, texts: data.bring },
      { label: sheetWords.cost, texts: [data.cost] },
      { label: sheetWords.audiences, texts: [data.audiences.join('、')] },
      { label: sheetWords.accessibility, texts: [data.accessibility] },
      { label: sheetWords.organiser, texts: [data.organiser], spare: true },
    ],
    foot: [sheetWords.web(url), sheetWords.dated(givenOutBy(from, data.phone), dayInWords(today))],
  })
}

const whenLines = ({ cancelled }: CatalogueActivity, repetition: string | null, dates: string[]) => {
  if (cancelled) return []
  if (dates.length === 0) return [sheetWords.noDates]
  return [...(repetition ? [repetition] : []), ...dates]
}

const dateLine = ({ starts_at, ends_at, status, reason }: Occurrence, today: string, timeZone: string) => {
  const date = dayAndTime(dayOf(starts_at, timeZone), today, timeRangeInWords(starts_at, ends_at, timeZone))
  return status === 'scheduled' ? date : `${date}（${statusWords[status]}${reason ? `：${reason}` : ''}）`
}

const signupLine = ({ signup, phone }: Activity) =>
  signup ? sheetWords.signUp(phone, signup.capacity_places, signup.open_to === '登记居民') : sheetWords.walkIn
