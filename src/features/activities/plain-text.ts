import { dayOf, dayWithWeekday, timeInWords, timeRangeInWords } from '../../kernel/calendar.ts'
import { dayAndTime, statusWords, textWords } from './copy.ts'
import type { Occurrence } from './schema.ts'

/** The longest text for one activity, in characters: a message in a WeChat group that needs no unfolding. */
export const textMaxCharacters = 300

/** What the copyable text of an activity is made of. `occurrences` are those to come, the nearest first. */
export interface ActivityFacts {
  title: string
  repetition: string | null
  place: { title: string; address: string }
  phone: string
  cost?: string
  bring?: string[]
  needs_signup: boolean
  cancelled: { reason: string } | null
  url: string
  occurrences: Occurrence[]
}

export interface TextClock {
  now: number
  timeZone: string
}

/**
 * One activity as text to copy into a message, at most `textMaxCharacters` long: what matters less (things to bring, far
 * dates, reasons, the street) is left out until it fits. Title, next date, place, phone and address of the page always stay.
 */
export const activityText = (facts: ActivityFacts, clock: TextClock): string => {
  const drafts = [
    { dates: 4, extras: true, reasons: true, street: true },
    { dates: 2, extras: true, reasons: true, street: true },
    { dates: 2, extras: false, reasons: true, street: true },
    { dates: 1, extras: false, reasons: true, street: true },
    { dates: 1, extras: false, reasons: true, street: false },
    { dates: 1, extras: false, reasons: false, street: false },
  ].map((choice) => draft(facts, clock, choice))
  return drafts.find((text) => [...text].length <= textMaxCharacters) ?? drafts.at(-1) ?? ''
}

interface Choice {
  dates: number
  extras: boolean
  reasons: boolean
  street: boolean
}

const draft = (facts: ActivityFacts, clock: TextClock, choice: Choice) => {
  const { title, repetition, place, phone, cost, bring, needs_signup, cancelled, url } = facts
  const lines = [
    `【${title}】${repetition && !cancelled ? repetition : ''}`,
    ...(cancelled ? [textWords.cancelled(cancelled.reason)] : dateLines(facts.occurrences, clock, choice)),
    `${textWords.place}${place.title}${choice.street ? `，${place.address}` : ''}`,
  ]
  if (choice.extras && bring?.length) lines.push(`${textWords.bring}${bring.join('、')}`)
  if (choice.extras && cost) lines.push(`${textWords.cost}${cost}`)
  const takesPlace = !cancelled && facts.occurrences.some(({ status }) => status !== 'cancelled')
  if (takesPlace && needs_signup) return [...lines, textWords.signUp(phone, url)].join('\n')
  if (takesPlace) lines.push(textWords.walkIn)
  return [...lines, `${textWords.phone}${phone}`, `${textWords.more}${url}`].join('\n')
}

const dateLines = (occurrences: Occurrence[], clock: TextClock, choice: Choice) => {
  const lines = occurrences.slice(0, choice.dates).map((occurrence) => dateLine(occurrence, clock, choice.reasons))
  return lines.length ? lines : [textWords.noDates]
}

const dateLine = ({ starts_at, ends_at, status, reason }: Occurrence, { now, timeZone }: TextClock, withReason: boolean) => {
  const date = dayAndTime(dayOf(starts_at, timeZone), dayOf(now, timeZone), timeRangeInWords(starts_at, ends_at, timeZone))
  if (status === 'scheduled') return date
  return `${date}（${statusWords[status]}${withReason && reason ? `：${reason}` : ''}）`
}

/** One line of the text for many activities. */
export interface CalendarLine {
  title: string
  place: string
  occurrence: Occurrence
}

/** Many activities as text to copy, day by day: `9:00 周二量血压（居民活动室）`. `heading` is the first line, `url` the last. */
export const calendarText = (heading: string, lines: CalendarLine[], url: string, clock: TextClock): string => {
  const today = dayOf(clock.now, clock.timeZone)
  const days = Map.groupBy(lines, ({ occurrence }) => dayOf(occurrence.starts_at, clock.timeZone))
  const blocks = [...days].map(([day, items]) => [dayWithWeekday(day, today), ...items.map((item) => itemLine(item, clock))].join('\n'))
  return [`【${heading}】`, ...(blocks.length ? blocks : [textWords.nothing]), `${textWords.more}${url}`].join('\n\n')
}

const itemLine = ({ title, place, occurrence }: CalendarLine, { timeZone }: TextClock) => {
  const mark = occurrence.status === 'scheduled' ? '' : `【${statusWords[occurrence.status]}】`
  return `${timeInWords(occurrence.starts_at, timeZone)} ${mark}${title}（${place}）`
}
