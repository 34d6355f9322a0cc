import { randomUUID } from 'node:crypto'
import { person } from '../support/cast.ts'
import type { Say } from './fast.ts'
import { type SlowSite, withSlowSite } from './slow-site.ts'

/** What a frozen database came to. */
export interface Frozen {
  /** How long each answer took while it was frozen, in milliseconds, and how many of them were the typed 503. */
  took_ms: number[]
  typed: number
  /** From the thaw to the first place taken, in milliseconds. */
  thawed_ms: number
}

let people = 8000

const take = async ({ url }: SlowSite) => {
  const { name, phone } = person(people++)
  const body = { occurrence: '2026-12-05', name, phone, party_size: 1, notice_version: '2026-11', request_key: randomUUID() }
  const began = performance.now()
  const answer = await fetch(`${url}/api/activities/fangzha-qingjingju/signups`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.9.${people >> 8}.${people & 255}`,
      'cf-connecting-ip': `10.9.8.${people & 255}`,
    },
    body: JSON.stringify(body),
  })
  const { code } = (await answer.json()) as { code?: string }
  return { status: answer.status, code, took: performance.now() - began }
}

/** Freezes the database server with SIGSTOP while several people press, and thaws it. */
export const freeze = (say: Say, times = 3): Promise<Frozen> =>
  withSlowSite('edge', async (site) => {
    const told: Frozen = { took_ms: [], typed: 0, thawed_ms: 0 }
    await take(site)
    for (let time = 0; time < times; time++) {
      site.victim().signal('SIGSTOP')
      const answers = await Promise.all([take(site), take(site), take(site)])
      site.victim().signal('SIGCONT')
      const began = performance.now()
      for (let status = 0; status !== 201 && performance.now() - began < 30_000; ) status = (await take(site)).status
      told.thawed_ms = Math.max(told.thawed_ms, performance.now() - began)
      told.took_ms.push(...answers.map(({ took }) => took))
      told.typed += answers.filter(({ status, code }) => status === 503 && code === 'database_unavailable').length
    }
    say(
      `frozen: ${told.typed} of ${told.took_ms.length} typed 503, after ${told.took_ms.map(Math.round).join(' ')} ms, thawed ${Math.round(told.thawed_ms)} ms`,
    )
    return told
  })
