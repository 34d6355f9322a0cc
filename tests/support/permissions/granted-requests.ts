import { randomUUID } from 'node:crypto'
import type { Access } from '../../../functions/access.ts'
import { cast } from '../cast.ts'
import { servedIndex } from '../search-index.ts'
import { appCode, slipFor } from '../signin.ts'
import { cookiesOf, freshKey, signUp, signupBody } from '../signups.ts'
import { metrics_token, type TestSite } from '../site.ts'
import { householdRequests } from './granted-households.ts'
import { pointsRequests } from './granted-points.ts'
import { rewardsRequests } from './granted-rewards.ts'
import { surveyDeskRequests } from './granted-survey-desk.ts'
import { surveyResultsRequests } from './granted-survey-results.ts'
import { surveysRequests } from './granted-surveys.ts'
import { callers, tableSays, takePlaceIn, type World } from './permissions.ts'

/** Who asks, about whom, where. */
export interface Asked {
  site: TestSite
  world: World
  headers: Record<string, string>
}

/** What is sent, and what the browser holds besides what signed it in. */
export interface Sent {
  fields?: Record<string, string>
  json?: object
  file?: FormData
  headers?: Record<string, string>
}

const understood = { understood: 'yes' }
const also = (headers: Record<string, string>, cookie: string) => ({ cookie: [headers['cookie'], cookie].filter(Boolean).join('; ') })

const guestSignup = async ({ site, world }: Asked) => {
  const { code } = await signUp(site, { ...cast.li, phone: world.home.phone }, 1)
  return { code, phone: world.home.phone }
}

const held = async (asked: Asked): Promise<Sent> => {
  const answer = await asked.site.postForm('/signups/', await guestSignup(asked), asked.headers)
  return { headers: also(asked.headers, cookiesOf(answer)) }
}

const messaged = async ({ site, world, headers }: Asked): Promise<Sent> => {
  const kept = also(headers, 'cookies=kept')
  const answer = await site.postForm('/signin/messages/', { phone: world.home.phone }, { ...headers, ...kept })
  const digits = (await site.messages()).at(-1)?.code ?? ''
  return { fields: { digits }, headers: also(kept, cookiesOf(answer)) }
}

const offered = async ({ site, headers }: Asked) => {
  const answer = await site.request('/staff/second-factor/', { headers })
  const { page } = (await answer.json()) as { page: { app: { secret: string; sealed: string } } }
  return { secret: page.app.secret, fields: { sealed: page.app.sealed, totp: appCode(page.app.secret, site.state.now) } }
}

const enrolled = async (asked: Asked): Promise<Sent> => {
  const { secret, fields } = await offered(asked)
  const answer = await asked.site.postForm('/staff/second-factor/', fields, asked.headers)
  asked.site.state.now += 30_000
  return { fields: { totp: appCode(secret, asked.site.state.now) }, headers: { cookie: cookiesOf(answer) } }
}

export type Requests = Record<string, (asked: Asked) => Sent | Promise<Sent>>

/** A request of each route that is granted; a route without a line is asked with nothing. */
export const requests: Requests = {
  ...householdRequests,
  ...pointsRequests,
  ...rewardsRequests,
  ...surveysRequests,
  ...surveyDeskRequests,
  ...surveyResultsRequests,

  'POST /api/activities/:slug/signups': ({ world }) => ({ json: signupBody({ phone: world.home.phone }) }),
  'POST /api/signup-lookups': async (asked) => ({ json: await guestSignup(asked) }),
  'POST /api/signup-changes': async (asked) => ({ json: { ...(await guestSignup(asked)), party_size: 2 } }),
  'POST /api/signup-cancellations': async (asked) => ({ json: await guestSignup(asked) }),
  'POST /activities/:slug/:occurrence/signup': ({ world, headers }) => ({
    fields: { for: world.home.resident, party_size: '1', notice_version: '2026-11', request_key: freshKey() },
    headers: also(headers, 'cookies=kept'),
  }),
  'POST /signups': async (asked) => ({ fields: await guestSignup(asked) }),
  'GET /signups/current': held,
  'POST /signups/current': async (asked) => ({ ...(await held(asked)), fields: { act: 'cancel' } }),
  'POST /signups/leave': held,

  'POST /desk/activities/:slug/:occurrence': async ({ site, world }) => {
    await takePlaceIn(site, world)
    const { rows } = await site.client.execute({ sql: 'SELECT arrival FROM signups WHERE resident = ?', args: [world.home.resident] })
    return { fields: { [`came_${rows[0]?.['arrival']}`]: '1' } }
  },
  'POST /desk/activities/:slug/:occurrence/signup': ({ world }) => ({
    fields: { act: 'resident', for: world.home.resident, party_size: '1', request_key: freshKey() },
  }),
  'POST /desk/activities/:slug/:occurrence/change': () => ({ fields: { kind: 'restored', reason: '天晴了', request_key: freshKey() } }),

  'POST /desk/staff/:id/household': () => ({ fields: { act: 'none' } }),
  'POST /desk/staff': () => ({ fields: { name: '钱芳', role: 'desk', request_key: randomUUID() } }),

  'POST /search/misses': ({ site }) => {
    for (const [name, text] of servedIndex([], '2026-11-28')) site.state.files.set(`/search/${name}`, text)
    return { fields: { q: '比特币' } }
  },
  'POST /policies/:slug/feedback': () => ({ fields: { version: 'v1', helpful: 'no' } }),
  'GET /metrics': () => ({ headers: { authorization: `Bearer ${metrics_token}` } }),
  'POST /me': () => ({ fields: { act: 'end_other_devices' } }),
  'POST /me/signups/:id': () => ({ fields: { act: 'cancel' } }),
  'POST /me/details': ({ world }) => ({ fields: { act: 'person', name: '王秀英', phone: world.home.phone } }),
  'POST /me/family': () => ({ fields: { act: 'invitation', phone: cast.zhang.phone } }),
  'POST /me/delete': () => ({ fields: understood }),
  'POST /desk/deletions/:resident': () => ({ fields: understood }),

  'POST /signin': async ({ site, world, headers }) => ({
    fields: { code: await slipFor(site, { kind: 'resident', id: world.home.resident }) },
    headers: also(headers, 'cookies=kept'),
  }),
  'POST /signin/messages': ({ world, headers }) => ({ fields: { phone: world.home.phone }, headers: also(headers, 'cookies=kept') }),
  'GET /signin/digits': messaged,
  'POST /signin/digits': messaged,
  'POST /signin/leave': async ({ site, world }) => ({
    headers: await callerOf('resident').headers(site, world),
  }),
  'POST /staff/leave': async ({ site, world }) => ({ headers: await callerOf('desk.open').headers(site, world) }),
  'GET /staff/verify': async (asked) => ({ ...(await enrolled(asked)), fields: {} }),
  'POST /staff/verify': enrolled,
  'POST /staff/second-factor': async (asked) => ({ fields: (await offered(asked)).fields }),
}

/** Who is let in and whose own it is; where anyone is let in, whoever the site looks up. */
export const callerOf = (wanted: Access) => {
  const kinds = {
    anyone: 'a guest',
    device: 'a guest',
    monitor: 'a guest',
    known: 'the resident',
    resident: 'the resident',
    colleague: 'steward without a second factor',
  }
  const named = kinds[wanted as keyof typeof kinds]
  const found = callers.find((caller) => (named ? caller.name === named : tableSays(wanted, caller)))
  if (!found) throw new Error(`nobody may ${wanted}`)
  return found
}
