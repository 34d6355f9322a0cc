import { expect, test } from 'vitest'
import type { Activity } from '../../content-schemas/activity.ts'
import { activitySchema } from '../../content-schemas/activity.ts'
import { momentOf } from '../../kernel/calendar.ts'
import { agendaBetween } from './agenda.ts'
import { isWished } from './filter.ts'
import { monthWeeks } from './month.ts'

const timeZone = 'Asia/Shanghai'
const window = { from: momentOf('2026-11-01 00:00', timeZone), until: momentOf('2026-12-01 00:00', timeZone), timeZone }

const activity = (over: Record<string, unknown>): Activity =>
  activitySchema.parse({
    title: '量血压',
    summary: '来量血压',
    kind: '健康服务',
    audiences: ['老年人'],
    schedule: { starts_at: '2026-11-03 09:00', duration_minutes: 60, rule: 'FREQ=WEEKLY;BYDAY=TU' },
    place: 'health-station',
    organiser: '卫生服务站',
    phone: '0400-5550100',
    accessibility: '一楼',
    ...over,
  })

test('the agenda of all activities is in the order in which they begin', () => {
  const agenda = agendaBetween(
    [
      { slug: 'b', data: activity({ schedule: { starts_at: '2026-11-10 08:00', duration_minutes: 60 } }) },
      { slug: 'a', data: activity({}) },
    ],
    window,
  )
  expect(agenda.map((item) => `${item.day} ${item.activity.slug}`)).toEqual([
    '2026-11-03 a',
    '2026-11-10 b',
    '2026-11-10 a',
    '2026-11-17 a',
    '2026-11-24 a',
  ])
})

test('an activity that is cancelled is cancelled each time', () => {
  const agenda = agendaBetween([{ slug: 'a', data: activity({ cancelled: { reason: '护士调走' } }) }], window)
  expect(agenda.map(({ occurrence }) => [occurrence.status, occurrence.reason])).toEqual(Array(4).fill(['cancelled', '护士调走']))
})

test('the sheet of a month has whole weeks from Monday to Sunday', () => {
  const weeks = monthWeeks('2026-11', ['2026-11-23', '2026-11-23', '2026-12-06'], (day) => day)
  expect(weeks.map((week) => [week[0]?.day, week[6]?.day])).toEqual([
    ['2026-10-26', '2026-11-01'],
    ['2026-11-02', '2026-11-08'],
    ['2026-11-09', '2026-11-15'],
    ['2026-11-16', '2026-11-22'],
    ['2026-11-23', '2026-11-29'],
    ['2026-11-30', '2026-12-06'],
  ])
  expect(weeks[4]?.[0]).toEqual({ day: '2026-11-23', in_month: true, items: ['2026-11-23', '2026-11-23'] })
  expect(weeks[5]?.[6]).toEqual({ day: '2026-12-06', in_month: false, items: ['2026-12-06'] })
})

test('a month that begins on Monday and has 28 days is four weeks', () => {
  expect(monthWeeks('2027-02', [], String)).toHaveLength(4)
})

test('readers narrow activities by kind, audience and place', () => {
  const value = activity({})
  expect(isWished(value, {})).toBe(true)
  expect(isWished(value, { kind: '健康服务', audience: '老年人', place: 'health-station' })).toBe(true)
  expect(isWished(value, { kind: '文体活动' })).toBe(false)
  expect(isWished(value, { audience: '育儿家庭' })).toBe(false)
  expect(isWished(value, { place: 'reading-room' })).toBe(false)
})

test('what is for everyone is for each audience', () => {
  expect(isWished(activity({ audiences: ['全体居民'] }), { audience: '新市民' })).toBe(true)
})
