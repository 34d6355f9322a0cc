import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { beginHistory, step, takeStep } from '../support/ledger-history.ts'

/**
 * `npm run simulate -- --seed N --steps N`: one long random history of points and rewards on real books and on paper. The same seed is the
 * same history; a failure prints what to run to see it again.
 */
const { seed: givenSeed, steps: givenSteps } = parseArgs({ options: { seed: { type: 'string' }, steps: { type: 'string' } } }).values

const readNumber = (name: string, given: string | undefined, otherwise: number) => {
  if (given === undefined) return otherwise
  if (/^\d{1,9}$/.test(given)) return Number(given)
  console.error(`--${name} is a whole number, not ${given}`)
  process.exit(2)
}

const seed = readNumber('seed', givenSeed, Date.now() % 1_000_000_000)
const steps = readNumber('steps', givenSteps, 5000)

/** Statements cost as much as the history is long, so a long one is compared whole now and then. */
const statementsEvery = 25
const progressEvery = 1000

const folder = mkdtempSync(join(tmpdir(), 'mulin-simulation-'))
const history = await beginHistory(folder, 'x.')
let taken = 0
try {
  for (const one of fc.sample(step, { seed, numRuns: steps })) {
    await takeStep(history, one, taken % statementsEvery === 0)
    taken++
    if (taken % progressEvery === 0) console.error(`${taken} steps …`)
  }
  await takeStep(history, { jobs: true })
  const answers = [...history.answers].sort(([one], [other]) => (one < other ? -1 : 1))
  console.log(answers.map(([answer, times]) => `${String(times).padStart(7)}  ${answer}`).join('\n'))
  console.log(`PASS: ${taken} steps of seed ${seed}, the books and the paper agree`)
} catch (error) {
  console.error(`FAIL at step ${taken + 1}: ${(error as Error).message}`)
  console.error(`See it again: npm run simulate -- --seed ${seed} --steps ${steps}`)
  process.exitCode = 1
} finally {
  history.desk.books.client.close()
  rmSync(folder, { recursive: true })
}
