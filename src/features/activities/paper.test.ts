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

describe('the poster of a month', () => {
  test('says a series once, with the dates on which it is not as usual', () => {
    const schedule = {
      starts_at: '2026-11-05 14:00',
      duration_minutes: 90,
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      cancelled: [{ on: '2026-12-31', reason: '年底' }],
      moved: [{ on: '2026-12-10', to: '2026-12-11 09:00', reason: '检修' }],
    }
    const { weekly, dated } = poster({ slug: 'shouji', data: written({ schedule, signup: { capacity_places: 12 } }) })
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
    expect(poster({ slug: 'shouji', data: written({ schedule }) }).weekly[0]?.marks).toEqual(['31日改到1月2日'])
  })

  test('puts the dates of what is rarer on one line, and what is cancelled on its own', () => {
    const lawyer = { starts_at: '2026-12-04 09:00', duration_minutes: 180, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR' }
    const film = { starts_at: '2026-12-05 18:30', duration_minutes: 110 }
    const { dated } = poster(
      { slug: 'lawyer', data: written({ schedule: lawyer }) },
      { slug: 'film', data: written({ schedule: film, cancelled: { reason: '冷' }, signup: { capacity_places: 9 } }) },
    )
    expect(dated.map(({ when, marks }) => [when, marks])).toEqual([
      ['4、18日 周五', []],
      ['5日 周六', ['停办']],
    ])
  })

  test('stands on A4 while it fits, then on A3, and says how much there was no room for', () => {
    const activities = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        slug: `a${index}`,
        data: written({
          title: `第${index}个活动`,
          schedule: { starts_at: `2026-12-${String(1 + (index % 28)).padStart(2, '0')} 14:00`, duration_minutes: 60 },
        }),
      }))
    expect(poster(...activities(5))).toMatchObject({ paper: 'a4', size_pt: 20, left_out: 0 })
    expect(poster(...activities(24))).toMatchObject({ paper: 'a3', left_out: 0 })
    const full = poster(...activities(90))
    expect(full).toMatchObject({ paper: 'a3', size_pt: 16 })
    expect(full.dated.length + full.left_out).toBe(90)
    expect(full.dated.length).toBeGreaterThan(30)
  })

  test('is empty without activities', () => {
    expect(poster()).toMatchObject({ paper: 'a4', dated: [], weekly: [], left_out: 0 })
  })
})
