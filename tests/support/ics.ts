import ICAL from 'ical.js'

/** Properties that RFC 5545 (3.6, 3.6.1, 3.6.5) wants exactly once in a component, and those a calendar of ours has besides. */
const wanted: Record<string, string[]> = {
  vcalendar: ['version', 'prodid', 'method'],
  vevent: ['uid', 'dtstamp', 'dtstart', 'dtend', 'summary', 'sequence', 'status'],
  vtimezone: ['tzid'],
  standard: ['dtstart', 'tzoffsetfrom', 'tzoffsetto'],
}

const lineMaxOctets = 75

/** What is wrong with the lines themselves (3.1): ends, folding, signs that may not stand there. */
const lineFindings = (text: string): string[] => {
  if (!text.endsWith('\r\n')) return ['the last line does not end with CRLF']
  const lines = text.slice(0, -2).split('\r\n')
  return lines.flatMap((line, at) => {
    const where = `line ${at + 1}`
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character is what it looks for
    if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(line)) return [`${where} has a control character or a bare line end`]
    if (line.includes('\uFFFD')) return [`${where} has a character cut in two`]
    if (Buffer.byteLength(line) > lineMaxOctets) return [`${where} is longer than ${lineMaxOctets} octets`]
    if (line === '') return [`${where} is empty`]
    if (/^[ \t]/.test(line)) return at === 0 ? [`${where} continues nothing`] : []
    return /^[A-Z0-9-]+(;[A-Z0-9-]+=[^:;]+)*:/.test(line) ? [] : [`${where} is no property: ${line}`]
  })
}

const missing = (component: ICAL.Component): string[] => {
  const own = (wanted[component.name] ?? []).flatMap((name) => {
    const times = component.getAllProperties(name).length
    return times === 1 ? [] : [`${component.name} has ${name} ${times} times`]
  })
  return [...own, ...component.getAllSubcomponents().flatMap(missing)]
}

const timesOf = (event: ICAL.Component) =>
  ['dtstart', 'dtend', 'recurrence-id', 'exdate', 'rdate'].flatMap((name) => event.getAllProperties(name))

const eventFindings = (event: ICAL.Component, zones: string[]): string[] => {
  const name = String(event.getFirstPropertyValue('uid'))
  const [start, end] = ['dtstart', 'dtend'].map((at) => event.getFirstPropertyValue(at))
  const findings: string[] = []
  if (!(start instanceof ICAL.Time) || !(end instanceof ICAL.Time)) return [`${name} has no times`]
  if (start.compare(end) >= 0) findings.push(`${name} ends before it starts`)
  if (start.isDate !== end.isDate) findings.push(`${name} starts with a day and ends with a moment, or the other way round`)
  for (const property of timesOf(event)) {
    const zone = property.getParameter('tzid')
    const value = property.getFirstValue()
    if (zone && !zones.includes(String(zone))) findings.push(`${name} names the unknown time zone ${String(zone)}`)
    const floats = value instanceof ICAL.Time && !value.isDate && !zone && !/Z$/.test(value.toICALString())
    if (floats) findings.push(`${name} has ${property.name} without a time zone`)
  }
  if (!['CONFIRMED', 'CANCELLED', 'TENTATIVE'].includes(String(event.getFirstPropertyValue('status'))))
    findings.push(`${name} has no known status`)
  if (!/^[^\s@]+@[^\s@]+$/.test(name)) findings.push(`${name} is not a name for the whole world`)
  return findings
}

const farthest = 2_000

/** Whether the rule of a series puts it at a time, before anything was taken out or moved. */
const isInSeries = (series: ICAL.Component, time: ICAL.Time) => {
  const [rule, start] = ['rrule', 'dtstart'].map((name) => series.getFirstPropertyValue(name))
  if (!(rule instanceof ICAL.Recur) || !(start instanceof ICAL.Time)) return false
  const steps = rule.iterator(start)
  for (let step = 0; step < farthest; step++) {
    const next = steps.next()
    if (!next || next.compare(time) >= 0) return next?.compare(time) === 0
  }
  return false
}

const namedTimes = (event: ICAL.Component, name: string) =>
  event.getAllProperties(name).flatMap((property) => property.getValues().filter((value) => value instanceof ICAL.Time))

/** Exceptions belong to a series and take the place of a time at which its rule puts it (3.8.4.4, 3.8.5.1). */
const exceptionFindings = (name: string, own: ICAL.Component[]): string[] => {
  const series = own.find((event) => event.hasProperty('rrule'))
  const times = own.flatMap((event) => [...namedTimes(event, 'recurrence-id'), ...namedTimes(event, 'exdate')])
  if (!series) return times.length > 0 ? [`${name} has an exception without a series`] : []
  return times
    .filter((time) => !isInSeries(series, time))
    .map((time) => `${name} has an exception at ${time.toString()}, where the series is not`)
}

/** A name stands once, or once for the series and once for each exception, and an exception has a series. */
const nameFindings = (events: ICAL.Component[]): string[] => {
  const named = Map.groupBy(events, (event) => String(event.getFirstPropertyValue('uid')))
  return [...named].flatMap(([name, own]) => {
    const which = own.map((event) => String(event.getFirstPropertyValue('recurrence-id') ?? ''))
    return [...(new Set(which).size < which.length ? [`${name} stands there twice`] : []), ...exceptionFindings(name, own)]
  })
}

/** Everything RFC 5545 says against a calendar file, in sentences; none is a good file. */
export const calendarFindings = (text: string): string[] => {
  const lines = lineFindings(text)
  if (lines.length > 0) return lines
  let calendar: ICAL.Component
  try {
    calendar = new ICAL.Component(ICAL.parse(text))
  } catch {
    return ['it cannot be read']
  }
  if (calendar.name !== 'vcalendar') return [`it is a ${calendar.name}`]
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => String(zone.getFirstPropertyValue('tzid')))
  const events = calendar.getAllSubcomponents('vevent')
  const version = String(calendar.getFirstPropertyValue('version'))
  return [
    ...(version === '2.0' ? [] : [`its version is ${version}`]),
    ...missing(calendar),
    ...events.flatMap((event) => eventFindings(event, zones)),
    ...nameFindings(events),
  ]
}

/** An event as a phone's calendar shows it; moments in epoch milliseconds. */
export interface ReadEvent {
  uid: string
  starts_at: number
  ends_at: number
  status: string
  summary: string
}

/** The events of a calendar file, in the order they stand there. */
export const eventsOf = (text: string): ReadEvent[] => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zone = calendar.getFirstSubcomponent('vtimezone')
  if (zone) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      starts_at: event.startDate.toJSDate().getTime(),
      ends_at: event.endDate.toJSDate().getTime(),
      status: String(component.getFirstPropertyValue('status')),
      summary: event.summary,
    }
  })
}
