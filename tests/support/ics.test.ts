import { describe, expect, test } from 'vitest'
import { calendarFindings, eventsOf } from './ics.ts'

const event = (over: Record<string, string | null> = {}) => {
  const lines: Record<string, string | null> = {
    UID: 'tea/2026-11-28@wutongli.example',
    SEQUENCE: '0',
    DTSTAMP: '20261123T010000Z',
    'DTSTART;TZID=Asia/Shanghai': '20261128T140000',
    'DTEND;TZID=Asia/Shanghai': '20261128T153000',
    SUMMARY: '茶话会',
    STATUS: 'CONFIRMED',
    ...over,
  }
  return ['BEGIN:VEVENT', ...Object.entries(lines).flatMap(([name, value]) => (value === null ? [] : [`${name}:${value}`])), 'END:VEVENT']
}

const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Shanghai',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'END:STANDARD',
  'END:VTIMEZONE',
]

const calendar = (...events: string[][]) =>
  `${['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//a//b//ZH', 'METHOD:PUBLISH', ...zone, ...events.flat(), 'END:VCALENDAR'].join('\r\n')}\r\n`

test('a good file passes, and is read as it was meant', () => {
  expect(calendarFindings(calendar(event()))).toEqual([])
  expect(eventsOf(calendar(event()))).toEqual([
    {
      uid: 'tea/2026-11-28@wutongli.example',
      starts_at: Date.parse('2026-11-28T14:00:00+08:00'),
      ends_at: Date.parse('2026-11-28T15:30:00+08:00'),
      status: 'CONFIRMED',
      summary: '茶话会',
    },
  ])
})

test('a series with an exception passes', () => {
  const series = event({ RRULE: 'FREQ=WEEKLY', 'EXDATE;TZID=Asia/Shanghai': '20261205T140000' })
  const moved = event({ 'RECURRENCE-ID;TZID=Asia/Shanghai': '20261212T140000' })
  expect(calendarFindings(calendar(series, moved))).toEqual([])
})

const uid = 'tea/2026-11-28@wutongli.example'

describe('it is noticed that', () => {
  test.each([
    ['lines end with a bare LF', calendar(event()).replaceAll('\r\n', '\n'), 'the last line does not end with CRLF'],
    [
      'one line does',
      calendar(event()).replace('METHOD:PUBLISH\r\n', 'METHOD:PUBLISH\n'),
      'line 4 has a control character or a bare line end',
    ],
    ['a line is too long', calendar(event({ SUMMARY: '茶'.repeat(30) })), 'line 19 is longer than 75 octets'],
    ['a line is no property', calendar(event()).replace('SEQUENCE:0', 'SEQUENCE'), 'line 15 is no property: SEQUENCE'],
    ['a name is missing', calendar(event({ DTSTAMP: null })), 'vevent has dtstamp 0 times'],
    ['it ends before it starts', calendar(event({ 'DTEND;TZID=Asia/Shanghai': '20261128T130000' })), `${uid} ends before it starts`],
    ['a name stands twice', calendar(event(), event()), `${uid} stands there twice`],
    [
      'a time zone is not explained',
      calendar(event({ 'DTSTART;TZID=Asia/Shanghai': null, 'DTSTART;TZID=Asia/Urumqi': '20261128T140000' })),
      `${uid} names the unknown time zone Asia/Urumqi`,
    ],
    [
      'a time has no zone',
      calendar(event({ 'DTSTART;TZID=Asia/Shanghai': null, DTSTART: '20261128T140000' })),
      `${uid} has dtstart without a time zone`,
    ],
    [
      'an exception has no rule',
      calendar(event({ 'EXDATE;TZID=Asia/Shanghai': '20261205T140000' })),
      `${uid} has an exception without a series`,
    ],
    [
      'an exception has no series',
      calendar(event({ 'RECURRENCE-ID;TZID=Asia/Shanghai': '20261128T140000' })),
      `${uid} has an exception without a series`,
    ],
    [
      'an exception is not where the series is',
      calendar(event({ RRULE: 'FREQ=WEEKLY' }), event({ 'RECURRENCE-ID;TZID=Asia/Shanghai': '20261206T140000' })),
      `${uid} has an exception at 2026-12-06T14:00:00, where the series is not`,
    ],
    ['a status is none', calendar(event({ STATUS: 'MOVED' })), `${uid} has no known status`],
    ['it is cut off', `${calendar(event()).slice(0, -'END:VCALENDAR\r\n'.length)}`, 'it cannot be read'],
  ])('%s', (_, text, finding) => expect(calendarFindings(text)).toContain(finding))
})
