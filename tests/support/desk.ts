import { expect } from 'vitest'
import { freshKey } from './signups.ts'
import type { TestSite } from './site.ts'

/** The tea of 28 November at the desk. */
export const deskPath = '/desk/activities/tea/2026-11-28/'
export const deskSignupPath = `${deskPath}signup/`

/** What an answer drew: its status and its page. */
export const drawn = async (answer: Response | Promise<Response>) => {
  const one = await answer
  const json = one.headers.get('content-type')?.includes('json') ? ((await one.json()) as Record<string, unknown>) : {}
  return { status: one.status, page: (json['page'] ?? json) as Record<string, unknown> }
}

export const goesTo = (answer: Response) => [answer.status, answer.headers.get('location')]

/** How many calls go to the database while something is done. */
export const callsOf = async ({ client }: TestSite, act: () => Promise<unknown>) => {
  const { batch, execute } = client
  let calls = 0
  client.batch = (...of: Parameters<typeof batch>) => {
    calls++
    return batch.apply(client, of)
  }
  client.execute = ((...of: [never]) => {
    calls++
    return execute.apply(client, of)
  }) as typeof execute
  await act()
  Object.assign(client, { batch, execute })
  return calls
}

/** The answer to an act, which must have this status, and how many calls it cost. */
export const calls = async (site: TestSite, act: () => Response | Promise<Response>, status: number) => {
  let answer = new Response()
  const counted = await callsOf(site, async () => {
    answer = await act()
  })
  expect(answer.status).toBe(status)
  return { counted, answer }
}

/** What the desk sends to sign up somebody who called. */
export const guestFields = (name: string, phone = '', changes: Record<string, string> = {}) => ({
  act: 'guest',
  name,
  phone,
  party_size: '1',
  request_key: freshKey(),
  ...changes,
})

export const residentFields = (resident: string, changes: Record<string, string> = {}) => ({
  act: 'resident',
  for: resident,
  party_size: '1',
  request_key: freshKey(),
  ...changes,
})
