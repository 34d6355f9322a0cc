import { describe, expect, test } from 'vitest'
import { activitySchema } from '../../content-schemas/activity.ts'
import { momentOf } from '../../kernel/calendar.ts'
import { activityOccurrences, agendaBetween } from './agenda.ts'
import { posterOf } from './poster.ts'
import type { CatalogueActivity } from './schema.ts'
import { activitySheet } from './sheet.ts'

const timeZone = 'Asia/Shanghai'
const at = (minute: string) => momentOf(minute, timeZone)
const now = at('2026-11-24 10:00')

const written = (over: object = {}) =>
  activitySchema.parse({
    title: '手机课堂',
    summary: '两位老师教调大字。',
    kind: '学习课堂',
    audiences: ['老年人'],
    schedule: { starts_at: '2026-11-05 14:00', duration_minutes: 90, rule: 'FREQ=WEEKLY;BYDAY=TH' },
    place: 'reading-room',
    organiser: '大学生志愿者',
    phone: '0400-5550106',
    accessibility: '一楼无台阶',
    ...over,
  })

const catalogued = (data: ReturnType<typeof written>): CatalogueActivity => ({
  slug: 'shouji',
  title: data.title,
  phone: data.phone,
  organiser: data.organiser,
  place: { slug: 'reading-room', title: '梧桐书屋', address: '梧桐路 20 号' },
  cancelled: data.cancelled ?? null,
  signup: data.signup ?? null,
  occurrences: activityOccurrences(data, { from: at('2026-11-01 00:00'), until: at('2027-03-01 00:00'), timeZone }),
})

const from = { name: '梧桐里社区', phone: '0400-5550100' }
const sheet = (over: object = {}) => {
  const data = written(over)
  return activitySheet({ activity: catalogued(data), data, now, timeZone, url: 'https://wutongli.example/activities/shouji/', from })
}
const textsOf = (given: ReturnType<typeof sheet>, label: string) => given.rows.find((row) => row.label === label)?.texts

describe('the sheet of an activity', () => {
  test('says how often and when next, where, and how one comes in', () => {
    expect(textsOf(sheet(), '什么时候')?.slice(0, 2)).toEqual(['每周四', '11月26日（周四）14:00—15:30'])
    expect(textsOf(sheet(), '在哪里')).toEqual(['梧桐书屋，梧桐路 20 号'])
    expect(textsOf(sheet(), '怎么报名')).toEqual(['不用报名，直接来。'])
    expect(textsOf(sheet({ signup: { capacity_places: 12 } }), '怎么报名')).toEqual(['名额 12 个。打 0400-5550106，到窗口，或者扫码报名。'])
    expect(textsOf(sheet({ signup: { capacity_places: 12, open_to: '登记居民' } }), '怎么报名')).toEqual([
      '名额 12 个，只给登记居民。打 0400-5550106，到窗口，或者扫码报名。',
    ])
    expect(sheet().foot.at(-1)).toBe('梧桐里社区 0400-5550100，2026年11月24日的安排，有变动以网页和电话为准。')
  })

  test('asks nobody to come to what is cancelled or over', () => {
    const cancelled = sheet({ cancelled: { reason: '下雨' } })
    expect(cancelled.standing).toBe('整个活动取消：下雨')
    expect([textsOf(cancelled, '什么时候'), textsOf(cancelled, '怎么报名')]).toEqual([undefined, undefined])
    const over = sheet({ schedule: { starts_at: '2026-11-01 14:00', duration_minutes: 90 } })
    expect([textsOf(over, '什么时候'), textsOf(over, '怎么报名')]).toEqual([['还没有定下次的日子，请打电话问'], undefined])
  })
})

const poster = (...activities: { slug: string; data: ReturnType<typeof written> }[]) =>
  posterOf({
    month: '2026-12',
    items: agendaBetween(activities, { from: at('2026-11-01 00:00'), until: at('2027-02-01 00:00'), timeZone }),
    places: Object.fromEntries(activities.map(({ slug }) => [slug, '梧桐书屋'])),
    timeZone,
  })

const onlySheet = (...activities: Parameters<typeof poster>) => {
  const { sheets } = poster(...activities)
  const [sheet] = sheets
  if (!sheet || sheets.length > 1) throw new Error('these activities fit on one sheet')
  return sheet
}

