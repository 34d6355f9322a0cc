import { randomUUID } from 'node:crypto'
import type { Mine } from '../../src/features/mine/views.ts'
import { asResident, type NewResident, type Register, resident } from './people.ts'
import { freshKey, told } from './signups.ts'
import type { TestSite } from './site.ts'

/** What a page of one's own was drawn with. */
export interface OwnPage {
  kind: string
  mine: Mine
  done?: string
  typed?: Record<string, string>
  held?: Record<string, unknown> | null
  problem?: { code: string; sentence: string; fields?: { field: string; code: string; sentence: string }[] }
}

/** What a child under 14 is told. */
export const guardianNeeded = '不满 14 岁的孩子，这件事请监护人来办：可以到窗口，也可以打电话 0400-5550100。'

/** A resident with a browser in which they are signed in. */
export const somebody = async (site: TestSite, person: NewResident) => {
  const { id, household } = await resident(site, person)
  const headers = await asResident(site, id)
  const draw = async (answer: Response | Promise<Response>) => {
    const { status, headers: sent, json } = await told(answer)
    return { status, headers: sent, page: json['page'] as OwnPage }
  }
  return {
    id,
    household,
    headers,
    /** Draws a page of theirs. */
    show: (path: string) => draw(site.request(path, { headers })),
    /** Posts a form that is answered with another page. */
    post: (path: string, fields: Record<string, string>) => site.postForm(path, fields, headers),
    /** Posts a form that is sent back. */
    refused: (path: string, fields: Record<string, string>) => draw(site.postForm(path, fields, headers)),
    /** Takes places at the tea of 28 November, for oneself or somebody one may act for; the signup's id. */
    signUp: async (party_size = 1, who = id, occurrence = '2026-11-28') => {
      const fields = { party_size: String(party_size), notice_version: '2026-11', request_key: freshKey(), for: who }
      const answer = await site.postForm(`/activities/tea/${occurrence}/signup/`, fields, {
        ...headers,
        cookie: `${headers.cookie}; cookies=kept`,
      })
      if (answer.status !== 303) throw new Error(`not signed up: ${await answer.text()}`)
      const { rows } = await site.client.execute('SELECT id FROM signups ORDER BY arrival DESC LIMIT 1')
      return String(rows[0]?.['id'])
    },
  }
}

/** One representation in force, as the desk would have recorded it. */
export const mayActFor = (site: Register, representative: string, beneficiary: string, kind: 'guardian' | 'delegate' = 'delegate') => {
  const now = site.state.now
  return site.client.execute({
    sql: `INSERT INTO representations (id, kind, beneficiary, representative, notice_version, granted_at, granted_by, accepted_at)
      VALUES (:id, :kind, :beneficiary, :representative, '2026-11', :now, 'staff:test', :now)`,
    args: { id: randomUUID(), kind, beneficiary, representative, now },
  })
}

/** Where an answer leads on to. */
export const led = (answer: Response) => [answer.status, answer.headers.get('location')]

/** Counts the calls of the database while `act` runs; what a process remembers of the occurrences for a while is remembered. */
export const databaseCalls = async (site: TestSite, act: () => unknown) => {
  await site.request('/me/')
  const { read, write } = site.database
  let calls = 0
  const counted =
    <Call extends typeof read>(call: Call): typeof read =>
    (statements) => {
      calls += 1
      return call(statements)
    }
  Object.assign(site.database, { read: counted(read), write: counted(write) })
  try {
    await act()
  } finally {
    Object.assign(site.database, { read, write })
  }
  return calls
}
