import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { person } from '../support/cast.ts'
import { popular } from '../support/crowd.ts'
import { edgeParts } from '../support/host-parts.ts'
import { answering, freePort } from '../support/processes.ts'
import { boundedFigure, countFigure, type Figure } from './report.ts'
import { interleave, pairsOf } from './rounds.ts'
import { cpuMsOf } from './servers.ts'

/** The processes of workerd that a wrangler started with this folder among its variables. */
const workersOf = (folder: string) =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd' && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(folder)
    } catch {
      return false
    }
  })

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const signups = `/api/activities/${popular.activity}/signups`
const availability = `/api/activities/${popular.activity}/occurrences/${popular.occurrence}/availability`

type Send = (path: string, init?: RequestInit) => Promise<Response>

/** One turn of each act; `place` is different each time. Returns how many requests it made. */
const acts: Record<string, (send: Send, place: number) => Promise<number>> = {
  'a signup taken and cancelled': async (send, place) => {
    const wish = { ...person(place), occurrence: popular.occurrence, party_size: 1, notice_version: '2026-11', request_key: randomUUID() }
    const taken = await send(signups, { method: 'POST', headers: json, body: JSON.stringify(wish) })
    const { code } = (await taken.json()) as { code: string }
    await send('/api/signup-cancellations', { method: 'POST', headers: json, body: JSON.stringify({ code, phone: wish.phone }) })
    return 2
  },
  'a wrong code at the door': async (send) => {
    await send('/signin/', { method: 'POST', headers: form, body: 'code=ABCD-EFGH' })
    return 1
  },
  'a signup page': async (send) => {
    await send(`/activities/${popular.activity}/${popular.occurrence}/signup/`)
    return 1
  },
  'a search without script': async (send) => {
    await send(`/search/?q=${encodeURIComponent('养老')}`)
    return 1
  },
  'what is left': async (send) => {
    await send(availability)
    return 1
  },
}

const inFlight = 4
const commandMaxMs = 5

/** Processor time of workerd for each request, the development server's own part included, against the emptiest route there is. */
export const benchWorkerCpu = async (quick: boolean): Promise<Figure[]> => {
  const turns = quick ? 60 : 200
  const folder = mkdtempSync(join(tmpdir(), 'mulin-bench-'))
  const port = await freePort()
  const parts = await edgeParts(folder, port, { now: popular.opens })
  const database = await parts.database?.()
  const server = parts.server()
  try {
    await answering(`http://127.0.0.1:${port}/`, server)
    const workers = workersOf(folder)
    if (workers.length === 0) return [countFigure('processes of workerd found', 0, 1)]
    const cpu = () => workers.reduce((sum, pid) => sum + cpuMsOf(Number(pid)), 0)
    let place = 0
    let faults = 0
    const send =
      (from: number): Send =>
      async (path, init) => {
        const headers = { ...init?.headers, 'cf-connecting-ip': `10.2.${Math.floor(from / 250) % 250}.${(from % 250) + 1}` }
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init, headers })
        if (answer.status >= 500) faults++
        return answer
      }
    const side = (act: (send: Send, place: number) => Promise<number>) => async () => {
      let requests = 0
      let left = turns
      const before = cpu()
      await Promise.all(
        Array.from({ length: inFlight }, async () => {
          while (left-- > 0) {
            const mine = place++
            requests += await act(send(mine), mine % 8000)
          }
        }),
      )
      return (cpu() - before) / requests
    }
    const empty = side(async (send) => {
      await (await send('/healthz')).text()
      return 1
    })
    const sides = [empty, ...Object.values(acts).map(side)]
    await interleave(1, sides)
    const rounds = await interleave(quick ? 1 : 3, sides)
    return [
      countFigure('answers of the Worker with a fault', faults, 0),
      ...Object.keys(acts).map((name, act) =>
        boundedFigure(
          `CPU in workerd, ${name} : empty route`,
          'ms',
          pairsOf(rounds, act + 1, 0, (one) => one),
          commandMaxMs,
        ),
      ),
    ]
  } finally {
    await server.stop()
    await database?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