describe('the poster of a month', () => {
  test('says a series once, with the dates on which it is not as usual', () => {
    const schedule = {
      starts_at: '2026-11-05 14:00',
      duration_minutes: 90,
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      cancelled: [{ on: '2026-12-31', reason: '年底' }],
      moved: [{ on: '2026-12-10', to: '2026-12-11 09:00', reason: '检修' }],
    }
    const { weekly, dated } = onlySheet({ slug: 'shouji', data: written({ schedule, signup: { capacity_places: 12 } }) })
    expect(weekly).toEqual([
      { when: '每周四', time: '14:00—15:30', title: '手机课堂', place: '梧桐书屋', marks: ['要报名', '31日停办', '10日改到11日'] },
    ])
    expect(dated.map(({ when, time, marks }) => ({ when, time, marks }))).toEqual([
      { when: '11日 周五', time: '9:00—10:30', marks: ['要报名', '改期'] },
    ])
  })

  test('knows what was moved out of the month', () => {
    const schedule = {
      starts_at: '2026-11-05 14:00',
      duration_minutes: 90,
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      moved: [{ on: '2026-12-31', to: '2027-01-02 14:00', reason: '年底' }],
    }
    expect(onlySheet({ slug: 'shouji', data: written({ schedule }) }).weekly[0]?.marks).toEqual(['31日改到1月2日'])
  })

  test('puts the dates of what is rarer on one line, and what is cancelled on its own', () => {
    const lawyer = { starts_at: '2026-12-04 09:00', duration_minutes: 180, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR' }
    const film = { starts_at: '2026-12-05 18:30', duration_minutes: 110 }
    const { dated } = onlySheet(
      { slug: 'lawyer', data: written({ schedule: lawyer }) },
      { slug: 'film', data: written({ schedule: film, cancelled: { reason: '冷' }, signup: { capacity_places: 9 } }) },
    )
    expect(dated.map(({ when, marks }) => [when, marks])).toEqual([
      ['4、18日 周五', []],
      ['5日 周六', ['停办']],
    ])
  })

  test('is in the order of the week and of the day, and says of a cancelled series once that it is off', () => {
    const daily = (at: string, over: object = {}) =>
      written({ schedule: { starts_at: `2026-11-05 ${at}`, duration_minutes: 60, rule: 'FREQ=DAILY' }, ...over })
    const { weekly, dated } = onlySheet(
      { slug: 'evening', data: daily('19:00') },
      { slug: 'morning', data: daily('07:00') },
      { slug: 'noon', data: daily('12:00', { cancelled: { reason: '装修' }, signup: { capacity_places: 12 } }) },
      {
        slug: 'tuesday',
        data: daily('06:00', { schedule: { starts_at: '2026-11-03 06:00', duration_minutes: 60, rule: 'FREQ=WEEKLY;BYDAY=TU' } }),
      },
    )
    expect(weekly.map(({ when, time, marks }) => [when, time, marks])).toEqual([
      ['每天', '7:00—8:00', []],
      ['每天', '12:00—13:00', ['停办']],
      ['每天', '19:00—20:00', []],
      ['每周二', '6:00—7:00', []],
    ])
    expect(dated).toEqual([])
  })

  test('names the dates of a series that its rule does not tell for this month, days in a row as a run', () => {
    const whenOf = (schedule: object) =>
      onlySheet({ slug: 'a', data: written({ schedule: { starts_at: '2026-11-05 14:00', duration_minutes: 60, ...schedule } }) }).dated.map(
        ({ when }) => when,
      )
    expect(whenOf({ rule: 'FREQ=WEEKLY;BYDAY=TH;UNTIL=20261220' })).toEqual(['3、10、17日 周四'])
    expect(whenOf({ rule: 'FREQ=DAILY;INTERVAL=12' })).toEqual(['11、23日'])
    expect(whenOf({ starts_at: '2026-12-09 09:00', rule: 'FREQ=DAILY;COUNT=5' })).toEqual(['9—13日'])
    expect(whenOf({ starts_at: '2026-12-30 09:00', rule: 'FREQ=DAILY' })).toEqual(['30、31日'])
  })

  test('stands on A4 while it fits, then on A3, and a month that is too full for one sheet on several, with nothing left out', () => {
    const activities = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        slug: `a${index}`,
        data: written({
          title: `第${index}个活动`,
          schedule: { starts_at: `2026-12-${String(1 + (index % 28)).padStart(2, '0')} 14:00`, duration_minutes: 60 },
        }),
      }))
    const titles = (given: ReturnType<typeof poster>) => given.sheets.map(({ dated }) => dated.map(({ title }) => title))
    const seldom = poster(...activities(5))
    expect([seldom.paper, seldom.size_pt, titles(seldom).length]).toEqual(['a4', 20, 1])
    const often = poster(...activities(24))
    expect([often.paper, titles(often)[0]?.length]).toEqual(['a3', 24])
    const full = poster(...activities(90))
    expect([full.paper, titles(full).length]).toEqual(['a3', 3])
    expect(new Set(titles(full).flat()).size).toBe(90)
    expect(titles(full).map((sheet) => sheet.length)).toEqual([30, 30, 30])
  })

  test('takes as few sheets as can be, of A4 if that is enough, in the largest type that they hold', () => {
    const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
    const weekly = (count: number) => {
      const activities = Array.from({ length: count }, (_, index) => ({
        slug: `a${index}`,
        data: written({
          title: `第${index}个活动`,
          schedule: { starts_at: '2026-11-05 14:00', duration_minutes: 60, rule: `FREQ=WEEKLY;BYDAY=${weekdays[index % 7]}` },
        }),
      }))
      const { paper, size_pt, sheets } = poster(...activities)
      return [paper, size_pt, sheets.map((sheet) => sheet.weekly.length)]
    }
    expect(weekly(31)).toEqual(['a3', 16, [31]])
    expect(weekly(32)).toEqual(['a4', 16, [18, 14]])
    expect(weekly(40)).toEqual(['a3', 20, [22, 18]])
  })

  test('is empty without activities', () => {
    expect(poster()).toEqual({ paper: 'a4', size_pt: 20, sheets: [{ dated: [], weekly: [] }] })
  })
})
