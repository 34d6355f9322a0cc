import { dayOf, timeInWords } from '../../kernel/calendar.ts'
import type { Announcement } from './changes.ts'
import { announcementSentence, announcementTitle, calendarWords } from './copy.ts'

/** Of which site the files are, and the moment they are asked for (epoch ms). */
export interface FileSource {
  url: string
  time_zone: string
  now: number
}

/** Long lines of a calendar file go on in the next one after a space; a line has 75 bytes at the most. RFC 5545, section 3.1. */
const unfold = (text: string) => text.replace(/\r\n[ \t]/g, '')
const lineMaxBytes = 75

const fold = (line: string) => {
  const bytes = new TextEncoder()
  let folded = ''
  let used = 0
  for (const sign of line) {
    const size = bytes.encode(sign).length
    if (used + size > lineMaxBytes) {
      folded += '\r\n '
      used = 1
    }
    folded += sign
    used += size
  }
  return folded
}

/** Text as a value. RFC 5545, section 3.3.11. */
const escapeValue = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')

const compact = (moment: string) => moment.replace(/[-:]|\.\d+/g, '')

/** A moment as the line it replaces has written its own: in the site's time zone, or in UTC. */
const momentLike = (line: string, name: string, at: number, timeZone: string) => {
  if (!line.includes('TZID=')) return `${name}:${compact(new Date(at).toISOString())}`
  return `${line.slice(0, line.indexOf(':'))}:${compact(dayOf(at, timeZone))}T${compact(timeInWords(at, timeZone).padStart(5, '0'))}00`
}

const changedLine = (line: string, { occurrence, title }: Announcement, { now, time_zone }: FileSource) => {
  const [, name = ''] = /^([A-Z-]+)[;:]/.exec(line) ?? []
  switch (name) {
    case 'DTSTART':
      return momentLike(line, name, occurrence.starts_at, time_zone)
    case 'DTEND':
      return momentLike(line, name, occurrence.ends_at, time_zone)
    case 'DTSTAMP':
      return momentLike('', name, now, time_zone)
    case 'SEQUENCE':
      return 'SEQUENCE:1'
    case 'STATUS':
      return `STATUS:${occurrence.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`
    case 'SUMMARY':
      return `SUMMARY:${escapeValue(calendarWords.title[occurrence.status](title))}`
    case 'DESCRIPTION':
      return line.replace(':', `:${occurrence.reason ? `${escapeValue(calendarWords.reason(occurrence.reason))}\\n` : ''}`)
    default:
      return line
  }
}

/** A calendar file written before, with the events the desk has cancelled or moved since as they stand now; each keeps its UID. */
export const withChangedEvents = (ics: string, told: Announcement[], source: FileSource) => {
  const host = new URL(source.url).host
  const changes = new Map(told.map((one) => [`${one.slug}/${one.occurrence.id}@${host}`, one]))
  return ics.replace(/BEGIN:VEVENT\r\n.*?END:VEVENT\r\n/gs, (event) => {
    const lines = unfold(event).split('\r\n')
    const uid = lines.find((line) => line.startsWith('UID:'))?.slice('UID:'.length) ?? ''
    const change = changes.get(uid)
    return change ? lines.map((line) => fold(changedLine(line, change, source))).join('\r\n') : event
  })
}

/** A text to copy that was written before, with what has changed since above it, where it names the activity. */
export const withChangedLines = (text: string, told: Announcement[], { now, time_zone }: FileSource) => {
  const lines = told.flatMap((one) => (text.includes(one.title) ? [`${one.title}：${announcementSentence(one, now, time_zone)}`] : []))
  return lines.length === 0 ? text : [`【${announcementTitle}】`, ...lines, '', text].join('\n')
}
