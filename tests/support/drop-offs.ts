import { randomUUID } from 'node:crypto'
import type { DropOffPage } from '../../src/features/drop-offs/page.ts'
import type { Problem } from '../../src/kernel/problem.ts'
import { asStaff, type NewStaff } from './people.ts'
import type { TestSite } from './site.ts'

type Fields = Record<string, string>

/** Somebody at a station with what they press. */
export const stationOf = async (site: TestSite, staff: NewStaff = { role: 'station', name: '孙强' }, station = 'recycling-east') => {
  const { id, headers } = await asStaff(site, staff)
  const withStation = { cookie: `${headers.cookie}; station=${station}` }
  const get = (path: string) => site.request(path, { headers: withStation })
  const press = (path: string, fields: Fields) => site.postForm(path, { station, ...fields }, withStation)
  const fieldsOf = (household: string, weights: Fields, key: string) => ({
    household,
    request_key: key,
    ...Object.fromEntries(Object.entries(weights).map(([material, typed]) => [`of_${material}`, typed])),
  })
  const dropOff = (act: string, household: string, weights: Fields, changes: Fields = {}) =>
    press('/desk/drop-offs/', { act, ...fieldsOf(household, weights, changes['request_key'] ?? randomUUID()), ...changes })
  return {
    id,
    headers: withStation,
    get,
    press,
    calculate: (household: string, weights: Fields, changes: Fields = {}) => dropOff('calculate', household, weights, changes),
    confirm: (household: string, weights: Fields, seen: number, changes: Fields = {}) =>
      dropOff('confirm', household, weights, { seen: String(seen), ...changes }),
  }
}

/** The status of an answer and its sentences, or where it leads. */
export const told = async (answer: Response) => {
  if (answer.status === 303) return answer.headers.get('location')
  const { page, outage } = (await answer.json()) as { page?: { problem?: Problem }; outage?: Problem }
  const problem = page?.problem ?? outage
  return [answer.status, problem?.sentence, ...(problem?.fields?.map(({ sentence }) => sentence) ?? [])]
}

export const pageOf = async <Page = DropOffPage>(answer: Response | Promise<Response>) =>
  ((await (await answer).json()) as { page: Page }).page

/** What a household can use. */
export const balanceIn = async (site: TestSite, household: string) => {
  const { rows } = await site.client.execute({
    sql: 'SELECT credits_posted - debits_posted - debits_pending AS n FROM ledger_accounts WHERE id = ?',
    args: [`points/household/${household}`],
  })
  return Number(rows[0]?.['n'] ?? 0)
}

/** A device as a steward would have made it, with a key nobody knows. */
export const deviceIn = async (site: TestSite) => {
  const id = randomUUID()
  await site.client.execute({
    sql: "INSERT INTO devices (id, station, name, key, created_at, created_by) VALUES (?, 'recycling-east', '大秤', 'sealed', 1, 'test')",
    args: [id],
  })
  return id
}
