import { randomUUID } from 'node:crypto'
import { person } from '../support/cast.ts'
import { popular } from '../support/crowd.ts'
import { boundedFigure, countFigure, type Figure, ratioFigure } from './report.ts'
import { interleave, pairsOf } from './rounds.ts'
import { startWorkerd } from './workerd.ts'

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const signups = `/api/activities/${popular.activity}/signups`
const availability = `/api/activities/${popular.activity}/occurrences/${popular.occurrence}/availability`

/** What writes has an aim; a page only says what it costs. */
interface Act {
  name: string
  isCommand: boolean
  /** One turn, `place` different each time. Returns how many requests it made. */
  turn(send: Send, place: number): Promise<number>
}

type Send = (path: string, init?: RequestInit) => Promise<Response>

const acts: Act[] = [
  {
    name: 'a signup taken and cancelled',
    isCommand: true,
    turn: async (send, place) => {
      const wish = { ...person(place), occurrence: popular.occurrence, party_size: 1, notice_version: '2026-11', request_key: randomUUID() }
      const taken = await send(signups, { method: 'POST', headers: json, body: JSON.stringify(wish) })
      const { code } = (await taken.json()) as { code: string }
      await send('/api/signup-cancellations', { method: 'POST', headers: json, body: JSON.stringify({ code, phone: wish.phone }) })
      return 2
    },
  },
  ...[
    {
      name: 'a wrong code at the door',
      isCommand: true,
      path: '/signin/',
      init: { method: 'POST', headers: form, body: 'code=ABCD-EFGH' },
    },
    { name: 'what is left', isCommand: false, path: availability, init: {} },
    { name: 'a signup page', isCommand: false, path: `/activities/${popular.activity}/${popular.occurrence}/signup/`, init: {} },
    { name: 'a search without script', isCommand: false, path: `/search/?q=${encodeURIComponent('养老')}`, init: {} },
  ].map(({ name, isCommand, path, init }) => ({
    name,
    isCommand,
    turn: async (send: Send) => {
      await (await send(path, init)).text()
      return 1
    },
  })),
]

const inFlight = 4
const commandMaxMs = 5

/** Processor time of the Worker's own workerd for each request, against the emptiest route there is. */
export const benchWorkerCpu = async (quick: boolean): Promise<Figure[]> => {
  const turns = quick ? 60 : 200
  const { url, cpuMs, stop } = await startWorkerd(popular.opens)
  try {
    let place = 0
    let faults = 0
    const send =
      (from: number): Send =>
      async (path, init) => {
        const headers = { ...init?.headers, 'cf-connecting-ip': `10.2.${Math.floor(from / 250) % 250}.${(from % 250) + 1}` }
        const answer = await fetch(url + path, { redirect: 'manual', ...init, headers })
        if (answer.status >= 500) faults++
        return answer
      }
    const side = (act: (send: Send, place: number) => Promise<number>) => async () => {
      let requests = 0
      let left = turns
      const before = cpuMs()
      await Promise.all(
        Array.from({ length: inFlight }, async () => {
          while (left-- > 0) {
            const mine = place++
            const made = await act(send(mine), mine % 8000)
            requests += made
          }
        }),
      )
      return (cpuMs() - before) / requests
    }
    const empty = side(async (send) => {
      await (await send('/healthz')).text()
      return 1
    })
    const sides = [empty, ...acts.map(({ turn }) => side(turn))]
    await interleave(1, sides)
    const rounds = await interleave(quick ? 1 : 3, sides)
    return [
      countFigure('answers of the Worker with a fault', faults, 0),
      ...acts.map(({ name, isCommand }, act) => {
        const pairs = pairsOf(rounds, act + 1, 0, (one) => one)
        const title = `CPU in workerd, ${name} : empty route`
        return isCommand ? boundedFigure(title, 'ms', pairs, commandMaxMs) : ratioFigure(title, 'ms', pairs)
      }),
    ]
  } finally {
    await stop()
  }
}
