import { addDays, addMonths, dayOf, monthOf } from '../../kernel/calendar.ts'
import { type Effective, sumOf } from './movements.ts'

/** What is left of points earned together; `expires_on` is the last day they are good for. */
export interface Lot {
  transfer: string
  earned_on: string
  expires_on: string
  points: number
}

/** The last day of the month that is `months` after the one of `day`. */
export const expiresOn = (day: string, months: number) => addDays(`${addMonths(monthOf(day), months + 1)}-01`, -1)

/**
 * What is left of each earning, oldest first. All that was ever used or is reserved counts against the oldest points, so points that
 * come back are as old as they were. Lots with nothing left are left out.
 */
export const lotsOf = ({ credits, debits, reserved }: Effective, timeZone: string, months: number): Lot[] => {
  const earned = credits.toSorted((one, other) => one.at - other.at)
  let used = sumOf(debits) + sumOf(reserved)
  return earned.flatMap(({ id, at, amount }) => {
    const taken = Math.min(used, amount)
    used -= taken
    const day = dayOf(at, timeZone)
    return taken === amount ? [] : [{ transfer: id, earned_on: day, expires_on: expiresOn(day, months), points: amount - taken }]
  })
}

/** How many points have had their last day. */
export const pointsExpired = (lots: Lot[], today: string) =>
  lots.filter(({ expires_on }) => expires_on < today).reduce((sum, { points }) => sum + points, 0)

/** Points whose last day is within `days` from today, by day, soonest first because the lots are the oldest first. */
export const expiringSoon = (lots: Lot[], today: string, days: number) => {
  const last = addDays(today, days)
  const soon = new Map<string, number>()
  for (const { expires_on, points } of lots)
    if (today <= expires_on && expires_on <= last) soon.set(expires_on, (soon.get(expires_on) ?? 0) + points)
  return [...soon].map(([expires_on, points]) => ({ expires_on, points }))
}
