import type { Catalogue } from '../../catalogue.ts'
import { agendaBetween, type NamedActivity } from '../../features/activities/agenda.ts'
import { calendarText } from '../../features/activities/plain-text.ts'
import { dayOf, monthOf } from '../../kernel/calendar.ts'
import { agendaWindow } from './horizon.ts'
import { audienceLinks, kindLinks } from './links.ts'
import { activityRows } from './rows.ts'

/** What is on in the coming weeks among `activities`, as rows and as text to copy. `path` is where the text leads back to. */
export const agendaView = (activities: NamedActivity[], catalogue: Catalogue, now: number, heading: string, path: string) => {
  const { site } = catalogue
  const items = agendaBetween(activities, agendaWindow(now, site.time_zone))
  const lines = items.map(({ activity, occurrence }) => ({
    title: activity.data.title,
    place: catalogue.activities[activity.slug]?.place.title ?? '',
    occurrence,
  }))
  return {
    rows: activityRows(items, catalogue),
    text: calendarText(heading, lines, site.url + path, { now, timeZone: site.time_zone }),
  }
}

/** The ways to narrow the activities or to see them differently. */
export const agendaChoices = (activities: NamedActivity[], now: number, timeZone: string) => [
  { label: '按类别看', links: [{ href: '/activities/', word: '全部' }, ...kindLinks(activities)] },
  { label: '按人群看', links: audienceLinks(activities) },
  monthChoice('/activities', now, timeZone, [
    { href: '/activities/subscribe/', word: '订阅日历' },
    { href: '/activities/archive/', word: '办过的活动' },
  ]),
]

/** The month of a list. `path` is the list's address without the `/` at its end. */
export const monthChoice = (path: string, now: number, timeZone: string, more: { href: string; word: string }[] = []) => ({
  label: '看月历',
  links: [{ href: `${path}/month/${monthOf(dayOf(now, timeZone))}/`, word: '看月历' }, ...more],
})
