import { buildOnce, hostNames } from '../support/build.ts'
import type { Say } from './fast.ts'
import { freeze } from './slow-frozen.ts'
import { killOften, writeOn } from './slow-kills.ts'
import { diskFull, migrationCut, secondProcess, twoDeployments } from './slow-others.ts'
import { atMost, type Line, none } from './verdict.ts'

/** As functions/adapters has it: no try of a call begins after so many milliseconds. */
const patienceMs = 6000
const acknowledgedAtLeast = 10_000

const yes = (what: string, good: boolean): Line => ({ what, wanted: 'yes', found: good ? 'yes' : 'no', good })
const median = (list: number[]) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)] ?? Number.POSITIVE_INFINITY

const killLines = async (kills: number, say: Say): Promise<Line[]> => {
  const lines: Line[] = []
  for (const name of hostNames) {
    const share = name === 'node' ? 0.8 : 0.2
    const killed = await killOften(name, Math.ceil(kills / 2), acknowledgedAtLeast * share, say)
    const what = name === 'node' ? 'the app with its file' : 'the database server'
    lines.push(
      none(`acknowledged writes lost, ${what} killed with -9`, killed.lost, `${killed.acknowledged} over ${killed.kills} kills`),
      none(`rules broken after them (${name})`, killed.broken.length, `${killed.contended} contended attempts`),
      atMost(`first good write after a restart, at worst (${name})`, Math.round(Math.max(...killed.first_good_ms)), 1000, 'ms'),
      atMost(`first good write after a restart, median (${name})`, Math.round(median(killed.first_good_ms)), 1000, 'ms'),
    )
  }
  return lines
}

const gapLines = async (say: Say): Promise<Line[]> => {
  const lines: Line[] = []
  for (const name of hostNames) {
    const { longest_gap_ms } = await writeOn(name, 20, say)
    lines.push(atMost(`longest gap between good writes at 32 writers (${name})`, Math.round(longest_gap_ms), 2000, 'ms'))
  }
  return lines
}

const frozenLines = async (say: Say): Promise<Line[]> => {
  const { took_ms, typed, thawed_ms } = await freeze(say)
  return [
    none('answers of a frozen database that are not the typed 503', took_ms.length - typed, String(took_ms.length)),
    atMost('longest answer while it is frozen', Math.round(Math.max(...took_ms)), 1.2 * patienceMs, 'ms'),
    atMost('first place taken after it is thawed', Math.round(thawed_ms), 1000, 'ms'),
  ]
}

const otherLines = async (say: Say): Promise<Line[]> => {
  const full = await diskFull(say)
  const two = await twoDeployments(10, say)
  const cuts = 5
  const cut = await migrationCut(cuts, say)
  return [
    yes('a second process on an embedded file is refused, and the first goes on', await secondProcess(say)),
    none('acknowledged writes lost on a full disk', full.lost, String(full.acknowledged)),
    yes(
      'pages load on a full disk, writes are refused, and go on when there is room',
      full.reads_go_on && full.refused > 0 && full.writes_again,
    ),
    none(
      'lost or broken with two deployments on one database',
      two.lost + two.broken.length,
      `${two.acknowledged}, ${two.contended} contended`,
    ),
    none('migrations cut in half that the next did not complete', cuts - cut, String(cuts)),
  ]
}

/** The built site on both hosts as real processes, killed so often at least. */
export const runSlow = async (kills: number, say: Say): Promise<Line[]> => {
  for (const name of hostNames) await buildOnce(name)
  return [...(await killLines(kills, say)), ...(await gapLines(say)), ...(await frozenLines(say)), ...(await otherLines(say))]
}
