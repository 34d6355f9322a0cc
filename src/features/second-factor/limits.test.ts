import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as limits from './limits.ts'

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
const minute = 60_000
const hour = 60 * minute

test.each<[string, unknown, unknown]>([
  ['for 12 hours', limits.secondFactorLastsMs, 12 * hour],
  ['is kept a quarter of an hour, sealed', limits.keptFormMs, 15 * minute],
  ['an offer of one lies open for half an hour', limits.enrolmentLastsMs, hour / 2],
  ['Five wrong ones rest for a quarter of an hour', limits.secondFactorGuesses, { kind: 'second-factor', tries: 5, window_minutes: 15 }],
])('the README promises “%s”, and the code keeps it', (words, kept, promised) => {
  expect(readme).toContain(words)
  expect(kept).toEqual(promised)
})
