import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asStaff } from '../../../tests/support/people.ts'
import { cookiesOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { feedbackByClient, receiptSeconds } from './limits.ts'
import type { FeedbackDeskPage, FeedbackPage } from './page.ts'
import type { PageVersions } from './schema.ts'

const address = '/policies/juzhuzheng/feedback/'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const publish = (versions: PageVersions) => site.state.files.set('/policies/versions.json', JSON.stringify(versions))
const say = (helpful: string, headers: Record<string, string> = {}, version = 'v1') => site.postForm(address, { version, helpful }, headers)
const pageOf = async (answer: Response) => ((await answer.json()) as { page: FeedbackPage }).page
const counts = async () => {
  const { rows } = await site.client.execute('SELECT page, version, helpful, times FROM page_feedback ORDER BY version, helpful')
  return rows.map(({ page, version, helpful, times }) => `${page} ${version} ${helpful ? 'yes' : 'no'} ${times}`)
}

test('a press is counted for the page and its version, and led to a page that thanks', async () => {
  const answer = await say('no')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/policies/juzhuzheng/feedback/?said=no'])
  expect(await counts()).toEqual(['juzhuzheng v1 no 1'])
  const page = await pageOf(await site.request('/policies/juzhuzheng/feedback/?said=no'))
  expect(page).toEqual({ kind: 'feedback', slug: 'juzhuzheng', title: '居住证怎么办', version: 'v1', said: 'no' })
})

test('people are counted together', async () => {
  for (const client of ['a', 'b', 'c']) await say('yes', { 'x-test-client': client })
  await say('no', { 'x-test-client': 'd' })
  expect(await counts()).toEqual(['juzhuzheng v1 no 1', 'juzhuzheng v1 yes 3'])
})

test('of one browser the last press counts, and each only once', async () => {
  const first = await say('yes')
  const second = await say('no', { cookie: cookiesOf(first) })
  expect(await counts()).toEqual(['juzhuzheng v1 no 1', 'juzhuzheng v1 yes 0'])
  await say('no', { cookie: cookiesOf(second) })
  expect(await counts()).toEqual(['juzhuzheng v1 no 1', 'juzhuzheng v1 yes 0'])
})

test.each([
  ['a receipt used before', async (held: string) => held],
  ['a receipt nobody was given', async () => 'feedback=AAAAAAAAAAAAAAAAAAAAAA.v1.no'],
  ['a receipt for the other answer', async (held: string) => held.replace('.no', '.yes')],
  ['no receipt at all', async () => 'feedback=x'],
])('%s takes nobody else’s answer back', async (_, forge) => {
  const honest = await say('no', { 'x-test-client': 'a' })
  await say('no', { 'x-test-client': 'b' })
  const used = await say('yes', { cookie: cookiesOf(honest) })
  expect(used.status).toBe(303)
  const before = await counts()
  expect(before).toEqual(['juzhuzheng v1 no 1', 'juzhuzheng v1 yes 1'])
  await say('yes', { cookie: await forge(cookiesOf(honest)) })
  expect(await counts()).toEqual(['juzhuzheng v1 no 1', 'juzhuzheng v1 yes 2'])
})

test('what the page said before is left as it was counted', async () => {
  const before = await say('no')
  publish({ juzhuzheng: { title: '居住证怎么办', version: 'v2' } })
  await say('yes', { cookie: cookiesOf(before) }, 'v2')
  expect(await counts()).toEqual(['juzhuzheng v1 no 1', 'juzhuzheng v2 yes 1'])
})

describe('refused', () => {
  const phone = '0400-5550100'
  test.each([
    ['an earlier version', 'v0', 'yes', 409, 'version_unknown', '没有记下来：这一页刚改过，您看的是以前的。请再看一眼，再告诉我们。'],
    ['a version made up', 'zzzz', 'yes', 409, 'version_unknown', '没有记下来：这一页刚改过，您看的是以前的。请再看一眼，再告诉我们。'],
    ['no version', '', 'yes', 422, 'feedback_input_invalid', '没有记下来。'],
    ['no answer', 'v1', '', 422, 'feedback_input_invalid', '没有记下来。'],
    ['another answer', 'v1', 'maybe', 422, 'feedback_input_invalid', '没有记下来。'],
  ])('%s', async (_, version, helpful, status, code, sentence) => {
    const answer = await say(helpful, {}, version)
    const { problem } = await pageOf(answer)
    expect([answer.status, problem?.code, problem?.sentence]).toEqual([status, code, sentence])
    expect(await counts()).toEqual([])
  })

  test('the fields are named', async () => {
    const { problem } = await pageOf(await site.postForm(address, { helpful: 'maybe', name: '王秀英' }))
    expect(problem?.fields).toEqual([
      { field: 'version', code: 'version_missing', sentence: '请回到那一页再按一次' },
      { field: 'helpful', code: 'helpful_missing', sentence: '请按“有用”或“没用”' },
      { field: 'name', code: 'field_unknown', sentence: '这一项不用填' },
    ])
  })

  test.each(['nowhere', '__proto__', 'constructor', '..%2F..'])('a page that is not there: %s', async (slug) => {
    for (const answer of [
      await site.request(`/policies/${slug}/feedback/`),
      await site.postForm(`/policies/${slug}/feedback/`, { version: 'v1', helpful: 'yes' }),
    ]) {
      const { problem } = await pageOf(answer)
      expect([answer.status, problem?.sentence]).toEqual([404, `没有这一篇政策，可能改了网址。请从目录里找，或打电话 ${phone}。`])
    }
  })

  test('a post from another site', async () => {
    expect((await say('no', { origin: 'https://elsewhere.example' })).status).toBe(403)
    expect(await counts()).toEqual([])
  })

  test('more than a house can mean, until a while has passed', async () => {
    for (let time = 0; time < feedbackByClient.tries; time++) await say('no')
    const answer = await say('no')
    const { problem } = await pageOf(answer)
    expect([answer.status, problem?.sentence]).toEqual([429, `从您这里来的太多了，这次没有记。请过一会儿再按，或打电话 ${phone} 说。`])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await counts()).toEqual([`juzhuzheng v1 no ${feedbackByClient.tries}`])
    expect((await say('no', { 'x-test-client': 'next door' })).status).toBe(303)
  })
})

