import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import { beginHistory, step, takeStep } from '../../../tests/support/books/history.ts'

const histories = 60
const mostSteps = 60

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulin-history-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

let names = 0

test('every history of the books goes as on paper: answers, balances, ages of points, and nothing pending past its deadline', {
  timeout: 300_000,
}, async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: mostSteps }), async (steps) => {
    const history = await beginHistory(folder, `x${++names}.`)
    try {
      for (const one of steps) await takeStep(history, one)
    } finally {
      history.desk.books.client.close()
    }
  })
  await fc.assert(property, { numRuns: histories })
})
