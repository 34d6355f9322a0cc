import type { HouseholdPage, HouseholdView } from '../../src/features/members/page.ts'
import type { Problem } from '../../src/kernel/problem.ts'
import { asStaff, type NewStaff } from './people.ts'
import type { TestSite } from './site.ts'

type Fields = Record<string, string>

/** Somebody at the desk with what they press. Addresses are given from `/desk/households/`. */
export const deskOf = async (site: TestSite, staff: NewStaff = { role: 'desk', name: '钱芳' }) => {
  const { id, headers } = await asStaff(site, staff)
  const get = (path: string) => site.request(`/desk/households/${path}`, { headers })
  const post = (path: string, fields: Fields = {}) => site.postForm(`/desk/households/${path}`, fields, headers)
  return {
    id,
    headers,
    get,
    post,
    household: async (household: string): Promise<HouseholdView> => {
      const page = (await (await get(household)).json()) as { page: HouseholdPage }
      return page.page.household
    },
    /** Where a good post leads, or the status and the sentences of the page that says why not. */
    press: async (path: string, fields: Fields = {}) => {
      const answer = await post(path, fields)
      if (answer.status === 303) return answer.headers.get('location')
      const { page, outage } = (await answer.json()) as { page?: { problem?: Problem }; outage?: Problem }
      const problem = page?.problem ?? outage
      return [answer.status, problem?.sentence, ...(problem?.fields?.map(({ sentence }) => sentence) ?? [])]
    },
  }
}

/** A key as a page's hidden field holds it; the same number makes the same key. */
export const key = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const count = async (site: TestSite, sql: string) =>
  Number((await site.client.execute(`SELECT count(*) AS n ${sql}`)).rows[0]?.['n'])
