import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { deskPath, residentFields } from '../../../tests/support/desk.ts'
import { balanceIn } from '../../../tests/support/drop-offs.ts'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { settleAttendance } from './attendance.server.ts'

let site: TestSite
let desk: { cookie: string }
let home: string
beforeAll(async () => {
  site = await openSite(sampleCatalogue([sampleActivity(), sampleActivity({}, { slug: 'choir' })]))
  desk = (await asStaff(site, { role: 'desk' })).headers
  const head = await resident(site, { name: '欧阳娜', relation: 'head' })
  const other = await resident(site, { name: '李敏' })
  home = head.household
  for (const path of [deskPath, deskPath.replace('tea', 'choir')])
    for (const { id } of [head, other]) await site.postForm(`${path}signup/`, residentFields(id), desk)
  site.state.now = Date.parse('2026-11-28T16:00:00+08:00')
  desk = (await asStaff(site, { role: 'desk' })).headers
})
afterAll(() => site.close())

const mark = (came: Record<string, string>, path = deskPath) => site.postForm(path, came, desk)
const run = () => runJobs(site.host, site.state.catalogue)
const entries = async () =>
  (
    await site.client.execute(
      "SELECT kind, amount, rule, detail, actor FROM ledger_transfers WHERE kind IN ('attend', 'correct') ORDER BY number",
    )
  ).rows.map((row) => Object.values({ ...row }))

const came = ['attend', 10, '2026-07', 'tea 2026-11-28', 'job']
const back = ['correct', 10, '', '', 'job']

test('whoever comes earns for the household once, however many came and however often the job runs', async () => {
  await run()
  expect(await entries()).toEqual([])
  expect((await mark({ came_1: '1', came_2: '1' })).status).toBe(303)
  await run()
  await run()
  expect(await entries()).toEqual([came])
  expect(await balanceIn(site, home)).toBe(10)
})

test('as long as one of the household came it stays, and goes back when nobody did, and comes again', async () => {
  await mark({ came_1: '0' })
  await run()
  expect(await entries()).toEqual([came])
  await mark({ came_2: '0' })
  await run()
  await run()
  expect(await entries()).toEqual([came, back])
  await mark({ came_2: '1' })
  const runs = await Promise.all(
    Array.from({ length: 4 }, () => settleAttendance(site.database, site.state.catalogue.rates, site.state.now, 'Asia/Shanghai')),
  )
  expect(runs.every((made) => made <= 1)).toBe(true)
  expect(await entries()).toEqual([came, back, came])
  expect(await balanceIn(site, home)).toBe(10)
})

test('an activity the rates do not name earns nothing', async () => {
  const { rows } = await site.client.execute("SELECT arrival FROM signups WHERE activity = 'choir'")
  await mark({ [`came_${rows[0]?.['arrival']}`]: '1' }, deskPath.replace('tea', 'choir'))
  await run()
  expect(await entries()).toHaveLength(3)
})

test('whoever ticks the own household earns nothing for it until somebody else ticks it', async () => {
  await mark({ came_1: '0', came_2: '0' })
  await run()
  const before = await balanceIn(site, home)
  const neighbour = await asStaff(site, { role: 'desk' })
  await site.client.execute({
    sql: 'UPDATE staff SET resident = (SELECT id FROM residents WHERE household = ? LIMIT 1) WHERE id = ?',
    args: [home, neighbour.id],
  })
  expect((await site.postForm(deskPath, { came_1: '1' }, neighbour.headers)).status).toBe(303)
  await run()
  expect(await balanceIn(site, home)).toBe(before)
  await mark({ came_1: '0' })
  await mark({ came_1: '1' })
  await run()
  expect(await balanceIn(site, home)).toBe(before + 10)
})
