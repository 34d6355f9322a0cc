import { addDays, addMonths, monthOf, weekdayOf } from '../../kernel/calendar.ts'

/** One square of a month's sheet. */
export interface MonthDay<Item> {
  day: string
  in_month: boolean
  items: Item[]
}

/**
 * The sheet of a month (`YYYY-MM`): whole weeks, Monday first, with the days of the neighbouring months that fill them.
 * Items keep the order they come in.
 */
export const monthWeeks = <Item>(month: string, items: Item[], dayOfItem: (item: Item) => string): MonthDay<Item>[][] => {
  const first = `${month}-01`
  const last = addDays(`${addMonths(month, 1)}-01`, -1)
  const start = addDays(first, 1 - weekdayOf(first))
  const byDay = Map.groupBy(items, dayOfItem)
  const weeks: MonthDay<Item>[][] = []
  for (let monday = start; monday <= last; monday = addDays(monday, 7)) {
    weeks.push(
      [0, 1, 2, 3, 4, 5, 6].map((offset) => {
        const day = addDays(monday, offset)
        return { day, in_month: monthOf(day) === month, items: byDay.get(day) ?? [] }
      }),
    )
  }
  return weeks
}
