import { expect, test } from 'vitest'
import { complete, problemsOf } from './fixture.ts'

const activity = complete.activities
const schedule = (over: Record<string, unknown>) => ({
  ...activity,
  schedule: { starts_at: '2026-11-03 09:00', duration_minutes: 90, ...over },
})
const weekly = (over: Record<string, unknown>) => schedule({ rule: 'FREQ=WEEKLY;BYDAY=TU', ...over })

test.each([
  [
    schedule({ rule: '每周二' }),
    'schedule.rule（重复规则）里的“每周二”看不懂。请写 RRULE，写法见 content/README.md，例如“FREQ=WEEKLY;BYDAY=TU”。',
  ],
  [
    schedule({ rule: 'BYDAY=TU' }),
    'schedule.rule（重复规则）没有写 FREQ（多久一次）。请写 RRULE，写法见 content/README.md，例如“FREQ=WEEKLY;BYDAY=TU”。',
  ],
  [
    schedule({ rule: 'FREQ=WEEKLY;COUNT=3;UNTIL=20261231' }),
    'schedule.rule（重复规则）同时写了 COUNT 和 UNTIL，只能留一个。请写 RRULE，写法见 content/README.md，例如“FREQ=WEEKLY;BYDAY=TU”。',
  ],
  [
    schedule({ rule: 'FREQ=WEEKLY;FREQ=DAILY' }),
    'schedule.rule（重复规则）里的 FREQ 写了两次。请写 RRULE，写法见 content/README.md，例如“FREQ=WEEKLY;BYDAY=TU”。',
  ],
  [
    schedule({ rule: 'FREQ=WEEKLY;BYDAY=2TU' }),
    'schedule.rule（重复规则）里的“BYDAY=2TU”不能和这个 FREQ 一起用。请写 RRULE，写法见 content/README.md，例如“FREQ=WEEKLY;BYDAY=TU”。',
  ],
  [
    schedule({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }),
    'schedule.rule（重复规则）从 2026-11-03 起 5 年里一次也不会发生。请写 RRULE，写法见 content/README.md，例如“FREQ=WEEKLY;BYDAY=TU”。',
  ],
  [
    schedule({ rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261101' }),
    'schedule.rule（重复规则）从 2026-11-03 起 5 年里一次也不会发生。请写 RRULE，写法见 content/README.md，例如“FREQ=WEEKLY;BYDAY=TU”。',
  ],
  [
    schedule({ rule: 'FREQ=WEEKLY;BYDAY=WE' }),
    'schedule.starts_at（开始时间）2026年11月3日（周二）不是重复规则的日子，第一次是 2026年11月4日（周三）。请写开始的日期和时间，例如“2026-03-01 09:30”。',
  ],
  [
    weekly({ cancelled: [{ on: '2026-12-02', reason: '停电' }] }),
    'schedule.cancelled 第 1 条 on（停办日期）2026年12月2日（周三）本来就没有这个活动，最近的是 2026年12月1日（周二）和 2026年12月8日（周二）。请写原定的日期，例如“2026-03-01”。',
  ],
  [
    schedule({ moved: [{ on: '2028-12-02', to: '2028-12-03 09:00', reason: '停电' }] }),
    'schedule.moved 第 1 条 on（原定日期）2028年12月2日（周六）本来就没有这个活动。请写原定的日期，例如“2026-03-01”。',
  ],
  [
    weekly({
      moved: [
        { on: '2026-12-01', to: '2026-12-02 09:00', reason: '停电' },
        { on: '2026-12-01', to: '2026-12-03 09:00', reason: '停电' },
      ],
    }),
    'schedule.moved 第 2 条 on（原定日期）2026年12月1日（周二）前面已经写过停办或改期。请写原定的日期，例如“2026-03-01”。',
  ],
  [
    weekly({ cancelled: [{ on: '2026-12-01', reason: '停电' }], moved: [{ on: '2026-12-01', to: '2026-12-02 09:00', reason: '停电' }] }),
    'schedule.moved 第 1 条 on（原定日期）2026年12月1日（周二）前面已经写过停办或改期。请写原定的日期，例如“2026-03-01”。',
  ],
  [
    weekly({ moved: [{ on: '2026-12-01', to: '2026-12-01 09:00', reason: '停电' }] }),
    'schedule.moved 第 1 条 to（改到）2026-12-01 09:00 和原来的时间一样。请写改到的日期和时间，例如“2026-03-01 09:30”。',
  ],
  [
    weekly({ moved: [{ on: '2026-12-01', to: '2062-12-02 09:00', reason: '停电' }] }),
    'schedule.moved 第 1 条 to（改到）2062-12-02 09:00 离原定的 2026-12-01 有一年多，年份多半写错了。请写改到的日期和时间，例如“2026-03-01 09:30”。',
  ],
])('%#', (data, sentence) => {
  expect(problemsOf('activities', data)).toEqual([`content/activities/liang-xueya.md：${sentence}`])
})

test('29 February happens, every four years', () => {
  expect(problemsOf('activities', schedule({ starts_at: '2028-02-29 09:00', rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29' }))).toEqual([])
})
