import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { addDays, dayOf, momentOf } from '../src/kernel/calendar.ts'

/** The community's time zone, before its content has been checked. */
const timeZone = () =>
  String((parse(readFileSync('content/site.yml', 'utf8')) as { time_zone?: string } | null)?.time_zone ?? 'Asia/Shanghai')

/** The day the pages are built for; MULIN_NOW stands in for the clock. */
export const buildDay = () => dayOf(Date.parse(process.env['MULIN_NOW'] ?? '') || Date.now(), timeZone())

/** Milliseconds until a minute past the next midnight of the community. */
export const msUntilNextDay = (now = Date.now()) => {
  const zone = timeZone()
  return momentOf(`${addDays(dayOf(now, zone), 1)} 00:01`, zone) - now
}
