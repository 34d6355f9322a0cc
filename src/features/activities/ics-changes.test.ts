import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { momentOf } from '../../kernel/calendar.ts'
import { announcements, type OccurrenceChange, withChanges } from './changes.ts'
import { calendarFile } from './ics.ts'
import { withChangedEvents, withChangedLines } from './ics-changes.ts'
import type { CatalogueActivity, Occurrence } from './schema.ts'

const zones = ['Asia/Shanghai', 'Europe/Berlin']
const reason = '停电；暖气也停, 还有\\一样'

const sample = (zone: string) => {
  const at = (minute: string) => momentOf(minute, zone)
  const occurrences: Occurrence[] = ['2027-03-24', '2027-03-31', '2027-04-07'].map((id) => ({
    id,
    starts_at: at(`${id} 09:00`),
    ends_at: at(`${id} 10:30`),
    status: 'scheduled',
  }))
  const activity: CatalogueActivity = {
    slug: 'liang-xueya',
    title: '周三量血压, 免费; 来吧，邻居们都来，一起量一量血压、聊一聊身体',
    phone: '0400-5550100',
    organiser: '社区卫生服务站',
    place: { slug: 'health-station', title: '卫生服务站', address: '梧桐路 18 号' },
    cancelled: null,
    signup: null,
    occurrences,
  }
  const moved = { starts_at: at('2027-04-01 14:00'), ends_at: at('2027-04-01 15:30') }
  const common = { activity: activity.slug, reason }
  const changes: OccurrenceChange[] = [
    { ...common, number: 1, occurrence: '2027-03-24', kind: 'cancelled', starts_at: null, ends_at: null },
    { ...common, number: 2, occurrence: '2027-03-31', kind: 'moved', ...moved },
  ]
  const site = { name: '梧桐里社区', url: 'https://wutongli.example', time_zone: zone }
  return { site, now: at('2027-03-20 08:00'), activities: { [activity.slug]: activity }, changes }
}

const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, description, location, startDate, endDate } = new ICAL.Event(component)
    const more = ['status', 'dtstart', 'dtend', 'dtstamp', 'sequence'].map((name) =>
      String(component.getFirstProperty(name)?.toICALString()),
    )
    return { uid, summary, description, location, start: startDate.toString(), end: endDate.toString(), more }
  })

describe('a calendar written before', () => {
  test.each(zones)('says in %s what one written now would say', (zone) => {
    const { site, now, activities, changes } = sample(zone)
    const source = { site, now: now - 86_400_000 }
    const before = calendarFile(Object.values(activities), source)
    const told = announcements(activities, changes, now)
    expect(told).toHaveLength(2)
    const after = withChangedEvents(before, told, { ...site, now })
    const wanted = calendarFile(Object.values(withChanges(activities, changes)), { site, now })
    const byUid = (text: string) => eventsOf(text).sort((a, b) => (a.uid < b.uid ? -1 : 1))
    const [cancelled, moved, untouched] = byUid(after)
    const [wantedCancelled, wantedMoved] = byUid(wanted)
    expect(cancelled).toEqual(wantedCancelled)
    expect(moved).toEqual(wantedMoved)
    expect(untouched).toEqual(byUid(before)[2])
    for (const line of after.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  })

  test('is left as it is where nothing in it has changed', () => {
    const { site, now, activities, changes } = sample('Asia/Shanghai')
    const [activity] = Object.values(activities)
    if (!activity) throw new Error('no activity')
    const other = calendarFile([{ ...activity, slug: 'another' }], { site, now })
    expect(withChangedEvents(other, announcements(activities, changes, now), { ...site, now })).toBe(other)
  })
})

test('a text to copy says first what has changed, where it names the activity', () => {
  const { site, now, activities, changes } = sample('Asia/Shanghai')
  const told = announcements(activities, changes, now).slice(0, 1)
  const title = told[0]?.title ?? ''
  expect(withChangedLines(`${title}\n9:00`, told, { ...site, now })).toBe(
    `【刚刚有变动】\n${title}：3月24日（周三）9:00这一场停办，不用来了。原因：${reason}。\n\n${title}\n9:00`,
  )
  expect(withChangedLines('书法课\n9:00', told, { ...site, now })).toBe('书法课\n9:00')
})
