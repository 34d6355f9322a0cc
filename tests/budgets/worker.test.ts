import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { workerSize } from '../support/worker-size.ts'

/** What the Worker has been brought down to. It may only go down, or up with a reason in the commit that raises it. */
const reached = JSON.parse(readFileSync(new URL('worker.json', import.meta.url), 'utf8')) as ReturnType<typeof workerSize>

/** Names of chunks hold hashes, and the sample community's catalogue is a part: both pack a little differently each time. */
const chancePart = 0.005
/** Lighter by more than this and the table should say so. */
const slackPart = 0.02

test('the Worker is no larger than it was, as it is and as it is sent', () => {
  const { bytes, gzip_bytes } = workerSize()
  const line = JSON.stringify({ bytes, gzip_bytes })
  expect(gzip_bytes, `larger than it was: ${line}`).toBeLessThanOrEqual(reached.gzip_bytes * (1 + chancePart))
  expect(bytes, `larger than it was: ${line}`).toBeLessThanOrEqual(reached.bytes * (1 + chancePart))
  if (gzip_bytes < reached.gzip_bytes * (1 - slackPart))
    throw new Error(`smaller than it was, well done: write ${line} into tests/budgets/worker.json`)
})
