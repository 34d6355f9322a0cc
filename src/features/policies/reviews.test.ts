import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { ReviewEntry } from './dated.ts'

const entry = (slug: string, due_on: string, changes: object = {}): ReviewEntry => ({
  slug,
  title: `怎么办${slug}`,
  last_reviewed: '2026-05-22',
  due_on,
  reviewer: '社保专员',
  validity: { effective_from: '2020-01-01', ...changes },
})

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  const entries = [entry('later', '2027-05-01'), entry('due', '2026-11-23'), entry('gone', '2026-11-01', { expires_on: '2026-11-23' })]
  site.state.files.set('/reviews/dates.json', JSON.stringify(entries))
})
afterAll(() => site.close())

const at = async (moment: string) => {
  site.state.now = Date.parse(`${moment}+08:00`)
  const answer = await site.request('/reviews.json')
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  const rows = (await answer.json()) as { slug: string; overdue_days: number }[]
  return rows.map(({ slug, overdue_days }) => `${slug} ${overdue_days}`)
}

test('what is overdue is told from the first second of the day after, and what has ended no more', async () => {
  expect(await at('2026-11-23T23:59:59')).toEqual(['gone 22', 'due 0', 'later 0'])
  expect(await at('2026-11-24T00:00:00')).toEqual(['due 1', 'later 0'])
})

test('a program learns who compared it last and when', async () => {
  site.state.now = Date.parse('2026-11-25T08:00:00+08:00')
  const [first] = (await (await site.request('/reviews.json')).json()) as object[]
  expect(first).toEqual({
    slug: 'due',
    title: '怎么办due',
    last_reviewed: '2026-05-22',
    due_on: '2026-11-23',
    reviewer: '社保专员',
    overdue_days: 2,
  })
})

test('the page for editors shows the same', async () => {
  const shown = (await (await site.request('/reviews/')).json()) as { page: object }
  expect(shown.page).toEqual({ kind: 'policy_reviews', rows: await (await site.request('/reviews.json')).json() })
})
