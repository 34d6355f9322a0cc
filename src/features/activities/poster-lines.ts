import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  monthOf,
  timeInWords,
  timeOf,
  timeRangeInWords,
  weekdayInWords,
  weekdayOf,
} from '../../kernel/calendar.ts'
import type { AgendaItem } from './agenda.ts'
import { posterWords, repetitionInWords } from './copy.ts'
import type { Occurrence } from './schema.ts'

/** One line of the poster: `每周二 | 8:30—10:30 周二量血压（卫生服务站）要报名`. */
export interface PosterLine {
  when: string
  time: string
  title: string
  place: string
  /** 要报名, 停办, 改期, and which dates of a series are not as usual. */
  marks: string[]
}

export interface PosterFacts {
  /** `YYYY-MM`. */
  month: string
  /** What is on in the month and around it, so that what was moved out of it is known. */
  items: AgendaItem[]
  /** The title of an activity's place, by its slug. */
  places: Record<string, string>
  timeZone: string
}

/** A line, and what its place on the paper follows from. */
export interface MonthLine extends PosterLine {
  starts: string
  isWeekly: boolean
  order: string
}

/** An activity that is on this often in a month, and on each of its weekdays, stands under its rule. */
const weeklyTimes = 3

/** What is on in a month, what is on some days first. */
export const linesOfMonth = (facts: PosterFacts): MonthLine[] => {
  const lines = [...Map.groupBy(facts.items, ({ activity }) => activity.slug).values()].flatMap((items) => linesOfActivity(items, facts))
  return lines.sort((a, b) => Number(a.isWeekly) - Number(b.isWeekly) || (a.order < b.order ? -1 : 1))
}

const linesOfActivity = (items: AgendaItem[], facts: PosterFacts): MonthLine[] => {
  const { month, timeZone } = facts
  const here = items.filter(({ occurrence }) => monthOf(dayOf(occurrence.starts_at, timeZone)) === month)
  const usual = here.filter(({ occurrence }) => occurrence.status !== 'moved')
  const away = items.filter(({ occurrence: { moved_from } }) => moved_from !== undefined && monthOf(dayOf(moved_from, timeZone)) === month)
  const asMoved = here.filter(({ occurrence }) => occurrence.status === 'moved').map((item) => lineOf([item], facts, [posterWords.moved]))
  const ruled = [...usual.map(({ day }) => day), ...away.map(({ occurrence }) => dayOf(occurrence.moved_from ?? 0, timeZone))]
  const [first] = usual
  const repetition = first && repetitionInWords(first.activity.data.schedule)
  if (!repetition || usual.length < weeklyTimes || !isEachWeek(ruled, month)) {
    const groups = Map.groupBy(usual, ({ occurrence }) => `${occurrence.status} ${timesOf(occurrence, timeZone)}`)
    return [...[...groups.values()].map((group) => lineOf(group, facts, cancelledMark(group))), ...asMoved]
  }
  const marks = first.activity.data.cancelled ? [posterWords.cancelled] : exceptionMarks(usual, away, facts)
  const order = `${String(Math.min(...ruled.map(weekdayOf)))} ${timeOf(first.occurrence.starts_at, timeZone)}`
  return [{ ...lineOf(usual, facts, marks), when: repetition, isWeekly: true, order }, ...asMoved]
}

/** Whether these are all the days of the month with their weekdays, so that a rule such as 每周四 says them. */
const isEachWeek = (days: string[], month: string) => {
  const weekdays = new Set(days.map(weekdayOf))
  const first = `${month}-01`
  const ofMonth = Array.from({ length: daysBetween(first, `${addMonths(month, 1)}-01`) }, (_, index) => addDays(first, index))
  return ofMonth.every((day) => !weekdays.has(weekdayOf(day)) || days.includes(day))
}

const exceptionMarks = (usual: AgendaItem[], away: AgendaItem[], { month, timeZone }: PosterFacts) => [
  ...usual.filter(({ occurrence }) => occurrence.status === 'cancelled').map(({ day }) => posterWords.cancelledOn(Number(day.slice(8)))),
  ...away.map(({ occurrence, day }) => posterWords.movedAway(dateOf(occurrence.moved_from, timeZone), shortDay(day, month))),
]

const cancelledMark = (items: AgendaItem[]) => (items[0]?.occurrence.status === 'cancelled' ? [posterWords.cancelled] : [])

const lineOf = (items: AgendaItem[], { places, timeZone }: PosterFacts, marks: string[]): MonthLine => {
  const [first] = items
  if (!first) throw new Error('a line of a poster stands for an occurrence')
  const { activity, occurrence, day } = first
  const isOff = marks.includes(posterWords.cancelled)
  return {
    when: whenOf(items.map((item) => item.day)),
    time: timesOf(occurrence, timeZone),
    starts: timeInWords(occurrence.starts_at, timeZone),
    title: activity.data.title,
    place: places[activity.slug] ?? '',
    marks: [...(activity.data.signup && !isOff ? [posterWords.signup] : []), ...marks],
    isWeekly: false,
    order: `${day} ${String(occurrence.starts_at)}`,
  }
}

/** `5日 周六`, `4、18日 周五`, `1、6、11—15日`. */
const whenOf = (days: string[]) => {
  const weekdays = new Set(days.map(weekdayInWords))
  const dates = posterWords.days(runsOf(days.map((day) => Number(day.slice(8)))))
  return weekdays.size === 1 ? `${dates} ${[...weekdays].join('')}` : dates
}

/** Three days or more in a row are one run. */
const runsOf = (days: number[]) => {
  const runs: { first: number; last: number }[] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && day === run.last + 1) run.last = day
    else runs.push({ first: day, last: day })
  }
  return runs.flatMap(({ first, last }) => (last - first > 1 ? [`${first}—${last}`] : [...new Set([first, last])].map(String)))
}

const timesOf = ({ starts_at, ends_at }: Occurrence, timeZone: string) => timeRangeInWords(starts_at, ends_at, timeZone)

const dateOf = (moment: number | undefined, timeZone: string) => Number(dayOf(moment ?? 0, timeZone).slice(8))

/** The month is said only of a day that is not in the month of the poster. */
const shortDay = (day: string, month: string) => `${monthOf(day) === month ? '' : `${Number(day.slice(5, 7))}月`}${Number(day.slice(8))}日`
