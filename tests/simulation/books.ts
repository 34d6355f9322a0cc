import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beginHistory, step, takeStep } from '../support/books/history.ts'
import type { Say } from './fast.ts'
import { type Line, none } from './verdict.ts'

/** Statements cost as much as the history is long, so a long one is compared whole now and then. */
const statementsEvery = 25

/** One long random history of points and rewards on real books and on paper; they must agree at every step. */
export const runBooks = async (seed: number, steps: number, say: Say): Promise<Line[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-simulation-'))
  const history = await beginHistory(folder, 'x.')
  let taken = 0
  let differs = 0
  try {
    for (const one of fc.sample(step, { seed, numRuns: steps })) {
      await takeStep(history, one, taken % statementsEvery === 0)
      taken++
    }
    await takeStep(history, { jobs: true })
  } catch (error) {
    differs++
    say(`the books at step ${taken + 1}: ${(error as Error).message} (see it again: npm run simulate -- --seed ${seed} --steps ${steps})`)
  } finally {
    history.desk.books.client.close()
    rmSync(folder, { recursive: true })
  }
  return [none('steps at which the books and the paper differ', differs, `${taken} of seed ${seed}`)]
}
