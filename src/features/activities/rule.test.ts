import { expect, test } from 'vitest'
import { readRule } from './rule.ts'

test.each([
  'FREQ=WEEKLY;BYDAY=TU',
  'FREQ=MONTHLY;BYDAY=2SA',
  'FREQ=MONTHLY;BYDAY=-1WE;UNTIL=20271231',
  'FREQ=DAILY;COUNT=3',
  'FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=9',
])('%s is understood', (text) => {
  expect(readRule(text).ok).toBe(true)
})

test.each([
  ['', { code: 'part_unknown', part: '' }],
  ['每周二', { code: 'part_unknown', part: '每周二' }],
  ['RRULE:FREQ=WEEKLY', { code: 'part_unknown', part: 'RRULE:FREQ=WEEKLY' }],
  ['FREQ=WEEKLY;DAY=TU', { code: 'part_unknown', part: 'DAY=TU' }],
  ['FREQ=WEEKLY;BYHOUR=9', { code: 'part_unknown', part: 'BYHOUR=9' }],
  ['FREQ=WEEKLY;toString=9', { code: 'part_unknown', part: 'toString=9' }],
  ['FREQ=HOURLY', { code: 'value_wrong', part: 'FREQ=HOURLY' }],
  ['FREQ=weekly', { code: 'value_wrong', part: 'FREQ=weekly' }],
  ['FREQ=WEEKLY;BYDAY=XX', { code: 'value_wrong', part: 'BYDAY=XX' }],
  ['FREQ=WEEKLY;BYDAY=', { code: 'value_wrong', part: 'BYDAY=' }],
  ['FREQ=WEEKLY;BYDAY=TU=WE', { code: 'value_wrong', part: 'BYDAY=TU=WE' }],
  ['FREQ=WEEKLY;INTERVAL=0', { code: 'value_wrong', part: 'INTERVAL=0' }],
  ['FREQ=WEEKLY;COUNT=0', { code: 'value_wrong', part: 'COUNT=0' }],
  ['FREQ=WEEKLY;UNTIL=2026-12-31', { code: 'value_wrong', part: 'UNTIL=2026-12-31' }],
  ['FREQ=WEEKLY;UNTIL=20260230', { code: 'value_wrong', part: 'UNTIL=20260230' }],
  ['FREQ=WEEKLY;UNTIL=20269930', { code: 'value_wrong', part: 'UNTIL=20269930' }],
  ['FREQ=MONTHLY;BYMONTHDAY=32', { code: 'value_wrong', part: 'BYMONTHDAY=32' }],
  ['FREQ=WEEKLY;FREQ=DAILY', { code: 'part_repeated', part: 'FREQ' }],
  ['BYDAY=TU', { code: 'frequency_missing' }],
  ['FREQ=WEEKLY;COUNT=3;UNTIL=20261231', { code: 'count_and_until' }],
  ['FREQ=WEEKLY;BYDAY=2SA', { code: 'part_not_with_frequency', part: 'BYDAY=2SA' }],
  ['FREQ=WEEKLY;BYMONTHDAY=5', { code: 'part_not_with_frequency', part: 'BYMONTHDAY=5' }],
])('%s is not, and the problem names its part', (text, problem) => {
  expect(readRule(text)).toEqual({ ok: false, problem })
})
