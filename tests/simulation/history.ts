import { runJobs } from '../../functions/jobs/index.ts'
import { type Chance, chanceOf, withSeededIds } from './chance.ts'
import { brokenRules } from './checks.ts'
import { moreWishes } from './more-wishes.ts'
import { faultOf, pursue, type Wanted } from './pursue.ts'
import { createScheduler } from './scheduler.ts'
import { openStage, type Stage } from './stage.ts'
import { scarce, settleTown, type Town } from './town.ts'
import { firstWishes } from './wishes.ts'

/** What one history came to. */
export interface Told {
  seed: number
  intents: number
  sent: number
  contended: number
  acknowledged: number
  /** Calls of the database that went wrong. */
  faulty: number
  /** What must not be; empty is good. */
  wrong: string[]
  effects: { counted: number; of: number }
  /** Everything that happened, in order: the same seed is the same. */
  trace: string[]
}

const bursts = 7
const mostInBurst = 7
const minute = 60_000
const wishes = [...firstWishes, ...moreWishes]

const effectsOf = async ({ real }: Stage, all: Wanted[]) => {
  const wrong: string[] = []
  const effects = { counted: 0, of: 0 }
  for (const { intent, acknowledged } of all) {
    if (!intent.effect) continue
    const found = Number((await real.execute(intent.effect)).rows[0]?.['n'])
    if (acknowledged) {
      effects.of++
      effects.counted += found
    }
    if (acknowledged && found === 0) wrong.push(`acknowledged and lost: ${intent.command}`)
    if (found > 1) wrong.push(`there ${found} times: ${intent.command}`)
  }
  const had = all.filter(({ acknowledged }) => acknowledged).flatMap(({ intent: { only } }) => only ?? [])
  for (const one of new Set(had)) if (had.filter((other) => other === one).length > 1) wrong.push(`two were told they have ${one}`)
  return { wrong, effects }
}

const live = async (stage: Stage, town: Town, chance: Chance, all: Wanted[], trace: string[]) => {
  const { wire } = stage
  let at = stage.site
  const note = (what: string) => trace.push(what)
  for (let burst = 0; burst < bursts; burst++) {
    const scheduler = createScheduler(chance)
    for (const site of [stage.site, at]) site.host.afterwards = scheduler.afterwards
    for (let count = 1 + chance.below(mostInBurst); count > 0; count--) {
      const intent = chance.pick(wishes)(town)
      if (!intent) continue
      const wanted: Wanted = { intent, acknowledged: false, answers: [] }
      all.push(wanted)
      pursue(wanted, () => at, chance, scheduler.begin, note)
    }
    if (chance.happens(0.3)) scheduler.begin(() => runJobs(at.host, stage.site.state.catalogue))
    if (chance.happens(0.5)) scheduler.begin(() => wire.deliverLate())
    wire.gate = scheduler.gate
    wire.decide = (kind) => faultOf(chance, kind)
    await scheduler.run()
    wire.gate = async () => {}
    wire.decide = () => 'none'
    const jump = chance.pick([0, 0, 1, 1, 5, 20, -5, -10]) * minute
    for (const site of new Set([stage.site, at])) site.state.now += jump
    if (chance.happens(0.2)) at = await stage.restarted()
    note(`clock ${jump / minute}`)
  }
  await wire.deliverLate()
  await runJobs(at.host, stage.site.state.catalogue)
  return at
}

/** Lives one history of the seed and looks at what the database then holds. */
export const liveHistory = (seed: number): Promise<Told> =>
  withSeededIds(seed, async () => {
    const chance = chanceOf(seed)
    const stage = await openStage(scarce())
    const [all, trace]: [Wanted[], string[]] = [[], []]
    try {
      const town = await settleTown(stage.site, chance)
      const from = stage.wire.calls.length
      const at = await live(stage, town, chance, all, trace)
      const { wrong, effects } = await effectsOf(stage, all)
      const answering = (await at.request('/readyz')).status
      if (answering !== 200) wrong.push(`the app does not answer again: ${answering}`)
      const faulty = stage.wire.calls.slice(from).filter(({ fault }) => fault !== 'none').length
      const sum = (some: Wanted[]) => some.reduce((total, { answers }) => total + answers.length, 0)
      return {
        seed,
        intents: all.length,
        sent: sum(all),
        contended: sum(all.filter(({ intent }) => intent.contended)),
        acknowledged: all.filter(({ acknowledged }) => acknowledged).length,
        faulty,
        wrong: [...(await brokenRules(stage.real)), ...wrong],
        effects,
        trace,
      }
    } finally {
      stage.close()
    }
  })
