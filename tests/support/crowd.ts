import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { person } from './cast.ts'

/** 200 seats, of which 60 wait for those without a phone, so 140 online; 60 may wait. */
export const popular = {
  activity: 'xinchun-lianhuan',
  occurrence: '2027-01-30',
  online_places: 140,
  waiting_places: 60,
  /** The second in which it opens, as MULIN_NOW takes it. */
  opens: '2026-11-16T14:00:00+08:00',
}

const form = `/activities/${popular.activity}/${popular.occurrence}/signup/`
const shell = `/activities/${popular.activity}/`
const availability = `/api/activities/${popular.activity}/occurrences/${popular.occurrence}/availability`

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  took_ms: number
}

/** One request on a connection of its own, as from a phone that has just come. The status is 0 where no answer came at all. */
const ask = (url: string, path: string, { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {}) =>
  new Promise<Answer>((done) => {
    const began = performance.now()
    const { port, hostname } = new URL(url)
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const asked = request(
      { port, hostname, path, method: body === undefined ? 'GET' : 'POST', agent: new Agent(), headers: { ...headers, ...length } },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part))
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, headers: response.headers, text, took_ms: performance.now() - began }),
        )
        response.on('error', (error) => done({ status: 0, headers: {}, text: String(error), took_ms: performance.now() - began }))
      },
    )
    asked.on('error', (error) => done({ status: 0, headers: {}, text: String(error), took_ms: performance.now() - began }))
    asked.end(body)
  })

const addressOf = (place: number) => {
  const address = `10.1.${Math.floor(place / 250)}.${(place % 250) + 1}`
  return { 'x-forwarded-for': address, 'cf-connecting-ip': address }
}

/** The form as one person has it open; whoever sends it again sends the same key. */
const wishOf = (place: number) => ({ ...person(place), party_size: '1', notice_version: '2026-11', request_key: randomUUID() })

/** Every other one presses a plain form, the others have the script that sends JSON. */
const press = (url: string, place: number, wish: ReturnType<typeof wishOf>) => {
  if (place % 2 === 0) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: url, ...addressOf(place) }
    return ask(url, form, { headers, body: new URLSearchParams(wish).toString() })
  }
  const headers = { 'content-type': 'application/json', ...addressOf(place) }
  const body = JSON.stringify({ ...wish, party_size: 1, occurrence: popular.occurrence })
  return ask(url, `/api/activities/${popular.activity}/signups`, { headers, body })
}

/** Who comes for the first time and keeps no cookie yet is shown the code at once, others are led to it. */
const hasPlace = ({ status, text }: Answer) => status === 201 || status === 303 || (status === 200 && text.includes('报名码'))

/** Whether somebody who reads this knows what to do: they have a place, or a sentence says how else, or when to come again. */
const isOfUse = (answer: Answer) => {
  if (hasPlace(answer)) return true
  const { status, headers, text } = answer
  const says = /名额|候补|电话/.test(text)
  return says && (status === 409 || ((status === 429 || status === 503) && Number(headers['retry-after']) > 0))
}

/** Others who read meanwhile: the activity's page, and how many places are left, over and over. */
const readMeanwhile = async (url: string, readers: number, going: () => boolean) => {
  const answers: Answer[] = []
  await Promise.all(
    Array.from({ length: readers }, async (_, reader) => {
      while (going()) answers.push(await ask(url, reader % 2 === 0 ? shell : availability, { headers: addressOf(5000 + reader) }))
    }),
  )
  return answers
}

const countsOf = (answers: Answer[]) => {
  const counts: Record<string, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

const comesAgain = ({ status }: Answer) => status === 503 || status === 429

/** Whoever was told to come again does, a few at a time, with the form as it was. */
const cameAgain = async (answers: Answer[], again: (place: number) => Promise<Answer>) => {
  const last = [...answers]
  for (const [place, answer] of answers.entries()) if (comesAgain(answer)) last[place] = await again(place)
  return last
}

/**
 * So many people press at the same moment while others read. `statuses` and `of_no_use` are of what the site said first, `last` of what
 * it said in the end to those who were told to come again.
 */
export const rush = async (url: string, people: number, readers: number) => {
  let pressing = true
  const reading = readMeanwhile(url, readers, () => pressing)
  const wishes = Array.from({ length: people }, (_, place) => wishOf(place))
  const answers = await Promise.all(wishes.map((wish, place) => press(url, place, wish)))
  pressing = false
  const read = await reading
  const last = await cameAgain(answers, (place) => press(url, place, wishes[place] ?? wishOf(place)))
  const left = JSON.parse((await ask(url, availability)).text) as { state: string; free_places: number; waiting_places_left: number }
  return {
    answers,
    statuses: countsOf(answers),
    of_no_use: answers.filter((answer) => !isOfUse(answer)),
    last: countsOf(last),
    taken: last.filter(hasPlace).length,
    left,
    read,
    failed_reads: read.filter(({ status }) => status !== 200).length,
  }
}

/** Counts what the database holds of the popular activity; the statement shares nothing with the site's own. */
export const countTaken = `SELECT COUNT(*) AS signups, COALESCE(SUM(confirmed_at IS NOT NULL), 0) AS confirmed, COUNT(DISTINCT phone_fingerprint) AS phones
  FROM signups WHERE activity = '${popular.activity}' AND cancelled_at IS NULL`
