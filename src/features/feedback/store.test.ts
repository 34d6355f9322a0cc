import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { countVote } from './store.server.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

test('a vote whose answer was lost and that is sent again counts once, also when it takes another back', async () => {
  const { database, state } = site
  const first = { page: 'a', version: 'v', helpful: 'no', receipt: 'r1', earlier: null } as const
  const second = { page: 'a', version: 'v', helpful: 'yes', receipt: 'r2', earlier: { helpful: 'no', receipt: 'r1' } } as const
  for (const vote of [first, first, second, second]) await countVote(database, vote, 'client', state.now)
  const { rows } = await site.client.execute('SELECT helpful, times FROM page_feedback ORDER BY helpful')
  expect(rows.map(({ helpful, times }) => `${helpful} ${times}`)).toEqual(['0 0', '1 1'])
})
