import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  datetimeOf,
  dayInWords,
  dayOf,
  daysBetween,
  dayWithWeekday,
  momentInWords,
  momentOf,
  monthInWords,
  relativeDay,
  timeInWords,
  timeOf,
  timeRangeInWords,
  weekdayOf,
} from './calendar.ts'

const shanghai = 'Asia/Shanghai'
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[${shanghai}]`).epochMilliseconds

describe('moments and days', () => {
  test('midnight in Shanghai is a day later than in Greenwich', () => {
    expect(dayOf(Date.parse('2026-11-22T16:00:00Z'), shanghai)).toBe('2026-11-23')
    expect(timeOf(Date.parse('2026-11-22T16:00:00Z'), shanghai)).toBe('00:00')
  })

  test('what an editor writes becomes the moment it means, and comes back', () => {
    expect(momentOf('2026-03-01 09:30', shanghai)).toBe(Date.parse('2026-03-01T01:30:00Z'))
    expect(datetimeOf(momentOf('2026-03-01 09:30', shanghai), shanghai)).toBe('2026-03-01T09:30+08:00')
  })

  test('something that is not a minute is a bug, not a date', () => {
    expect(() => momentOf('明天上午', shanghai)).toThrow('not a minute: 明天上午')
  })

  test('minutes agree with Temporal in zones with and without summer time', () => {
    const zones = fc.constantFrom(shanghai, 'Asia/Urumqi', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'UTC')
    const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 })
    fc.assert(
      fc.property(zones, minutes, (zone, count) => {
        const minute = new Date(count * 60_000).toISOString().slice(0, 16).replace('T', ' ')
        const expected = Temporal.PlainDateTime.from(minute.replace(' ', 'T')).toZonedDateTime(zone)
        expect(momentOf(minute, zone)).toBe(expected.epochMilliseconds)
        expect(dayOf(expected.epochMilliseconds, zone)).toBe(expected.toPlainDate().toString())
      }),
      { numRuns: 500 },
    )
  })

  test('clock changes: a skipped minute moves on, a doubled one is the first', () => {
    expect(new Date(momentOf('2026-03-29 02:30', 'Europe/Berlin')).toISOString()).toBe('2026-03-29T01:30:00.000Z')
    expect(new Date(momentOf('2026-10-25 02:30', 'Europe/Berlin')).toISOString()).toBe('2026-10-25T00:30:00.000Z')
    expect(datetimeOf(Date.parse('2026-01-01T12:00:00Z'), 'America/St_Johns')).toBe('2026-01-01T08:30-03:30')
  })

  test('days are counted across months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3)
    expect(addMonths('2026-12', 1)).toBe('2027-01')
    expect(addMonths('2026-01', -2)).toBe('2025-11')
  })

  test('the week begins on Monday', () => {
    expect(weekdayOf('2026-11-23')).toBe(1)
    expect(weekdayOf('2026-11-29')).toBe(7)
  })
})

describe('words', () => {
  test('dates read as people write them', () => {
    expect(dayInWords('2026-03-01')).toBe('2026年3月1日')
    expect(monthInWords('2026-11')).toBe('2026年11月')
    expect(dayWithWeekday('2026-03-01')).toBe('3月1日（周日）')
    expect(dayWithWeekday('2026-12-01', '2026-11-23')).toBe('12月1日（周二）')
    expect(momentInWords(at('2026-03-01T14:00'), shanghai)).toBe('2026年3月1日（周日）14:00')
  })

  test('a day of another year carries its year', () => {
    expect(dayWithWeekday('2027-01-05', '2026-11-23')).toBe('2027年1月5日（周二）')
  })

  test('times have no leading nought', () => {
    expect(timeInWords(at('2026-03-01T08:30'), shanghai)).toBe('8:30')
    expect(timeInWords(at('2026-03-01T00:05'), shanghai)).toBe('0:05')
  })

  test('ranges name the next day when they pass midnight, and the date when they last longer', () => {
    expect(timeRangeInWords(at('2026-03-01T14:00'), at('2026-03-01T15:30'), shanghai)).toBe('14:00—15:30')
    expect(timeRangeInWords(at('2026-03-01T22:00'), at('2026-03-02T06:00'), shanghai)).toBe('22:00—次日6:00')
    expect(timeRangeInWords(at('2026-03-01T22:00'), at('2026-03-04T06:00'), shanghai)).toBe('22:00—3月4日（周三）6:00')
  })

  test('near days have their own words', () => {
    const words = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map((day) =>
      relativeDay(day, '2026-11-23'),
    )
    expect(words).toEqual([null, '昨天', '今天', '明天', '后天', null])
  })
})
