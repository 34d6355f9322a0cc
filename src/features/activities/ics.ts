import { ICalCalendar, ICalCalendarMethod, ICalEvent, type ICalEventData, ICalEventStatus } from 'ical-generator'
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
  // The library leaves the end of the last line out (RFC 5545 section 3.1).
  return `${calendar.toString()}\r\n`
}

/** One occurrence stands in many calendars: that of everything, of its kind, of each audience, of its activity. It is written once. */
class WrittenEvent extends ICalEvent {
  private text: string | undefined
  override toString() {
    this.text ??= super.toString()
    return this.text
  }
}

const written = new WeakMap<Occurrence, { facts: string; event: ICalEvent }>()

const addEvent = (
  calendar: ICalCalendar,
  activity: CatalogueActivity,
  occurrence: Occurrence,
  source: CalendarSource,
  zone: string | undefined,
) => {
  const data = eventOf(activity, occurrence, source, zone)
  const facts = JSON.stringify(data)
  const known = written.get(occurrence)
  const event = known?.facts === facts ? known.event : new WrittenEvent(withInstants(data), calendar)
  written.set(occurrence, { facts, event })
  calendar.createEvent(event)
}

const eventOf = (activity: CatalogueActivity, occurrence: Occurrence, { site, now }: CalendarSource, zone: string | undefined) => {
  const url = `${site.url}/activities/${activity.slug}/`
  return {
    id: `${activity.slug}/${occurrence.id}@${new URL(site.url).host}`,
    stamp: now,
    sequence: occurrence.status === 'scheduled' ? 0 : 1,
    start: occurrence.starts_at,
    end: occurrence.ends_at,
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
  }
}

const instant = (moment: number) => Temporal.Instant.fromEpochMilliseconds(moment)

const withInstants = (data: ReturnType<typeof eventOf>): ICalEventData => ({
  ...data,
  stamp: instant(data.stamp),
  start: instant(data.start),
  end: instant(data.end),
})

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
