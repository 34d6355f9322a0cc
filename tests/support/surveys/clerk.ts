import type { SurveyDeskPages } from '../../../src/features/survey-desk/page.ts'
import type { Fields } from '../../../src/features/surveys/schema.ts'
import { asStaff, type NewStaff } from '../people.ts'
import { freshKey } from '../signups.ts'
import type { TestSite } from '../site.ts'

/** What a page was given, loosely: a test says what it looks for. */
// biome-ignore lint/suspicious/noExplicitAny: the union of all pages would have to be narrowed at each look.
type Seen = { status: number; location: string | null; cookie: string; page: any & Pick<SurveyDeskPages, 'kind'> }

/** Somebody at the desk with what they press. Addresses are given from `/desk/surveys/`. */
export const clerkIn = async (site: TestSite, staff: NewStaff = { role: 'desk', name: '钱芳' }) => {
  const { id, headers } = await asStaff(site, staff)
  const seen = async (answer: Response): Promise<Seen> => {
    const body = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {}
    const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    return { status: answer.status, location: answer.headers.get('location'), cookie, page: body.page ?? body.outage ?? body }
  }
  const also = (cookie: string) => ({ cookie: [headers.cookie, cookie].filter(Boolean).join('; ') })
  const open = async (path: string, cookie = '') => seen(await site.request(`/desk/surveys/${path}`, { headers: also(cookie) }))
  const send = async (path: string, fields: Fields, cookie = '') => seen(await site.postForm(`/desk/surveys/${path}`, fields, also(cookie)))
  /** The status and the sentences of the page that says why not. */
  const refused = async (path: string, fields: Fields) => {
    const { status, page } = await send(path, fields)
    return [
      status,
      page.problem?.sentence ?? page.sentence,
      ...(page.problem?.fields ?? []).map((one: { sentence: string }) => one.sentence),
    ]
  }
  return {
    id,
    headers,
    open,
    send,
    refused,
    /** Hands in what somebody has said. */
    handIn: (slug: string, whom: Fields, answers: Fields, version = 'aaaaaaaaaaaa') =>
      send(`${slug}/answer/`, { act: 'hand_in', version, request_key: freshKey(), ...whom, ...answers }),
    /** One slip, by the household. */
    slip: async (slug: string, household: string) => {
      const { page } = await send(`${slug}/codes/`, { act: 'slip', household, request_key: freshKey() })
      return page.slips[0] as { for: string; code: string }
    },
    /** Types a paper in. */
    enter: (slug: string, paper: string, turn: 1 | 2, answers: Fields, version = 'aaaaaaaaaaaa') =>
      send(`${slug}/paper/`, { act: 'enter', paper, turn: String(turn), version, ...answers }),
  }
}

export type Clerk = Awaited<ReturnType<typeof clerkIn>>

/** Lines of the audit log of one member of staff, without those of looking. */
export const linesOf = async ({ client }: TestSite, clerk: { id: string }) =>
  (
    await client.execute({
      sql: "SELECT act, subject_kind, subject, detail FROM audit_log WHERE actor = ? AND detail NOT IN ('door', 'card') ORDER BY number",
      args: [clerk.id],
    })
  ).rows.map((row) => Object.values(row).map(String))
