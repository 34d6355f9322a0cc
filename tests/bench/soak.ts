import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOnce, builtSite } from '../support/build.ts'
import { person } from '../support/cast.ts'
import { popular } from '../support/crowd.ts'
import { secret } from '../support/host-parts.ts'
import { answering, freePort, run } from '../support/processes.ts'
import { countFigure, type Figure, measuredFigure, ratioFigure } from './report.ts'
import { median } from './rounds.ts'

const everyMs = 5000
const people = 8
/** The first part of the time warms up: caches fill and the engine compiles. */
const warmPart = 0.25
const page = `/activities/${popular.activity}/`
const form = `/activities/${popular.activity}/${popular.occurrence}/signup/`
const availability = `/api/activities/${popular.activity}/occurrences/${popular.occurrence}/availability`

interface Heap {
  processMb(): number
  usedMb(): Promise<number>
  close(): void
}

/** Asks the engine's inspector to collect what nobody holds and tells what is left; the process is asked for what it holds in all. */
const watchHeap = async (inspector: number): Promise<Heap> => {
  const [target] = (await (await fetch(`http://127.0.0.1:${inspector}/json`)).json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await new Promise((open) => socket.addEventListener('open', open))
  let last = 0
  const ask = <Answer>(method: string, params = {}) =>
    new Promise<Answer>((done) => {
      const id = ++last
      const hear = ({ data }: MessageEvent) => {
        const answer = JSON.parse(String(data)) as { id: number; result: Answer }
        if (answer.id !== id) return
        socket.removeEventListener('message', hear)
        done(answer.result)
      }
      socket.addEventListener('message', hear)
      socket.send(JSON.stringify({ id, method, params }))
    })
  const { result } = await ask<{ result: { value: number } }>('Runtime.evaluate', { expression: 'process.pid' })
  return {
    processMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${result.value}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024,
    usedMb: async () => {
      await ask('HeapProfiler.collectGarbage')
      return (await ask<{ usedSize: number }>('Runtime.getHeapUsage')).usedSize / 2 ** 20
    },
    close: () => socket.close(),
  }
}

/** Somebody who reads, signs up and cancels again, over and over, each time as somebody else. Returns how many requests went wrong. */
const live = async (url: string, who: number, going: () => boolean, counted: (status: number) => void) => {
  const send = async (path: string, body?: object) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.${who}.${turn % 250}.${Math.floor(turn / 250) % 250}` }
    const answer = await fetch(url + path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
    const text = await answer.text()
    counted(answer.status)
    return { status: answer.status, text }
  }
  let turn = 0
  for (; going(); turn++) {
    await send(page)
    await send(availability)
    await send(form)
    const wish = { ...person(who * 1000 + (turn % 1000)), party_size: 1, notice_version: '2026-11', request_key: randomUUID() }
    const taken = await send(`/api/activities/${popular.activity}/signups`, { ...wish, occurrence: popular.occurrence })
    if (taken.status !== 201) continue
    const { code } = JSON.parse(taken.text) as { code: string }
    await send('/api/signup-cancellations', { code, phone: wish.phone })
  }
}

const megabytes = (value: number) => `${value.toFixed(1)} MB`

/** The Node host under a steady load for some minutes: what it holds must not grow. */
export const benchSoak = async (minutes: number): Promise<Figure[]> => {
  await buildOnce('node')
  const folder = mkdtempSync(join(tmpdir(), 'mulin-soak-'))
  const [port, inspector] = [await freePort(), await freePort()]
  const server = run(process.execPath, [`--inspect=127.0.0.1:${inspector}`, `${builtSite('node')}/server/entry.mjs`], {
    PORT: String(port),
    HOST: '127.0.0.1',
    MULIN_DATA_DIR: folder,
    MULIN_NOW: popular.opens,
    MULIN_SECRET: secret,
    MULIN_TRUST_PROXY: '1',
    MULIN_LOG: 'off',
  })
  const url = `http://127.0.0.1:${port}`
  const statuses: Record<string, number> = {}
  const samples: { process_mb: number; heap_mb: number }[] = []
  try {
    await answering(`${url}/`, server)
    const heap = await watchHeap(inspector)
    const until = performance.now() + minutes * 60_000
    const going = () => performance.now() < until
    const counted = (status: number) => {
      statuses[status] = (statuses[status] ?? 0) + 1
    }
    const crowd = Promise.all(Array.from({ length: people }, (_, who) => live(url, who, going, counted)))
    while (going()) {
      await new Promise((done) => setTimeout(done, Math.min(everyMs, until - performance.now())))
      samples.push({ heap_mb: await heap.usedMb(), process_mb: heap.processMb() })
    }
    await crowd
    heap.close()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return figuresOf(minutes, statuses, samples)
}

const figuresOf = (minutes: number, statuses: Record<string, number>, samples: { process_mb: number; heap_mb: number }[]): Figure[] => {
  const requests = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  const faults = Object.entries(statuses).reduce((sum, [status, count]) => (Number(status) >= 500 ? sum + count : sum), 0)
  const warm = samples.slice(Math.floor(samples.length * warmPart))
  const third = Math.max(1, Math.floor(warm.length / 3))
  const [early, late] = [warm.slice(0, third), warm.slice(-third)]
  const grown = (part: 'heap_mb' | 'process_mb') =>
    [[median(late.map((sample) => sample[part])), median(early.map((sample) => sample[part]))]] as const
  return [
    countFigure(`faults of ${requests.toLocaleString('en')} requests in ${minutes} minutes`, faults, 0),
    measuredFigure('  requests a second', Math.round(requests / (minutes * 60)).toLocaleString('en')),
    measuredFigure(
      '  heap at the start and at the end',
      [samples[0], samples.at(-1)].map((one) => megabytes(one?.heap_mb ?? 0)).join(', '),
    ),
    measuredFigure(
      '  process at the start and at the end',
      [samples[0], samples.at(-1)].map((one) => megabytes(one?.process_mb ?? 0)).join(', '),
    ),
    ratioFigure('  heap after collection, last third : first third after warming up', 'MB', [...grown('heap_mb')], {
      sign: '<=',
      ratio: 1.1,
    }),
    ratioFigure('  process, last third : first third after warming up', 'MB', [...grown('process_mb')], { sign: '<=', ratio: 1.2 }),
  ]
}
