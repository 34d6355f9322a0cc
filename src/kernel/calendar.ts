/**
 * Days and times of the site's time zone. A moment is epoch milliseconds; a day is `YYYY-MM-DD`, a month `YYYY-MM`.
 * Built on Intl alone, so that an island can use it without carrying a date library.
 */

/** Of a day as the clock counts; a day of a zone may be longer or shorter, see `addDays`. */
export const msPerDay = 86_400_000
const clocks = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs far more than using it, so one is kept for each time zone. */
const clockOf = (timeZone: string) => {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  clocks.set(timeZone, clock)
  return clock
}

/** What the clock on the wall shows, counted as if the wall were in UTC (epoch milliseconds, whole seconds). */
const readClock = (moment: number, timeZone: string) => {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

const offsetsByDay = new Map<string, number>()

/** How far the wall is ahead of UTC as a day of UTC begins. To read the clock costs more than all else a page does with a date. */
const offsetAtStart = (day: number, timeZone: string) => {
  const key = `${timeZone} ${day}`
  const known = offsetsByDay.get(key)
  if (known !== undefined) return known
  const moment = day * msPerDay
  const offset = readClock(moment, timeZone) - moment
  offsetsByDay.set(key, offset)
  return offset
}

/** As the clock reads; it is only asked on the days on which it changes. */
const wallTime = (moment: number, timeZone: string) => {
  const day = Math.floor(moment / msPerDay)
  const offset = offsetAtStart(day, timeZone)
  if (offset !== offsetAtStart(day + 1, timeZone)) return readClock(moment, timeZone)
  return Math.floor(moment / 1000) * 1000 + offset
}

const isoOf = (utc: number) => new Date(utc).toISOString()
const pad = (value: number) => String(value).padStart(2, '0')

/** The day a moment falls on. */
export const dayOf = (moment: number, timeZone: string) => isoOf(wallTime(moment, timeZone)).slice(0, 10)

/** The time of day of a moment, `09:30`. */
export const timeOf = (moment: number, timeZone: string) => isoOf(wallTime(moment, timeZone)).slice(11, 16)

/**
 * The moment of a minute written by an editor, `2026-03-01 09:30`. A minute that a clock change skips is taken as the
 * same distance after it; one that happens twice is the first.
 */
export const momentOf = (minute: string, timeZone: string) => {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(minute)) throw new RangeError(`not a minute: ${minute}`)
  const wall = Date.parse(`${minute.replace(' ', 'T')}:00Z`)
  const offsets = [wall - msPerDay, wall + msPerDay].map((near) => wallTime(near, timeZone) - near)
  const candidates = offsets.map((offset) => wall - offset)
  return candidates.find((moment) => wallTime(moment, timeZone) === wall) ?? Math.max(...candidates)
}

/** For `<time datetime>`: `2026-03-01T09:30+08:00`. */
export const datetimeOf = (moment: number, timeZone: string) => {
  const wall = wallTime(moment, timeZone)
  const minutes = Math.round((wall - moment) / 60_000)
  const distance = Math.abs(minutes)
  return `${isoOf(wall).slice(0, 16)}${minutes < 0 ? '-' : '+'}${pad(Math.trunc(distance / 60))}:${pad(distance % 60)}`
}

const utcOfDay = (day: string) => Date.parse(`${day}T00:00:00Z`)

export const addDays = (day: string, days: number) => isoOf(utcOfDay(day) + days * msPerDay).slice(0, 10)

export const daysBetween = (from: string, until: string) => Math.round((utcOfDay(until) - utcOfDay(from)) / msPerDay)

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string) => new Date(utcOfDay(day)).getUTCDay() || 7

/** The month of a day. */
export const monthOf = (day: string) => day.slice(0, 7)

export const addMonths = (month: string, months: number) => {
  const date = new Date(utcOfDay(`${month}-01`))
  date.setUTCMonth(date.getUTCMonth() + months)
  return monthOf(date.toISOString())
}

const numbersOf = (text: string) => text.split('-').map(Number)

/** `周日`. */
export const weekdayInWords = (day: string) => `周${'一二三四五六日'.charAt(weekdayOf(day) - 1)}`

/** `2026年3月`. */
export const monthInWords = (month: string) => `${numbersOf(month)[0]}年${numbersOf(month)[1]}月`

/** `2026年3月1日`. */
export const dayInWords = (day: string) => `${monthInWords(monthOf(day))}${numbersOf(day)[2]}日`

/** `3月1日（周日）`; with its year when it is not the year of `today`. */
export const dayWithWeekday = (day: string, today = day) =>
  `${day.slice(0, 4) === today.slice(0, 4) ? dayInWords(day).replace(/^\d+年/, '') : dayInWords(day)}（${weekdayInWords(day)}）`

/** `14:00`, `8:30`. */
export const timeInWords = (moment: number, timeZone: string) => timeOf(moment, timeZone).replace(/^0/, '')

/** `14:00—15:30`; `22:00—次日6:00`; over several days the end has its date. */
export const timeRangeInWords = (startsAt: number, endsAt: number, timeZone: string) => {
  const nights = daysBetween(dayOf(startsAt, timeZone), dayOf(endsAt, timeZone))
  const endDay = nights === 0 ? '' : nights === 1 ? '次日' : dayWithWeekday(dayOf(endsAt, timeZone), dayOf(startsAt, timeZone))
  return `${timeInWords(startsAt, timeZone)}—${endDay}${timeInWords(endsAt, timeZone)}`
}

/** `2026年3月1日（周日）14:00`. */
export const momentInWords = (moment: number, timeZone: string) => {
  const day = dayOf(moment, timeZone)
  return `${dayInWords(day)}（${weekdayInWords(day)}）${timeInWords(moment, timeZone)}`
}

/** 昨天, 今天, 明天 or 后天; null for any other day. */
export const relativeDay = (day: string, today: string) => {
  const days = daysBetween(today, day)
  return ['昨天', '今天', '明天', '后天'][days + 1] ?? null
}
