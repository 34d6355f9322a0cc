import type { Client, InStatement } from '@libsql/client'
import { busyCommunity, clientOf, occurrencesOf, signupBody } from './community.ts'
import { countFigure, type Figure, ratioFigure } from './report.ts'
import { interleave, pairsOf, sampleOf } from './rounds.ts'
import { openBenchSite, openRawFile } from './site.ts'

const inFlight = 16

const count = async (client: Client, what: string) => Number((await client.execute(`SELECT COUNT(*) AS n FROM ${what}`)).rows[0]?.['n'])

/** Signups, numbered from 0, as requests from many addresses to many occurrences. */
const requestMaker = (occurrences: ReturnType<typeof occurrencesOf>) => {
  let number = 0
  return () => {
    const { slug, occurrence } = occurrences[number % occurrences.length] as (typeof occurrences)[number]
    const body = signupBody(number, occurrence)
    const length = String(Buffer.byteLength(body))
    const headers = { 'content-type': 'application/json', 'content-length': length, 'x-bench-client': clientOf(number++) }
    return new Request(`http://127.0.0.1/api/activities/${slug}/signups`, { method: 'POST', headers, body })
  }
}

/**
 * Signups per second through the whole site against the very batches it sent, replayed on a second file with the same
 * history. The control is a round behind, so that either side can go first. Requests are made before the clock starts,
 * because on a host they come from a socket.
 */
export const benchSignups = async (quick: boolean): Promise<Figure[]> => {
  const perRound = quick ? 300 : 1000
  const catalogue = busyCommunity()
  const subject = await openBenchSite(catalogue)
  const control = await openRawFile()
  const makeRequest = requestMaker(occurrencesOf(catalogue))
  const sent: InStatement[][][] = []
  let refused = 0

  const throughSite = async () => {
    const requests = Array.from({ length: perRound }, makeRequest)
    const sample = await sampleOf(requests, inFlight, async (request) => {
      const response = await subject.site.request(request)
      if (response.status !== 201) refused++
    })
    sent.push(subject.traffic.batches.splice(0))
    return sample
  }
  const rawBatches = () =>
    sampleOf(sent.shift() ?? [], inFlight, async (batch) => {
      await control.client.batch(batch, 'write')
    })

  await throughSite()
  await throughSite()
  await rawBatches()
  const rounds = await interleave(quick ? 3 : 7, [throughSite, rawBatches])
  await rawBatches()

  const signups = await count(subject.client, 'signups')
  const figures = [
    countFigure('signups answered otherwise than 201', refused, 0),
    countFigure('database calls that failed', subject.traffic.failed, 0),
    countFigure('signups stored by the site', signups, perRound * (rounds.length + 2)),
    countFigure('signups stored by the raw batches', await count(control.client, 'signups'), signups),
    countFigure('occurrences oversold', await count(subject.client, 'signup_pools WHERE confirmed_places > capacity_places'), 0),
    ratioFigure(
      'signups, whole site : raw batches',
      '/s',
      pairsOf(rounds, 0, 1, ({ per_second }) => per_second),
      { sign: '>=', ratio: 0.85 },
    ),
    ratioFigure(
      'CPU of a signup : of its batch',
      'ms',
      pairsOf(rounds, 0, 1, ({ cpu_ms_each }) => cpu_ms_each),
    ),
  ]
  subject.close()
  control.close()
  return figures
}
