import { expect, test } from 'vitest'
import { activitySchema } from '../../content-schemas/activity.ts'
import { findablesOf } from './findables.ts'

const dayOf = (schedule: object) => {
  const data = activitySchema.parse({
    title: '邻里茶话会',
    summary: '一起喝茶。',
    kind: '文体活动',
    audiences: ['全体居民'],
    schedule: { starts_at: '2026-11-21 14:00', duration_minutes: 90, ...schedule },
    place: 'hall',
    organiser: '居委会',
    phone: '0400-5550100',
    accessibility: '一楼无台阶',
  })
  const nothing = { policies: [], checkers: [], programmes: [], places: [], rewards: [], pages: [] }
  return findablesOf({ ...nothing, activities: [{ slug: 'tea', data, body: '' }] })[0]?.happens_on
}

const rule = 'FREQ=WEEKLY;BYDAY=SA'
const moved = [{ on: '2026-11-21', to: '2026-12-05 09:30', reason: '下雨' }]

test.each([
  ['held once counts by its day', {}, '2026-11-21'],
  ['held once and moved counts by the day it was moved to', { moved }, '2026-12-05'],
  ['that comes again has no day', { rule }, null],
  ['that comes again has none either when one of its dates was moved', { rule, moved }, null],
])('an activity %s', (_, schedule, day) => {
  expect(dayOf(schedule)).toBe(day)
})
