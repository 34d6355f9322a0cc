import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { balanceIn, stationOf } from '../../../tests/support/drop-offs.ts'
import { deskOf } from '../../../tests/support/households.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

test('a household that is merged takes its points along, once', async () => {
  const [from, into] = [
    (await resident(site, { door: ['3', '1', '101'], name: '欧阳娜' })).household,
    (await resident(site, { door: ['3', '1', '102'], name: '李敏' })).household,
  ]
  const station = await stationOf(site)
  await station.confirm(from, { 废纸: '2' }, 40)
  await station.confirm(into, { 废纸: '1' }, 20)
  const merger = await (await deskOf(site)).post(`${from}/merger/`, { door: '3-1-102' })
  expect(merger.status).toBe(303)
  await runJobs(site.host, site.state.catalogue)
  await runJobs(site.host, site.state.catalogue)
  expect([await balanceIn(site, from), await balanceIn(site, into)]).toEqual([0, 60])
  const { rows } = await site.client.execute("SELECT amount, actor FROM ledger_transfers WHERE kind = 'carry'")
  expect(rows.map((row) => ({ ...row }))).toEqual([{ amount: 40, actor: 'job' }])
})
