import fc from 'fast-check'
import { expirePoints, returnOverdue } from '../../../src/features/points/store.server.ts'
import { testNow } from '../catalogue.ts'
import { openBooksIn } from './ledger.ts'
import { type Command, copyPaper, homes, newPaper, type Paper, settle, sites, write } from './model.ts'
import { type Delivery, type Desk, expectBalances, expectNothingOverdue, expectStatements, resolve, run } from './runner.ts'

/** One thing that happens: commands at the same moment, an earlier one again, the clock, the jobs, or a restart. */
export type Step =
  | { together: { command: Command; delivery: Delivery }[] }
  | { again: number; delivery: Delivery }
  | { pass: number }
  | { jobs: true }
  | { restart: true }

const day = 86_400_000
const key = fc.nat({ max: 999_999 })
const home = fc.nat({ max: homes - 1 })
const site = fc.nat({ max: sites - 1 })
const of = fc.nat({ max: 999_999 })
const amount = fc.integer({ min: 1, max: 12 })

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('earn' as const), key, home, amount }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stock' as const), key, site, amount: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('redeem' as const), key, home, site, amount }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('collect' as const, 'cancel' as const), key, of }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('correct' as const, 'recorrect' as const), key, of, target: fc.constant(0) }) },
)
const delivery = fc.constantFrom<Delivery>('once', 'once', 'once', 'answer lost', 'message lost')
const delivered = fc.record({ command, delivery })

/** Half an hour is how long a redemption is kept; the clock of a machine also goes back at times, and a year passes. */
const pass = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(60_000, 5 * 60_000, 29 * 60_000, 30 * 60_000) },
  { weight: 2, arbitrary: fc.constantFrom(day, 20 * day, 100 * day, 380 * day) },
  { weight: 1, arbitrary: fc.constantFrom(-60_000, -day) },
)

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ together: fc.array(delivered, { minLength: 1, maxLength: 1 }) }) },
  { weight: 3, arbitrary: fc.record({ together: fc.array(delivered, { minLength: 2, maxLength: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ again: of, delivery }) },
  { weight: 3, arbitrary: fc.record({ pass }) },
  { weight: 2, arbitrary: fc.record({ jobs: fc.constant(true as const) }) },
  { weight: 1, arbitrary: fc.record({ restart: fc.constant(true as const) }) },
)

const orders = <One>(list: One[]): One[][] =>
  list.length < 2 ? [list] : list.flatMap((first, place) => orders(list.toSpliced(place, 1)).map((rest) => [first, ...rest]))

/** A history in the making: the books, the paper, and what was sent so far. */
export interface History {
  folder: string
  desk: Desk
  paper: Paper
  sent: Command[]
  /** How often each answer was given. */
  answers: Map<string, number>
}

export const beginHistory = async (folder: string, name: string): Promise<History> => {
  const books = await openBooksIn(folder)
  // The days an earlier history has looked through are not those of this one.
  await books.client.execute('DELETE FROM job_runs')
  return { folder, desk: { name, books }, paper: newPaper(testNow), sent: [], answers: new Map() }
}

/** Commands at the same moment; there must be an order in which the paper gives the same answers and the same balances. */
const runTogether = async (history: History, batch: { command: Command; delivery: Delivery }[]) => {
  const { desk, paper } = history
  history.sent.push(...batch.map(({ command }) => command))
  const answers = await Promise.all(batch.map((one) => run(desk, paper, one.command, one.delivery)))
  for (const [place, answer] of answers.entries()) {
    const name = `${batch[place]?.command.kind}: ${answer}`
    history.answers.set(name, (history.answers.get(name) ?? 0) + 1)
  }
  const papers = orders([...batch.keys()]).map((order) => {
    const after = copyPaper(paper)
    const told: string[] = []
    for (const place of order) told[place] = write(after, batch[place]?.command as Command)
    return { after, told }
  })
  const fitting = papers.filter(({ told }) => told.join() === answers.join())
  const commands = JSON.stringify(batch.map((one) => one.command))
  if (fitting.length === 0) throw new Error(`answers to ${commands}: the books say ${answers}, the paper ${papers[0]?.told}`)
  let problem: unknown
  for (const { after } of fitting) {
    try {
      await expectBalances(desk, after)
      history.paper = after
      return
    } catch (error) {
      problem = error
    }
  }
  throw problem
}

const runJobs = async ({ desk, paper }: History) => {
  const { database } = desk.books
  await returnOverdue(database, paper.now)
  await expirePoints(database, paper.now, 'Asia/Shanghai')
  settle(paper)
  await expectNothingOverdue(desk, paper.now)
}

/** Does one step on the books and on paper, and compares them. Throws when they differ. */
export const takeStep = async (history: History, one: Step, statements = true) => {
  if ('pass' in one) history.paper.now += one.pass
  else if ('restart' in one) {
    history.desk.books.client.close()
    history.desk = { ...history.desk, books: await openBooksIn(history.folder) }
  } else if ('jobs' in one) await runJobs(history)
  else {
    const asked =
      'again' in one ? [{ command: history.sent[one.again % history.sent.length] as Command, delivery: one.delivery }] : one.together
    const batch = asked.flatMap(({ command, delivery }) => {
      const resolved = command && ('again' in one ? command : resolve(history.paper, command))
      return resolved ? [{ command: resolved, delivery }] : []
    })
    if (batch.length > 0) await runTogether(history, batch)
  }
  await expectBalances(history.desk, history.paper)
  if (statements) await expectStatements(history.desk, history.paper)
}
