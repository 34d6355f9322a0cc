import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue, sampleOccurrence } from '../../../tests/support/catalogue.ts'
import { asStaff, type NewStaff } from '../../../tests/support/people.ts'
import { signUp } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { HomePage } from './page.ts'

let site: TestSite
beforeAll(async () => {
  const tea = sampleActivity({ capacity_places: 3 })
  const talk = sampleActivity(
    {},
    { slug: 'talk', title: '防骗讲座', occurrences: [sampleOccurrence('2026-11-23'), sampleOccurrence('2026-12-20')] },
  )
  const walk = sampleActivity({}, { slug: 'walk', title: '散步', signup: null })
  const film = sampleActivity({}, { slug: 'film', title: '电影', cancelled: { reason: '下雨' } })
  site = await openSite(sampleCatalogue([tea, talk, walk, film]))
  await signUp(site, cast.wang, 2)
  await signUp(site, cast.li, 2)
})
afterAll(() => site.close())

const home = async (staff: NewStaff, now = site.state.now) => {
  const { headers } = await asStaff(site, staff)
  const before = site.state.now
  site.state.now = now
  const answer = await site.request('/desk/', { headers })
  site.state.now = before
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { page: HomePage }).page
}

describe('the day at the desk begins', () => {
  test('with what is on today and in the next seven days, and who comes and waits', async () => {
    const { occasions } = await home({ role: 'desk' })
    expect(
      occasions?.map((one) => [one.activity, one.occurrence, one.status, one.confirmed_places, one.waiting_places, one.capacity_places]),
    ).toEqual([
      ['talk', '2026-11-23', 'scheduled', 0, 0, 20],
      ['film', '2026-11-28', 'cancelled', 0, 0, 20],
      ['tea', '2026-11-28', 'scheduled', 2, 2, 3],
    ])
  })

  test('and what is over today stays until midnight', async () => {
    const { occasions } = await home({ role: 'steward' }, site.state.now + 8 * 3_600_000)
    expect(occasions?.[0]?.activity).toBe('talk')
  })

  test('with the own grid for a grid worker, who has no rosters', async () => {
    const page = await home({ role: 'grid_worker', scope: 'g2' })
    expect(page.grid).toEqual({ id: 'g2', name: '第二网格', buildings: ['4', '5', '6'], phone: '0400-5550112' })
    expect([page.finds_households, page.occasions]).toEqual([true, null])
  })

  test.each<[NewStaff]>([[{ role: 'station' }], [{ role: 'team_lead', scope: 'meals' }]])(
    'with nothing to press yet for %o',
    async (staff) => {
      const page = await home(staff)
      expect([page.finds_households, page.occasions, page.grid, page.lines]).toEqual([false, null, null, []])
    },
  )

  test('with what one did today oneself, and nobody else', async () => {
    const { id, headers } = await asStaff(site, { role: 'steward', name: '周明' })
    await asStaff(site, { role: 'steward', name: '吴强' })
    const line = (at: number, actor: string, number: number) => ({
      sql: "INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject) VALUES (?, ?, ?, 'steward', 'household.read', 'household', 'h')",
      args: [`home ${number}`, at, actor],
    })
    const midnight = Date.parse('2026-11-23T00:00:00+08:00')
    await site.client.batch([line(midnight - 1, id, 1), line(midnight, id, 2), line(midnight + 1, 'other', 3)])
    const { page } = (await (await site.request('/desk/', { headers })).json()) as { page: HomePage }
    expect(page.lines.map(({ at, act }) => [at, act])).toEqual([[midnight, 'household.read']])
  })
})
