import { sampleActivity, sampleCatalogue } from '../support/catalogue.ts'
import { signupBody } from './community.ts'
import { countFigure, type Figure } from './report.ts'
import { openBenchSite } from './site.ts'

const occurrence = '2026-11-28'
const formPath = `/activities/tea/${occurrence}/signup`
const phone = '19900000001'

/** A browser as far as the forms need one: it keeps what it is given and sends it back. */
const browser = () => {
  const jar = new Map<string, string>()
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }
  const cookies = () => ({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') })
  return { keep, cookies }
}

/** How many times each act goes to the database: the figure that decides how long it takes over a network. */
export const benchCalls = async (): Promise<Figure[]> => {
  const { site, traffic, close } = await openBenchSite(sampleCatalogue([sampleActivity({ capacity_places: 4, waiting_places: 0 })]))
  const { keep, cookies } = browser()
  const figures: Figure[] = []
  const send = async (path: string, init: RequestInit = {}) =>
    keep(await site.request(path, { ...init, headers: { ...init.headers, ...cookies() } }))
  const post = (path: string, body: string) => send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const postForm = (path: string, fields: Record<string, string>) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })
  const act = async (name: string, status: number, request: () => Promise<Response>, expected = 1) => {
    const before = traffic.calls
    const response = await request()
    const body = await response.text()
    if (response.status !== status) throw new Error(`${name}: ${response.status} instead of ${status}: ${body}`)
    figures.push(countFigure(`database calls: ${name}`, traffic.calls - before, expected))
    return body
  }

  const form = { name: '王阿姨', phone, party_size: '1', notice_version: '2026-11' }
  const key = () => ({ request_key: crypto.randomUUID() })
  const available = () => send(`/api/activities/tea/occurrences/${occurrence}/availability`)
  await act('availability, with what the desk has changed, once in half a minute', 200, available, 2)
  await act('availability, asked again within a second', 200, available, 0)
  const taken = await act('take', 201, () => post('/api/activities/tea/signups', signupBody(0, occurrence)))
  const { code } = JSON.parse(taken) as { code: string }
  await act('availability, after a signup', 200, available)
  const holder = { code, phone: '19900000000' }
  await act('look up', 200, () => post('/api/signup-lookups', JSON.stringify(holder)))
  await act('change', 200, () => post('/api/signup-changes', JSON.stringify({ ...holder, party_size: 2 })))
  await act('cancel', 200, () => post('/api/signup-cancellations', JSON.stringify(holder)))
  const tooMany = JSON.stringify({ ...form, ...key(), party_size: 5, occurrence })
  await act('take, refused', 409, () => post('/api/activities/tea/signups', tooMany))
  await act('signup page', 200, () => send(formPath))
  await act('take by form', 303, () => postForm(formPath, { ...form, ...key() }))
  await act('take by form, refused, and the page again', 409, () => postForm(formPath, { ...form, ...key() }), 2)
  await act('held page', 200, () => send('/signups/current/'))
  await act('change by form', 303, () => postForm('/signups/current', { act: 'change', party_size: '2' }))
  await act('cancel by form', 303, () => postForm('/signups/current', { act: 'cancel' }))
  close()
  return figures
}
