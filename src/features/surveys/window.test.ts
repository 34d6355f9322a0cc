import { expect, test } from 'vitest'
import { standingOn } from './window.ts'

const dates = { opens_on: '2026-11-10', closes_on: '2026-12-10', reply: null }
const reply = { title: '答复', published_on: '2026-12-20' }

test.each<[string, Parameters<typeof standingOn>[0], ReturnType<typeof standingOn>]>([
  ['2026-11-09', dates, { state: 'upcoming' }],
  ['2026-11-10', dates, { state: 'open', days_left: 30 }],
  ['2026-12-10', dates, { state: 'open', days_left: 0 }],
  ['2026-12-11', dates, { state: 'unanswered', waiting_days: 1 }],
  ['2026-12-31', dates, { state: 'unanswered', waiting_days: 21 }],
  ['2026-12-19', { ...dates, reply }, { state: 'unanswered', waiting_days: 9 }],
  ['2026-12-20', { ...dates, reply }, { state: 'replied', published_on: '2026-12-20' }],
  ['2027-01-20', { ...dates, reply }, { state: 'replied', published_on: '2026-12-20' }],
  ['2026-12-10', { ...dates, reply: { ...reply, published_on: '2026-12-01' } }, { state: 'open', days_left: 0 }],
])('where a survey stands on %s', (today, survey, standing) => expect(standingOn(survey, today)).toEqual(standing))
