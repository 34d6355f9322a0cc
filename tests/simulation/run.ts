import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { runBooks } from './books.ts'
import { linesOf, runHistories, runMatrix } from './fast.ts'
import { liveHistory } from './history.ts'
import { type Line, verdictOf } from './verdict.ts'

const usage = `npm run simulate -- [--seeds N | --minutes N | --seed N | --steps N | --slow] [--from N] [--kills N]
  --seeds N    the matrix of commands and faults, then N random histories (100 when nothing is said)
  --minutes N  everything there is: the matrix, the books, histories, and the real processes, for about so long
  --seed N     one history again, with everything that happened in it; with --steps, the books of that seed
  --steps N    points and rewards only, N steps on real books and on paper
  --slow       the real processes only: killed, frozen and without room; --kills N of them at least
  --from N     the first seed of many (1)`

const numbers = ['seeds', 'minutes', 'seed', 'steps', 'from', 'kills'] as const
const readArguments = () => {
  try {
    return parseArgs({
      options: {
        ...Object.fromEntries(numbers.map((name) => [name, { type: 'string' as const }])),
        slow: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`)
    process.exit(2)
  }
}

const given = readArguments() as Partial<Record<(typeof numbers)[number], string>> & { slow?: boolean; help?: boolean }

const numberOf = (name: (typeof numbers)[number]) => {
  const text = given[name]
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  console.error(`--${name} is a whole number, not ${text}\n${usage}`)
  process.exit(2)
}

const say = (line: string) => console.error(line)

const commit = () => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'of no commit'
  }
}

const conclude = (lines: Line[], began: number) => {
  const minutes = ((Date.now() - began) / 60_000).toFixed(1)
  console.log(
    `commit ${commit()}, ${cpus()[0]?.model ?? 'a processor'} × ${availableParallelism()}, node ${process.version}, ${minutes} minutes\n`,
  )
  const verdict = verdictOf(lines)
  console.log(verdict)
  if (!verdict.endsWith('PASS')) process.exitCode = 1
}

const slow = async (kills: number): Promise<Line[]> => (await import('./slow.ts')).runSlow(kills, say)

const began = Date.now()
const seed = numberOf('seed')
const [minutes, books, from] = [numberOf('minutes'), numberOf('steps'), numberOf('from') ?? 1]

if (given.help) console.log(usage)
else if (books !== undefined) conclude(await runBooks(seed ?? 1, books, say), began)
else if (seed !== undefined) {
  const { trace, wrong } = await liveHistory(seed)
  console.log([...trace, '', ...wrong, wrong.length === 0 ? 'PASS' : 'MISS'].join('\n'))
  if (wrong.length > 0) process.exitCode = 1
} else if (given.slow) conclude(await slow(numberOf('kills') ?? 20), began)
else if (minutes !== undefined) {
  const { lines } = await runMatrix(say)
  const booked = await runBooks(from, 2000, say)
  // Two fifths of the time are for the real processes.
  const until = began + minutes * 60_000 * 0.6
  const sum = await runHistories(from, (done) => done === 0 || Date.now() < until, say)
  conclude([...lines, ...booked, ...linesOf(sum), ...(await slow(numberOf('kills') ?? 20))], began)
} else {
  const { lines } = await runMatrix(say)
  const wanted = numberOf('seeds') ?? 100
  conclude([...lines, ...linesOf(await runHistories(from, (done) => done < wanted, say))], began)
}
