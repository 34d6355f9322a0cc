import { randomBytes, randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { newSlip, type SigninSubject } from '../../src/features/signin/store.server.ts'
import type { StatementResult } from '../../src/kernel/database.ts'
import type { Register } from './people.ts'
import { cookiesOf } from './signups.ts'
import type { TestSite } from './site.ts'

/** The headers of a browser that has seen the page and keeps cookies; `client` is where it stands. */
export const browserAt = (client: string, cookie = 'cookies=kept') => ({ 'x-test-client': client, cookie })

/** A slip as the desk would have printed it. */
export const slipFor = async (site: Register, subject: SigninSubject): Promise<string> => {
  const context = {
    vault: await site.host.vault(),
    now: site.state.now,
    newId: () => randomUUID(),
    random: (bytes: number) => new Uint8Array(randomBytes(bytes)),
  }
  const { code, statement } = await newSlip(context, subject, 'staff:test')
  await site.client.execute(statement)
  return code
}

export const postSlip = (
  site: TestSite,
  code: string,
  headers: Record<string, string> = browserAt('home'),
  more: Record<string, string> = {},
) => site.postForm('/signin/', { code, ...more }, headers)

/** The cookies of a browser that signed in with this slip. */
export const signInBySlip = async (site: TestSite, code: string) => {
  const answer = await postSlip(site, code)
  if (answer.status !== 303) throw new Error(`the slip was refused: ${await answer.text()}`)
  return { cookie: cookiesOf(answer) }
}

/** Status, where it leads, and the page it was drawn with. */
export const drawn = async (answer: Response | Promise<Response>) => {
  const one = await answer
  const text = await one.text()
  const data = text.startsWith('{') ? (JSON.parse(text) as { page?: Record<string, unknown>; outage?: { sentence: string } }) : {}
  const problem = data.page?.['problem'] as { code: string; sentence: string; fields?: { field: string; sentence: string }[] } | undefined
  return {
    status: one.status,
    location: one.headers.get('location'),
    retry_after: one.headers.get('retry-after'),
    cookies: one.headers.getSetCookie(),
    page: data.page,
    code: problem?.code,
    sentence: problem?.sentence ?? data.outage?.sentence,
    field: problem?.fields?.map(({ field, sentence }) => `${field}: ${sentence}`),
  }
}

/** What an authenticator app shows at this moment. */
export const appCode = (secret: string, now: number) =>
  new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: now })

/** Counts the database calls while `act` runs. */
export const callsOf = async (site: TestSite, act: () => unknown) => {
  const { read, write } = site.database
  const calls: string[] = []
  const counting =
    (kind: string, call: (statements: Parameters<typeof read>[0]) => Promise<StatementResult[]>) =>
    (statements: Parameters<typeof read>[0]) => {
      calls.push(kind)
      return call(statements)
    }
  Object.assign(site.database, { read: counting('read', read), write: counting('write', write) })
  await act()
  Object.assign(site.database, { read, write })
  return calls
}
