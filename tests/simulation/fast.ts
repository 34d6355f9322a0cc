import { commands, countsPresses, excused } from './commands.ts'
import { faults } from './faults.ts'
import { liveHistory, type Told } from './history.ts'
import { type Cell, tryCommand } from './matrix.ts'
import { type Line, none } from './verdict.ts'

export type Say = (line: string) => void

/** Tries every command under every fault; `share` takes every so-manieth cell, so that each command and each fault has its turn. */
export const runMatrix = async (say: Say, share = 1): Promise<{ lines: Line[]; cells: Cell[]; failed: string[] }> => {
  const cells: Cell[] = []
  const failed: string[] = []
  for (const [row, command] of commands.entries()) {
    const some = Object.fromEntries(Object.entries(faults).filter((_, column) => (row + column) % share === 0))
    try {
      await tryCommand(command, some, (cell) => cells.push(cell))
    } catch (error) {
      failed.push(`${command}: ${(error as Error).message}`)
    }
  }
  const wrong = cells.filter(({ command, effect }) => effect !== 1 && !(command in countsPresses))
  for (const { command, fault, effect, statuses, otherwise } of wrong)
    say(`${command} under “${fault}”: effect ${effect}, answers ${statuses.join(' ')}, ${JSON.stringify(otherwise)}`)
  for (const one of failed) say(one)
  const counted = cells.filter(({ command }) => !(command in countsPresses))
  const effects = counted.reduce((sum, { effect }) => sum + effect, 0) / Math.max(1, counted.length)
  const silent = cells.filter(({ exercised }) => !exercised)
  const lines: Line[] = [
    none(
      'commands without a good request, or after which a rule is broken',
      failed.length,
      `${commands.length} (${Object.keys(excused).length} excused)`,
    ),
    none(
      'cells in which the fault did not befall',
      silent.length,
      `${cells.length} (${commands.length} commands × ${Object.keys(faults).length} faults)`,
    ),
    none('cells that changed the database otherwise than once', wrong.length, String(counted.length)),
    { what: 'effect per intent in the matrix', wanted: '1.000', found: effects.toFixed(3), good: effects === 1 },
  ]
  return { lines, cells, failed }
}

/** What many histories came to together. */
export interface Sum {
  seeds: number
  intents: number
  sent: number
  contended: number
  acknowledged: number
  faulty: number
  counted: number
  of: number
  wrong: string[]
}

export const nothingYet = (): Sum => ({
  seeds: 0,
  intents: 0,
  sent: 0,
  contended: 0,
  acknowledged: 0,
  faulty: 0,
  counted: 0,
  of: 0,
  wrong: [],
})

const addTo = (sum: Sum, told: Told) => {
  sum.seeds++
  for (const name of ['intents', 'sent', 'contended', 'acknowledged', 'faulty'] as const) sum[name] += told[name]
  sum.counted += told.effects.counted
  sum.of += told.effects.of
  sum.wrong.push(...told.wrong.map((what) => `seed ${told.seed}: ${what}`))
}

/** Histories from a seed on, for as long as `goesOn` says. */
export const runHistories = async (first: number, goesOn: (done: number) => boolean, say: Say): Promise<Sum> => {
  const sum = nothingYet()
  for (let seed = first; goesOn(sum.seeds); seed++) {
    const told = await liveHistory(seed)
    for (const what of told.wrong) say(`seed ${seed}: ${what} (see it again: npm run simulate -- --seed ${seed})`)
    addTo(sum, told)
    if (sum.seeds % 100 === 0) say(`${sum.seeds} histories …`)
  }
  return sum
}

const kinds: [string, RegExp][] = [
  [
    'places, pieces or points given beyond what there are',
    /capacity|confirmed places than|longer than it may|overdrawn|made or lost|recompute/,
  ],
  ['persons, requests or codes doubled', /two parties|twice|there \d+ times|two were told|ends twice|given is/],
  ['acknowledged and not there', /acknowledged and lost/],
]

export const linesOf = (sum: Sum): Line[] => {
  const attempts = `${sum.contended} contended attempts`
  const effects = sum.counted / Math.max(1, sum.of)
  const sorted = kinds.map(([what, pattern]) => none(what, sum.wrong.filter((one) => pattern.test(one)).length, attempts))
  return [
    ...sorted,
    none(
      'rules broken, or no answer afterwards',
      sum.wrong.length,
      `${sum.seeds} histories, ${sum.sent} requests, ${sum.faulty} faulty calls`,
    ),
    { what: 'effect per acknowledged intent', wanted: '1.000', found: `${effects.toFixed(3)} of ${sum.of}`, good: effects === 1 },
  ]
}
