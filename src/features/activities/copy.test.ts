import { expect, test } from 'vitest'
import { repetitionInWords } from './copy.ts'

const words = (rule: string) => repetitionInWords({ starts_at: '2026-11-26 14:00', rule })

test.each([
  ['FREQ=DAILY', '每天'],
  ['FREQ=DAILY;INTERVAL=3', '每 3 天一次'],
  ['FREQ=WEEKLY', '每周四'],
  ['FREQ=WEEKLY;BYDAY=MO,WE,FR', '每周一、三、五'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '隔周周五'],
  ['FREQ=MONTHLY', '每月26日'],
  ['FREQ=MONTHLY;BYDAY=2SA', '每月第二个周六'],
  ['FREQ=MONTHLY;BYDAY=-1WE', '每月最后一个周三'],
  ['FREQ=MONTHLY;BYDAY=1SA,3SA', '每月第一个周六、第三个周六'],
  ['FREQ=MONTHLY;INTERVAL=3;BYDAY=2SU', '每 3 个月的第二个周日'],
  ['FREQ=MONTHLY;BYMONTHDAY=5,20', '每月5日、20日'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', '每月最后一天'],
  ['FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=9', '每年9月9日'],
  ['FREQ=YEARLY', '每年11月26日'],
])('%s is %s', (rule, expected) => {
  expect(words(rule)).toBe(expected)
})

test.each(['FREQ=WEEKLY;INTERVAL=3', 'FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', 'FREQ=MONTHLY;BYDAY=TU', 'FREQ=YEARLY;BYDAY=1MO'])(
  '%s has no short name',
  (rule) => {
    expect(words(rule)).toBeNull()
  },
)

test('a single date has no repetition', () => {
  expect(repetitionInWords({ starts_at: '2026-11-26 14:00' })).toBeNull()
})
