import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentOf } from '../../kernel/calendar.ts'
import { type ActivityFacts, activityText, calendarText, textMaxCharacters } from './plain-text.ts'
import type { Occurrence } from './schema.ts'

const timeZone = 'Asia/Shanghai'
const at = (minute: string) => momentOf(minute, timeZone)
const clock = { now: at('2026-11-23 09:00'), timeZone }

const occurrence = (day: string, over: Partial<Occurrence> = {}): Occurrence => ({
  id: day,
  starts_at: at(`${day} 14:00`),
  ends_at: at(`${day} 15:30`),
  status: 'scheduled',
  ...over,
})

const facts = (over: Partial<ActivityFacts> = {}): ActivityFacts => ({
  title: '手机课堂小班课',
  repetition: '每周四',
  place: { title: '梧桐书屋', address: '临江街道梧桐路 20 号' },
  phone: '0400-5550106',
  cost: '不收费',
  bring: ['手机和充电线', '老花镜'],
  needs_signup: true,
  cancelled: null,
  url: 'https://wutongli.example/activities/shouji-ketang/',
  occurrences: [
    occurrence('2026-11-26', { starts_at: at('2026-11-27 14:00'), ends_at: at('2026-11-27 15:30'), status: 'moved', reason: '检修电路' }),
    occurrence('2026-12-03'),
    occurrence('2026-12-31', { status: 'cancelled', reason: '年底整理' }),
    occurrence('2027-01-07'),
    occurrence('2027-01-14'),
  ],
  ...over,
})

test('one activity to copy into a message', () => {
  expect(activityText(facts(), clock)).toBe(
    [
      '【手机课堂小班课】每周四',
      '11月27日（周五）14:00—15:30（改期：检修电路）',
      '12月3日（周四）14:00—15:30',
      '12月31日（周四）14:00—15:30（停办：年底整理）',
      '2027年1月7日（周四）14:00—15:30',
      '地点：梧桐书屋，临江街道梧桐路 20 号',
      '带上：手机和充电线、老花镜',
      '费用：不收费',
      '报名：打 0400-5550106，或打开 https://wutongli.example/activities/shouji-ketang/',
    ].join('\n'),
  )
})

test('one that needs no signup says so', () => {
  const text = activityText(facts({ needs_signup: false, repetition: null, bring: [], occurrences: [occurrence('2026-12-03')] }), clock)
  expect(text).toBe(
    [
      '【手机课堂小班课】',
      '12月3日（周四）14:00—15:30',
      '地点：梧桐书屋，临江街道梧桐路 20 号',
      '费用：不收费',
      '不用报名，直接来',
      '电话：0400-5550106',
      '详情：https://wutongli.example/activities/shouji-ketang/',
    ].join('\n'),
  )
})

test('a cancelled activity says only that, and whom to ask', () => {
  expect(activityText(facts({ cancelled: { reason: '老师生病' }, bring: [], cost: '' }), clock)).toBe(
    [
      '【手机课堂小班课】',
      '活动取消：老师生病',
      '地点：梧桐书屋，临江街道梧桐路 20 号',
      '电话：0400-5550106',
      '详情：https://wutongli.example/activities/shouji-ketang/',
    ].join('\n'),
  )
})

test('without a date to come, one is asked to call, not to sign up', () => {
  expect(activityText(facts({ occurrences: [], repetition: null, bring: [], cost: '' }), clock)).toBe(
    [
      '【手机课堂小班课】',
      '近期没有安排，请打电话问',
      '地点：梧桐书屋，临江街道梧桐路 20 号',
      '电话：0400-5550106',
      '详情：https://wutongli.example/activities/shouji-ketang/',
    ].join('\n'),
  )
})

test('when every date to come is cancelled, nobody is asked to sign up or to come', () => {
  const text = activityText(facts({ occurrences: [occurrence('2026-12-31', { status: 'cancelled', reason: '年底整理' })] }), clock)
  expect(text).not.toContain('报名')
  expect(text).toContain('12月31日（周四）14:00—15:30（停办：年底整理）')
})

test('however long its fields are, the text fits and keeps title, date, place, phone and address', () => {
  const characters = (max: number) => fc.string({ unit: fc.constantFrom('社', '区', '👵', 'a'), minLength: 1, maxLength: max })
  const generated = fc.record({
    title: characters(30),
    place: characters(30),
    address: characters(80),
    reason: characters(60),
    bring: fc.array(characters(40), { maxLength: 8 }),
    needs_signup: fc.boolean(),
  })
  fc.assert(
    fc.property(generated, ({ title, place, address, reason, bring, needs_signup }) => {
      const occurrences = ['2026-11-26', '2026-12-03', '2026-12-10'].map((day) => occurrence(day, { status: 'cancelled', reason }))
      const value = facts({ title, place: { title: place, address }, bring, needs_signup, occurrences })
      const text = activityText(value, clock)
      expect([...text].length).toBeLessThanOrEqual(textMaxCharacters)
      for (const kept of [title, '11月26日（周四）14:00—15:30', place, value.phone, value.url]) expect(text).toContain(kept)
    }),
  )
})

test('many activities, day by day', () => {
  const lines = [
    { title: '量血压', place: '卫生服务站', occurrence: occurrence('2026-11-24', { starts_at: at('2026-11-24 08:30') }) },
    { title: '合唱队', place: '居民活动室', occurrence: occurrence('2026-11-24', { status: 'cancelled', reason: '停电' }) },
    { title: '手机课堂', place: '梧桐书屋', occurrence: occurrence('2026-11-27', { status: 'moved' }) },
  ]
  expect(calendarText('梧桐里社区的活动', lines, 'https://wutongli.example/activities/', clock)).toBe(
    [
      '【梧桐里社区的活动】',
      '11月24日（周二）\n8:30 量血压（卫生服务站）\n14:00 【停办】合唱队（居民活动室）',
      '11月27日（周五）\n14:00 【改期】手机课堂（梧桐书屋）',
      '详情：https://wutongli.example/activities/',
    ].join('\n\n'),
  )
})

test('no activities at all is said', () => {
  expect(calendarText('政策讲座', [], 'https://wutongli.example/', clock)).toBe(
    '【政策讲座】\n\n近期没有活动\n\n详情：https://wutongli.example/',
  )
})
