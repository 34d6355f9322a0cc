import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as limits from './limits.ts'

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
const minute = 60_000

test.each<[string, unknown, unknown]>([
  ['comes twice within two minutes', limits.repeatMs, 2 * minute],
  ['its path travels ten minutes', limits.wantedPageMs, 10 * minute],
  ["A resident's session lasts 180 days", limits.residentSessionDays, 180],
  ['one of staff 90', limits.staffSessionDays, 90],
  ['while the proof is fresh (ten minutes)', limits.proofFreshMs, 10 * minute],
])('the README promises “%s”, and the code keeps it', (words, kept, promised) => {
  expect(readme).toContain(words)
  expect(kept).toEqual(promised)
})
