import { dayOf, monthOf, timeInWords, timeRangeInWords, weekdayInWords, weekdayOf } from '../../kernel/calendar.ts'
import { linesOf } from '../../kernel/paper.ts'
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

/** The poster of a month: what is on some days, what is on each week. `left_out` counts the lines there was no room for. */
export interface Poster {
  paper: 'a4' | 'a3'
  size_pt: number
  dated: PosterLine[]
  weekly: PosterLine[]
  left_out: number
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

interface Line extends PosterLine {
  starts: string
  isWeekly: boolean
  order: string
}

/** An activity that is on this often in a month, by a rule with a short name, stands under its rule. */
const weeklyTimes = 3

/** In points, within margins of 12 mm. Whoever has only A4 is served first, then who reads from afar. */
const a4 = { paper: 'a4', width: 527, height: 773 } as const
const a3 = { paper: 'a3', width: 782, height: 1120 } as const
const last = { ...a3, size: 16, ranges: true }
const papers = [
  { ...a4, size: 20, ranges: true },
  { ...a4, size: 18, ranges: true },
  { ...a4, size: 16, ranges: true },
  { ...a4, size: 16, ranges: false },
  { ...a3, size: 25, ranges: true },
  { ...a3, size: 22, ranges: true },
  { ...a3, size: 20, ranges: true },
  { ...a3, size: 18, ranges: true },
  last,
]
/** In the size of the text, as src/styles/poster.css prints it: title, headings and foot together, a line, and the gap below it. */
const ems = { around: 15.5, line: 1.35, gap: 0.37, when: 7, beside: 7.5 }

/** The poster on one page: on A4 if it fits, perhaps without the ends of the times; else on A3, as many lines as there is room for. */
export const posterOf = (facts: PosterFacts): Poster => {
  const lines = linesOfMonth(facts)
  const fitting = papers.find((paper) => heightOf(lines, paper) <= paper.height) ?? last
  let kept = lines
  while (heightOf(kept, fitting) > fitting.height) kept = kept.slice(0, -1)
  const drawn = kept.map(({ starts, isWeekly, order, ...line }) => ({ isWeekly, line: fitting.ranges ? line : { ...line, time: starts } }))
  return {
    paper: fitting.paper,
    size_pt: fitting.size,
    dated: drawn.filter(({ isWeekly }) => !isWeekly).map(({ line }) => line),
    weekly: drawn.filter(({ isWeekly }) => isWeekly).map(({ line }) => line),
    left_out: lines.length - kept.length,
  }
}

const heightOf = (lines: Line[], { width, size, ranges }: (typeof papers)[number]) => {
  const rows = lines.map(({ when, time, starts, title, place, marks }) => {
    const what = `${ranges ? time : starts} ${title}（${place}）${marks.join('  ')}  `
    return ems.gap + ems.line * Math.max(linesOf(when, ems.when + 1, 1), linesOf(what, width / size - ems.beside, 1))
  })
  return size * rows.reduce((sum, row) => sum + row, ems.around)
}

const linesOfMonth = (facts: PosterFacts): Line[] => {
  const lines = [...Map.groupBy(facts.items, ({ activity }) => activity.slug).values()].flatMap((items) => linesOfActivity(items, facts))
  return lines.sort((a, b) => Number(a.isWeekly) - Number(b.isWeekly) || (a.order < b.order ? -1 : 1))
}

const linesOfActivity = (items: AgendaItem[], facts: PosterFacts): Line[] => {
  const { month, timeZone } = facts
  const isOn = (moment: number | undefined) => moment !== undefined && monthOf(dayOf(moment, timeZone)) === month
  const here = items.filter(({ occurrence }) => isOn(occurrence.starts_at))
  const [first] = here
  const repetition = first && repetitionInWords(first.activity.data.schedule)
  const usual = here.filter(({ occurrence }) => occurrence.status !== 'moved')
  const asMoved = here.filter(({ occurrence }) => occurrence.status === 'moved').map((item) => lineOf([item], facts, [posterWords.moved]))
  if (!repetition || usual.length < weeklyTimes || first.activity.data.cancelled) {
    const groups = Map.groupBy(usual, ({ occurrence }) => `${occurrence.status} ${timesOf(occurrence, timeZone)}`)
    return [...[...groups.values()].map((group) => lineOf(group, facts, cancelledMark(group))), ...asMoved]
  }
  const away = items.filter(({ occurrence }) => isOn(occurrence.moved_from))
  const notes = [
    ...usual.filter(({ occurrence }) => occurrence.status === 'cancelled').map(({ day }) => posterWords.cancelledOn(Number(day.slice(8)))),
    ...away.map(({ occurrence, day }) => posterWords.movedAway(dateOf(occurrence.moved_from, timeZone), shortDay(day, month))),
  ]
  const order = `${String(weekdayOf(usual[0]?.day ?? first.day))} ${timesOf(first.occurrence, timeZone)}`
  return [{ ...lineOf(usual, facts, notes), when: repetition, isWeekly: true, order }, ...asMoved]
}

const cancelledMark = (items: AgendaItem[]) => (items[0]?.occurrence.status === 'cancelled' ? [posterWords.cancelled] : [])

const lineOf = (items: AgendaItem[], { places, timeZone }: PosterFacts, marks: string[]): Line => {
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

/** `5日 周六`, `4、18日 周五`, `1、6、11日`. */
const whenOf = (days: string[]) => {
  const weekdays = new Set(days.map(weekdayInWords))
  const dates = posterWords.days(days.map((day) => Number(day.slice(8))))
  return weekdays.size === 1 ? `${dates} ${[...weekdays].join('')}` : dates
}

const timesOf = ({ starts_at, ends_at }: Occurrence, timeZone: string) => timeRangeInWords(starts_at, ends_at, timeZone)

const dateOf = (moment: number | undefined, timeZone: string) => Number(dayOf(moment ?? 0, timeZone).slice(8))

/** The month is said only of a day that is not in the month of the poster. */
const shortDay = (day: string, month: string) => `${monthOf(day) === month ? '' : `${Number(day.slice(5, 7))}月`}${Number(day.slice(8))}日`
