import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Schedule } from '../../content-schemas/activity.ts'
import { addDays, momentOf, timeOf, weekdayOf } from '../../kernel/calendar.ts'
import { occurrencesBetween, ruleDays } from './series.ts'

const timeZone = 'Asia/Shanghai'
const at = (minute: string) => momentOf(minute, timeZone)
const between = (fromDay: string, untilDay: string) => ({ from: at(`${fromDay} 00:00`), until: at(`${untilDay} 00:00`), timeZone })
const schedule = (over: Partial<Schedule>): Schedule => ({
  starts_at: '2026-09-01 09:00',
  duration_minutes: 90,
  cancelled: [],
  moved: [],
  ...over,
})
const ids = (value: Schedule, fromDay: string, untilDay: string) =>
  occurrencesBetween(value, between(fromDay, untilDay)).map(({ id }) => id)

describe('the days of a rule', () => {
  test('every Tuesday', () => {
    expect(ids(schedule({ rule: 'FREQ=WEEKLY;BYDAY=TU' }), '2026-11-01', '2026-12-01')).toEqual([
      '2026-11-03',
      '2026-11-10',
      '2026-11-17',
      '2026-11-24',
    ])
  })

  test('the second Saturday of a month', () => {
    expect(ids(schedule({ starts_at: '2026-09-12 14:00', rule: 'FREQ=MONTHLY;BYDAY=2SA' }), '2026-11-01', '2027-02-01')).toEqual([
      '2026-11-14',
      '2026-12-12',
      '2027-01-09',
    ])
  })

  test('every other Friday keeps its rhythm across the turn of the year', () => {
    expect(ids(schedule({ starts_at: '2026-12-18 09:00', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR' }), '2026-12-20', '2027-02-01')).toEqual([
      '2027-01-01',
      '2027-01-15',
      '2027-01-29',
    ])
  })

  test('the last day named by UNTIL still takes place', () => {
    expect(ids(schedule({ rule: 'FREQ=DAILY;UNTIL=20260903' }), '2026-09-01', '2026-10-01')).toEqual([
      '2026-09-01',
      '2026-09-02',
      '2026-09-03',
    ])
  })

  test('COUNT counts from the beginning, not from the window', () => {
    expect(ids(schedule({ rule: 'FREQ=WEEKLY;COUNT=3' }), '2026-09-08', '2027-01-01')).toEqual(['2026-09-08', '2026-09-15'])
  })

  test('the 31st is only in months that have one', () => {
    expect(ids(schedule({ starts_at: '2026-08-31 09:00', rule: 'FREQ=MONTHLY;BYMONTHDAY=31' }), '2026-08-01', '2027-01-01')).toEqual([
      '2026-08-31',
      '2026-10-31',
      '2026-12-31',
    ])
  })

  test('30 February never happens', () => {
    expect(ruleDays(schedule({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }), '2026-09-01', '2031-09-01')).toEqual([])
  })

  test('without a rule it happens once', () => {
    expect(ids(schedule({}), '2026-01-01', '2030-01-01')).toEqual(['2026-09-01'])
  })
})

describe('cancelled and moved', () => {
  const weekly = schedule({
    starts_at: '2026-09-03 14:00',
    rule: 'FREQ=WEEKLY;BYDAY=TH',
    cancelled: [{ on: '2026-12-31', reason: '年底整理' }],
    moved: [{ on: '2026-11-26', to: '2026-11-27 15:00', reason: '检修电路' }],
  })

  test('a cancelled one stays in its place with its reason', () => {
    expect(occurrencesBetween(weekly, between('2026-12-31', '2027-01-01'))).toEqual([
      {
        id: '2026-12-31',
        starts_at: at('2026-12-31 14:00'),
        ends_at: at('2026-12-31 15:30'),
        status: 'cancelled',
        reason: '年底整理',
      },
    ])
  })

  test('a moved one keeps its name and says where it came from', () => {
    expect(occurrencesBetween(weekly, between('2026-11-26', '2026-11-29'))).toEqual([
      {
        id: '2026-11-26',
        starts_at: at('2026-11-27 15:00'),
        ends_at: at('2026-11-27 16:30'),
        status: 'moved',
        reason: '检修电路',
        moved_from: at('2026-11-26 14:00'),
      },
    ])
  })

  test('a moved one is not in the window it left, and is in the one it went to, however far', () => {
    const far = schedule({ rule: 'FREQ=WEEKLY;BYDAY=TU', moved: [{ on: '2026-11-24', to: '2027-03-01 09:00', reason: '改到春天' }] })
    expect(ids(far, '2026-11-23', '2026-11-30')).toEqual([])
    expect(ids(far, '2027-03-01', '2027-03-02')).toEqual(['2026-11-24'])
  })

  test('one that is cancelled and moved is cancelled', () => {
    const both = schedule({
      rule: 'FREQ=WEEKLY;BYDAY=TU',
      cancelled: [{ on: '2026-11-24', reason: '停电' }],
      moved: [{ on: '2026-11-24', to: '2026-11-25 09:00', reason: '改期' }],
    })
    expect(occurrencesBetween(both, between('2026-11-24', '2026-11-26'))[0]?.status).toBe('cancelled')
  })
})

describe('windows', () => {
  test('what has begun and is not over is still there', () => {
    const long = schedule({ starts_at: '2026-11-20 22:00', duration_minutes: 600 })
    const during = { from: at('2026-11-21 07:00'), until: at('2026-11-22 00:00'), timeZone }
    expect(occurrencesBetween(long, during)).toHaveLength(1)
    expect(occurrencesBetween(long, { ...during, from: at('2026-11-21 08:00') })).toHaveLength(0)
  })

  test('any window shows exactly the part of the series that is on in it', () => {
    const rules = fc.constantFrom(
      undefined,
      'FREQ=DAILY',
      'FREQ=DAILY;INTERVAL=3',
      'FREQ=WEEKLY;BYDAY=MO,WE,FR',
      'FREQ=MONTHLY;BYDAY=-1WE',
      'FREQ=MONTHLY;BYMONTHDAY=31',
      'FREQ=WEEKLY;COUNT=9',
      'FREQ=WEEKLY;UNTIL=20261101',
    )
    const hours = fc.integer({ min: 0, max: 24 * 200 })
    fc.assert(
      fc.property(rules, hours, hours, fc.integer({ min: 10, max: 1440 }), (rule, first, length, minutes) => {
        const value = schedule({ ...(rule && { rule }), duration_minutes: minutes })
        const from = at('2026-08-01 00:00') + first * 3_600_000
        const until = from + length * 3_600_000
        const whole = occurrencesBetween(value, between('2026-07-01', '2027-12-01'))
        const expected = whole.filter(({ starts_at, ends_at }) => ends_at > from && starts_at < until)
        expect(occurrencesBetween(value, { from, until, timeZone })).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test('clock changes elsewhere neither move nor drop an occurrence', () => {
    const zone = 'Europe/Berlin'
    const nightly = schedule({ starts_at: '2026-03-01 02:30', rule: 'FREQ=DAILY' })
    const window = { from: momentOf('2026-03-28 00:00', zone), until: momentOf('2026-04-01 00:00', zone), timeZone: zone }
    expect(occurrencesBetween(nightly, window).map(({ starts_at }) => timeOf(starts_at, zone))).toEqual([
      '02:30',
      '03:30',
      '02:30',
      '02:30',
    ])
  })

  test('each day of a weekly rule is that weekday, for three years', () => {
    const days = ruleDays(schedule({ rule: 'FREQ=WEEKLY;BYDAY=SU' }), '2026-09-01', addDays('2026-09-01', 1095))
    expect(days).toHaveLength(156)
    expect(days.every((day) => weekdayOf(day) === 7)).toBe(true)
  })
})
