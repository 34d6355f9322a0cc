import { addMonths, dayOf, momentOf, monthOf, msPerDay } from '../../kernel/calendar.ts'

/** What the agenda shows: from now on, five weeks. */
export const agendaWindow = (now: number, timeZone: string) => ({ from: now, until: now + 35 * msPerDay, timeZone })

/** What can be known of the past: a year. */
export const archiveWindow = (now: number, timeZone: string) => ({ from: now - 365 * msPerDay, until: now, timeZone })

/** Far enough to see whether an activity will ever come again. */
export const futureWindow = (now: number, timeZone: string) => ({ from: now, until: now + 400 * msPerDay, timeZone })

/** One month, whole. */
export const monthWindow = (month: string, timeZone: string) => ({
  from: momentOf(`${month}-01 00:00`, timeZone),
  until: momentOf(`${addMonths(month, 1)}-01 00:00`, timeZone),
  timeZone,
})

/** The months that have a sheet: the last one to three ahead. */
export const sheetMonths = (now: number, timeZone: string) => {
  const current = monthOf(dayOf(now, timeZone))
  return [-1, 0, 1, 2, 3].map((distance) => addMonths(current, distance))
}

/** The months that have a poster: this one and those to come. */
export const posterMonths = (now: number, timeZone: string) => sheetMonths(now, timeZone).slice(1)

/** The months in which one kind or audience has a sheet of its own: this one and two ahead. */
export const filterMonths = (now: number, timeZone: string) => sheetMonths(now, timeZone).slice(1, 4)

/** A month with its neighbours, so that what was moved out of it is known. */
export const posterWindow = (month: string, timeZone: string) => ({
  from: monthWindow(addMonths(month, -1), timeZone).from,
  until: monthWindow(addMonths(month, 1), timeZone).until,
  timeZone,
})
