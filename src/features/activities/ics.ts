import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import { calendarWords } from './copy.ts'
import type { CatalogueActivity, Occurrence } from './schema.ts'

/** Whose calendar it is, and the moment it was made (epoch ms), which becomes each event's DTSTAMP. */
export interface CalendarSource {
  site: { name: string; url: string; time_zone: string }
  now: number
}

/**
 * An iCalendar file (RFC 5545) of every occurrence given. Each is an event of its own, because phones that import a
 * repeating event once never learn that one of its dates was cancelled; and its UID, `slug/day@host`, is the same in every
 * file, so that the whole calendar, one activity's and a signup's do not double each other.
 */
export const calendarFile = (activities: CatalogueActivity[], source: CalendarSource): string => {
  const calendar = new ICalCalendar({
    name: calendarWords.name(source.site.name),
    prodId: { company: 'Mulin', product: 'activities', language: 'ZH-CN' },
    method: ICalCalendarMethod.PUBLISH,
  })
  const zone = sharedZone(activities, source)
  if (zone) calendar.timezone({ name: null, generator: () => zone.component })
  for (const activity of activities) {
    for (const occurrence of activity.occurrences) addEvent(calendar, activity, occurrence, source, zone?.name)
  }
  return calendar.toString()
}

const addEvent = (
  calendar: ICalCalendar,
  activity: CatalogueActivity,
  occurrence: Occurrence,
  { site, now }: CalendarSource,
  zone: string | undefined,
) => {
  const instant = (moment: number) => Temporal.Instant.fromEpochMilliseconds(moment)
  const url = `${site.url}/activities/${activity.slug}/`
  calendar.createEvent({
    id: `${activity.slug}/${occurrence.id}@${new URL(site.url).host}`,
    stamp: instant(now),
    sequence: occurrence.status === 'scheduled' ? 0 : 1,
    start: instant(occurrence.starts_at),
    end: instant(occurrence.ends_at),
    ...(zone && { timezone: zone }),
    status: occurrence.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: calendarWords.title[occurrence.status](activity.title),
    location: `${activity.place.title}，${activity.place.address}`,
    description: [
      ...(occurrence.reason ? [calendarWords.reason(occurrence.reason)] : []),
      calendarWords.organiser(activity.organiser, activity.phone),
      url,
    ].join('\n'),
    url,
  })
}

/**
 * The time zone's own component, when its clock does not change over the time of the calendar, as in all of China; null
 * otherwise, and the events then stand in UTC, which every calendar program understands.
 */
const sharedZone = (activities: CatalogueActivity[], { site, now }: CalendarSource) => {
  const timeZone = site.time_zone
  const moments = activities.flatMap(({ occurrences }) => occurrences.flatMap(({ starts_at, ends_at }) => [starts_at, ends_at]))
  const first = moments.reduce((a, b) => Math.min(a, b), now)
  const last = moments.reduce((a, b) => Math.max(a, b), now)
  const earliest = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(timeZone)
  const change = earliest.getTimeZoneTransition('next')
  if (change && change.epochMilliseconds <= last) return null
  const offset = earliest.offset.replace(':', '')
  const component = [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n')
  return { name: timeZone, component }
}
