import { createClient } from '@libsql/client/web'
import { expect } from 'vitest'
import { createDatabase } from '../../functions/db/client.ts'
import type { SignupView } from '../../src/features/signups/views.ts'
import { cast, type Person } from './cast.ts'
import type { TestSite } from './site.ts'

let keys = 0
/** A request key nobody has used in this run. */
export const freshKey = () => `request-key-${String(++keys).padStart(8, '0')}`

export const takePath = '/api/activities/tea/signups'
export const formPath = '/activities/tea/2026-11-28/signup/'

/** What 王阿姨 sends for two places at the tea of 28 November; `changes` say what is different. */
export const signupBody = (changes: Record<string, unknown> = {}) => ({
  occurrence: '2026-11-28',
  ...cast.wang,
  party_size: 2,
  notice_version: '2026-11',
  request_key: freshKey(),
  ...changes,
})

/** The same as a form has it; the occurrence stands in the form's address. */
export const signupFields = (changes: Record<string, string> = {}): Record<string, string> => {
  const { name, phone, notice_version, request_key } = signupBody()
  return {
    name: String(name),
    phone: String(phone),
    party_size: '2',
    notice_version: String(notice_version),
    request_key: String(request_key),
    ...changes,
  }
}

/** Signs a person up through the API, each from an address of their own, and gives back what they see. */
export const signUp = async (
  site: TestSite,
  person: Person,
  party_size: number,
  changes: Record<string, unknown> = {},
): Promise<SignupView> => {
  const answer = await site.post(takePath, signupBody({ ...person, party_size, ...changes }), { 'x-test-client': person.phone })
  expect(answer.status).toBe(201)
  return (await answer.json()) as SignupView
}

/** Status and whole body of an answer, to be asserted together. */
export const told = async (answer: Response | Promise<Response>) => {
  const one = await answer
  return { status: one.status, headers: one.headers, json: (await one.json()) as Record<string, unknown> }
}

/** A refusal as it must look, whole. */
export const problem = (status: number, code: string, title: string, errors?: { field: string; code: string; detail: string }[]) => ({
  type: `/problems#${code}`,
  title,
  status,
  code,
  ...(errors && { errors }),
})

/** A database server that is not there. */
export const deadDatabase = () =>
  createDatabase(() => createClient({ url: 'http://127.0.0.1:9' }), { tries: 2, first_wait_ms: 1, for_ms: 6000 })

/** Every row of the tables of signups, to see that nothing changed. */
export const everyRow = async ({ client }: TestSite) => {
  const tables = ['signups', 'signup_pools', 'signup_events']
  const results = await client.batch(
    tables.map((table) => `SELECT * FROM ${table}`),
    'read',
  )
  return results.map(({ rows }) => rows.map((row) => ({ ...row })))
}

/** Rows of a query as plain objects. */
export const rowsOf = async ({ client }: TestSite, sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }))

/** The cookies an answer sets, as a browser sends them back. */
export const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
