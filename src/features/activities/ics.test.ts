import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { momentOf } from '../../kernel/calendar.ts'
import { calendarFile } from './ics.ts'
import type { CatalogueActivity, Occurrence } from './schema.ts'

const at = (minute: string, zone = 'Asia/Shanghai') => momentOf(minute, zone)
const site = { name: '梧桐里社区', url: 'https://wutongli.example', time_zone: 'Asia/Shanghai' }
const source = { site, now: at('2026-11-23 09:00') }

const weekly: Occurrence[] = [
  { id: '2026-11-24', starts_at: at('2026-11-24 09:00'), ends_at: at('2026-11-24 10:30'), status: 'scheduled' },
  { id: '2026-12-01', starts_at: at('2026-12-01 09:00'), ends_at: at('2026-12-01 10:30'), status: 'cancelled', reason: '停电，暖气也停' },
  {
    id: '2026-12-08',
    starts_at: at('2026-12-09 14:00'),
    ends_at: at('2026-12-09 15:30'),
    status: 'moved',
    reason: '护士培训',
    moved_from: at('2026-12-08 09:00'),
  },
]

const activity = (over: Partial<CatalogueActivity> = {}): CatalogueActivity => ({
  slug: 'liang-xueya',
  title: '周二量血压, 免费; 来吧',
  phone: '0400-5550100',
  organiser: '社区卫生服务站',
  place: { slug: 'health-station', title: '卫生服务站', address: '临江街道梧桐路 18 号东侧一楼，从小区东门出来右转走两百米就到' },
  cancelled: null,
  signup: null,
  occurrences: weekly,
  ...over,
})

const read = (text: string) => new ICAL.Component(ICAL.parse(text))
const eventsOf = (text: string) =>
  read(text)
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component))

test('every occurrence to come is in the file, not only the next one', () => {
  const events = eventsOf(calendarFile([activity()], source))
  expect(events.map((event) => event.uid)).toEqual([
    'liang-xueya/2026-11-24@wutongli.example',
    'liang-xueya/2026-12-01@wutongli.example',
    'liang-xueya/2026-12-08@wutongli.example',
  ])
})

test('a reader in any place sees the moments that were meant', () => {
  const text = calendarFile([activity()], source)
  const zone = read(text).getFirstSubcomponent('vtimezone')
  if (!zone) throw new Error('no time zone')
  ICAL.TimezoneService.register(zone)
  const [first] = eventsOf(text)
  expect(first?.startDate.toJSDate().toISOString()).toBe('2026-11-24T01:00:00.000Z')
  expect(first?.endDate.toJSDate().toISOString()).toBe('2026-11-24T02:30:00.000Z')
  expect(text).toContain('DTSTART;TZID=Asia/Shanghai:20261124T090000\r\n')
})

test('a cancelled one is cancelled and says why', () => {
  const event = eventsOf(calendarFile([activity()], source))[1]
  expect(event?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  expect(event?.summary).toBe('【停办】周二量血压, 免费; 来吧')
  expect(event?.description).toBe(
    '原因：停电，暖气也停\n主办：社区卫生服务站，电话 0400-5550100\nhttps://wutongli.example/activities/liang-xueya/',
  )
})

test('a moved one stands where it is now, under the name it had', () => {
  const event = eventsOf(calendarFile([activity()], source))[2]
  expect(event?.summary).toBe('【改期】周二量血压, 免费; 来吧')
  expect(event?.startDate.toString()).toBe('2026-12-09T14:00:00')
})

test('the same content at the same clock is the same file', () => {
  const text = calendarFile([activity()], source)
  expect(calendarFile([activity()], source)).toBe(text)
  expect(text).toContain('DTSTAMP:20261123T010000Z\r\n')
})

test('no line is longer than 75 bytes, and no Chinese character is cut in two', () => {
  const lines = calendarFile([activity()], source).split('\r\n')
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  expect(lines.join('')).not.toContain('�')
})

test('properties come before components, as strict readers want', () => {
  const text = calendarFile([activity()], source)
  const firstComponent = text.indexOf('BEGIN:VTIMEZONE')
  expect(text.slice(firstComponent).replaceAll(/BEGIN:(\w+)[\s\S]*?END:\1\r\n/g, '')).toBe('END:VCALENDAR\r\n')
})

test('where clocks change, times stand in UTC', () => {
  const zone = 'Europe/Berlin'
  const occurrences: Occurrence[] = ['2026-03-20', '2026-04-03'].map((id) => ({
    id,
    starts_at: at(`${id} 09:00`, zone),
    ends_at: at(`${id} 10:00`, zone),
    status: 'scheduled',
  }))
  const text = calendarFile([activity({ occurrences })], { ...source, site: { ...site, time_zone: zone } })
  expect(text).not.toContain('VTIMEZONE')
  expect(text).toContain('DTSTART:20260320T080000Z\r\n')
  expect(text).toContain('DTSTART:20260403T070000Z\r\n')
})

test('a calendar without dates is still a calendar', () => {
  expect(eventsOf(calendarFile([activity({ occurrences: [] })], source))).toEqual([])
})
