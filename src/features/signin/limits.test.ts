import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as limits from './limits.ts'

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
const minute = 60_000
const hour = 60 * minute

test.each<[string, unknown, unknown]>([
  ['its 8 signs', limits.slipCodeLength, 8],
  ['good for seven days', limits.slipLastsMs, 168 * hour],
  ['6 digits', limits.messageCodeDigits, 6],
  ['good for ten minutes', limits.messageLastsMs, 10 * minute],
  ['Five wrong ends lock a code', limits.guessesPerCode, 5],
  ['Ten wrong digits for one number in a day', limits.guessesByResident, { kind: 'signin-resident', tries: 10, window_minutes: 1440 }],
  [
    'Twenty wrong codes from one address rest for a quarter',
    limits.guessesByDevice,
    { kind: 'signin-client', tries: 20, window_minutes: 15 },
  ],
  ['Three an hour', limits.messagesToNumber, { kind: 'sms-number', tries: 3, window_minutes: 60 }],
  ['and five a day to a number', limits.messagesToNumberInADay, { kind: 'sms-number', tries: 5, window_minutes: 60, windows: 24 }],
  ['ten from an address', limits.messagesByDevice, { kind: 'sms-client', tries: 10, window_minutes: 60 }],
  ['300 in all', limits.messagesInAll, { kind: 'sms-all', tries: 300, window_minutes: 60 }],
])('the README promises “%s”, and the code keeps it', (words, kept, promised) => {
  expect(readme).toContain(words)
  expect(kept).toEqual(promised)
})
