import { randomUUID } from 'node:crypto'
import type { Client } from '@libsql/client'
import { person } from '../support/cast.ts'
import type { SlowSite } from './slow-site.ts'

/** What a crowd of writers did. */
export interface Written {
  /** Keys of deliveries the site said it has written down. */
  delivered: string[]
  /** Keys of places the site said are taken. */
  taken: string[]
  /** Requests that were sent, and those for scarce places among them. */
  sent: number
  contended: number
  /** The longest time between two good answers, in milliseconds. */
  longest_gap_ms: number
  /** When the last good answers came, for whoever waits for the first after something. */
  good_at: number[]
}

const patienceMs = 15_000
const contendedShare = 0.25

const send = (url: string, path: string, init: RequestInit) =>
  fetch(url + path, { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(patienceMs), ...init })

let people = 0

/** Somebody who wants a scarce place at the same activity as everybody else. */
const placeRequest = (url: string, key: string) => {
  const { name, phone } = person(people++ % 9000)
  const body = { occurrence: '2026-12-05', name, phone, party_size: 1, notice_version: '2026-11', request_key: key }
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.0.${(people >> 8) % 256}.${people % 256}` }
  return () => send(url, '/api/activities/fangzha-qingjingju/signups', { headers, body: JSON.stringify(body) })
}

/** A delivery of one piece, of which there is no end. */
const deliveryRequest = (url: string, steward: Record<string, string>, key: string) => {
  const body = new URLSearchParams({ act: 'delivery', choice: 'lajidai/service-center', pieces: '1', request_key: key })
  return () => send(url, '/desk/stock/', { headers: { ...steward }, body })
}

/** The status of an answer that came whole; 0 when it did not. */
const statusOf = async (request: () => Promise<Response>) => {
  try {
    const answer = await request()
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

/** So many people who write without a pause and press again with the same key when they hear 稍后再试 or nothing, until `goesOn` is false. */
export const crowd = (site: SlowSite, writers: number, goesOn: () => boolean, urls = [site.url]) => {
  const written: Written = { delivered: [], taken: [], sent: 0, contended: 0, longest_gap_ms: 0, good_at: [] }
  let last = performance.now()
  const good = () => {
    const now = performance.now()
    written.longest_gap_ms = Math.max(written.longest_gap_ms, now - last)
    written.good_at.push(now)
    last = now
  }
  const write = async (writer: number) => {
    const url = urls[writer % urls.length] ?? site.url
    while (goesOn()) {
      const key = randomUUID()
      const isPlace = Math.random() < contendedShare
      const request = isPlace ? placeRequest(url, key) : deliveryRequest(url, site.steward, key)
      for (let answered = false; !answered && goesOn(); ) {
        written.sent++
        if (isPlace) written.contended++
        const status = await statusOf(request)
        answered = status > 0 && status < 500
        if (status === 201 || status === 303) {
          ;(isPlace ? written.taken : written.delivered).push(key)
          good()
        }
        if (!answered) await new Promise((next) => setTimeout(next, 50))
      }
    }
  }
  return { written, done: Promise.all(Array.from({ length: writers }, (_, writer) => write(writer))).then(() => written) }
}

const countsOf = async (client: Client, sql: string, keys: string[]) => {
  const { rows } = await client.execute({ sql, args: [JSON.stringify(keys)] })
  return Number(rows[0]?.['n'])
}

/** How many of what was acknowledged are not there; rows have a unique key, so none can be there twice. */
export const lostOf = async (client: Client, { delivered, taken }: Written) => {
  const there = await countsOf(client, 'SELECT COUNT(*) AS n FROM ledger_transfers WHERE id IN (SELECT value FROM json_each(?))', delivered)
  const held = await countsOf(client, 'SELECT COUNT(*) AS n FROM signups WHERE request_key IN (SELECT value FROM json_each(?))', taken)
  return delivered.length - there + (taken.length - held)
}