test('the browser holds a receipt that only this one address gets to see, for half a day', async () => {
  const cookie = (await say('yes')).headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(
    new RegExp(`^feedback=[\\w-]{22}\\.v1\\.yes; Max-Age=${receiptSeconds}; Path=/policies/juzhuzheng/feedback; HttpOnly; SameSite=Lax$`),
  )
})

test('nobody and no moment stands beside the count', async () => {
  await say('no')
  const { columns } = await site.client.execute('SELECT * FROM page_feedback')
  expect(columns).toEqual(['page', 'version', 'helpful', 'times'])
  const { rows } = await site.client.execute("SELECT who, window_start FROM attempts WHERE kind = 'feedback'")
  expect(rows).toHaveLength(1)
  expect(String(rows[0]?.['who'])).toMatch(/^[\w-]{43}$/)
  expect(Number(rows[0]?.['window_start']) % 3_600_000).toBe(0)
})

test('a steward sees which pages do not help, as they stand now', async () => {
  publish({ a: { title: '甲', version: 'x' }, b: { title: '乙', version: 'x' } })
  await site.client.execute(`INSERT INTO page_feedback (page, version, helpful, times) VALUES
    ('a', 'x', 0, 1), ('a', 'x', 1, 9), ('a', 'w', 0, 7), ('b', 'x', 0, 3), ('b', 'x', 1, 3), ('gone', 'x', 0, 2)`)
  const { headers } = await asStaff(site, { role: 'steward' })
  const { page } = (await (await site.request('/desk/feedback/', { headers })).json()) as { page: FeedbackDeskPage }
  expect(page.telling).toEqual([
    { slug: 'b', title: '乙', yes: 3, no: 3, no_percent: 50, before: 0 },
    { slug: 'a', title: '甲', yes: 9, no: 1, no_percent: 10, before: 7 },
  ])
  expect(page.early).toEqual([{ slug: 'gone', title: null, yes: 0, no: 0, no_percent: 0, before: 2 }])
})
