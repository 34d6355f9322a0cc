import { afterAll, beforeAll, expect, test } from 'vitest'
import { servedIndex, writtenFindables } from '../../../tests/support/search-index.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { SearchPage } from './page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  for (const [name, text] of servedIndex(writtenFindables(), '2026-11-23')) site.state.files.set(`/search/${name}`, text)
})
afterAll(() => site.close())

const ask = async (query: string) => {
  const answer = await site.request(`/search/?${query}`)
  return { status: answer.status, cache: answer.headers.get('cache-control'), page: ((await answer.json()) as { page: SearchPage }).page }
}
const asked = (typed: string) => ask(new URLSearchParams({ q: typed }).toString())

test('a search is answered from the served files, on the day of the site', async () => {
  const { status, cache, page } = await asked(' 老年证\u0007')
  expect([status, cache, page.query, page.today, page.ended]).toEqual([200, 'no-store', '老年证', '2026-11-23', false])
  expect(page.found?.pages[0]?.address).toBe('/policies/laonian-youdai/')
})

test('what has ended is looked for when asked', async () => {
  const old = '/policies/zhuanxiang-fujia-kouchu-2019/'
  const addresses = async (query: string) => (await ask(query)).page.found?.pages.map(({ address }) => address)
  expect(await addresses('q=专项附加扣除')).not.toContain(old)
  expect(await addresses('q=专项附加扣除&ended=1')).toContain(old)
})

test.each(['', 'q=', 'q=%00%07%20', 'ended=1'])('nothing asked is an empty field: %s', async (query) => {
  expect(await ask(query)).toMatchObject({ status: 200, page: { query: '', found: null } })
})

test.each([101, 1_000_000])('%i characters are refused with a sentence, and not sent back whole', async (length) => {
  const { status, page } = await asked('好'.repeat(length))
  expect(status).toBe(422)
  expect(page.problem).toEqual({
    code: 'input_invalid',
    sentence: '写得太长，没有找。',
    fields: [{ field: 'q', code: 'query_too_long', sentence: '请用不超过 100 个字，写最要紧的几个词' }],
  })
  expect(page.query).toBe('好'.repeat(100))
})

test.each(['<script>alert(1)</script>', '"; DROP TABLE', '%', '\u202e低保', '__proto__', '😀', '？？？'])(
  '%s is only a text',
  async (typed) => {
    expect((await asked(typed)).status).toBe(200)
  },
)

test('half a character is no fault', async () => {
  expect((await ask('q=%E4%BD')).status).toBe(200)
})

test('nothing that is typed reaches the log', async () => {
  await asked('王秀英13800138000')
  await asked('王秀英'.repeat(100))
  expect(site.log.join('\n')).toContain('"route":"/search"')
  expect(site.log.join('\n')).not.toMatch(/王秀英|13800138000|%E7/)
})
