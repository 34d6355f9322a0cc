import type { HostName } from '../support/build.ts'
import { brokenRules } from './checks.ts'
import type { Say } from './fast.ts'
import { type SlowSite, withSlowSite } from './slow-site.ts'
import { crowd, lostOf, type Written } from './writers.ts'

/** What many kills came to. */
export interface Killed {
  kills: number
  acknowledged: number
  lost: number
  sent: number
  contended: number
  broken: string[]
  /** From the moment the killed process answers again to the first good write, in milliseconds, one for each kill. */
  first_good_ms: number[]
}

const writers = 16
const unevenMs = 400
const longestBetweenKillsMs = 60_000
const longestMs = 600_000

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Kills so often, spread over so many acknowledged writes; then goes on until there are so many. */
const killing = async (site: SlowSite, kills: number, writes: number) => {
  let over = false
  const { written, done } = crowd(site, writers, () => !over)
  const good = written.good_at
  const wait = async (count: number, longest: number) => {
    for (const until = performance.now() + longest; good.length < count && performance.now() < until; ) await pause(2)
  }
  const first_good_ms: number[] = []
  try {
    for (let killed = 0; killed < kills; killed++) {
      await wait((writes / (kills + 1)) * (killed + 1), longestBetweenKillsMs)
      await pause(Math.random() * unevenMs)
      await site.killAndStart()
      const [since, known] = [performance.now(), good.length]
      await wait(known + 1, 30_000)
      first_good_ms.push(Math.max(0, (good[known] ?? Number.POSITIVE_INFINITY) - since))
    }
    await wait(writes, longestMs)
  } finally {
    over = true
    await done
  }
  return { killed: first_good_ms.length, written, first_good_ms }
}

/** Kills the process that holds the database while people write, so often and until so many writes were acknowledged. */
export const killOften = (name: HostName, kills: number, writes: number, say: Say): Promise<Killed> =>
  withSlowSite(name, async (site) => {
    const { killed, written, first_good_ms } = await killing(site, kills, writes)
    const { lost, broken } = await site.finish(async (client) => ({
      lost: await lostOf(client, written),
      broken: await brokenRules(client),
    }))
    const acknowledged = written.delivered.length + written.taken.length
    say(
      `${name}: ${killed} kills, ${acknowledged} acknowledged, ${lost} lost, first good write after ${first_good_ms.map(Math.round).join(' ')} ms`,
    )
    for (const rule of broken) say(`${name}: ${rule}`)
    const { sent, contended } = written
    return { kills: killed, acknowledged, lost, sent, contended, broken, first_good_ms }
  })

/** 32 people write for a while with nothing going wrong. */
export const writeOn = (name: HostName, seconds: number, say: Say): Promise<Written> =>
  withSlowSite(name, async (site) => {
    const until = performance.now() + seconds * 1000
    const { done } = crowd(site, 32, () => performance.now() < until)
    const written = await done
    say(`${name}: ${written.good_at.length} good writes in ${seconds} s, longest gap ${Math.round(written.longest_gap_ms)} ms`)
    return written
  })
