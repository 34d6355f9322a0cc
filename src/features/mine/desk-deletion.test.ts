import { afterEach, beforeEach, expect, test } from 'vitest'
import { led, somebody } from '../../../tests/support/mine.ts'
import { asStaff } from '../../../tests/support/people.ts'
import { rowsOf, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const wang = { name: '王芳', phone: '19900000001' }
const addressOf = (id: string) => `/desk/deletions/${id}/`
const pageOf = async (answer: Response | Promise<Response>) => {
  const { status, json } = await told(answer)
  return { status, page: json['page'] as { person: object | null; problem?: { sentence: string; fields?: { sentence: string }[] } } }
}
const log = () => rowsOf(site, 'SELECT actor, act, subject, detail FROM audit_log ORDER BY number')

test('the desk deletes whoever asks for it, after a look at who it is; both are written down', async () => {
  const [me, husband] = [await somebody(site, wang), await somebody(site, { name: '李建国', relation: 'spouse' })]
  const desk = await asStaff(site, { role: 'desk' })
  await me.signUp(2)
  const { status, page } = await pageOf(site.request(addressOf(me.id), { headers: desk.headers }))
  expect(status).toBe(200)
  expect(page.person).toEqual({ name: '王芳', door: '3栋2单元501', household: me.household, signups: 1 })
  const answer = await site.postForm(addressOf(me.id), { understood: 'yes' }, desk.headers)
  expect(led(answer)).toEqual([303, `/desk/households/${me.household}/`])
  expect(await log()).toEqual([
    { actor: desk.id, act: 'household.read', subject: me.id, detail: '' },
    { actor: desk.id, act: 'household.edit', subject: me.id, detail: 'deleted on request' },
  ])
  expect(await rowsOf(site, 'SELECT id FROM residents')).toEqual([{ id: husband.id }])
  expect(await rowsOf(site, 'SELECT resident, contact, cancelled_at, acted_by FROM signups')).toEqual([
    { resident: null, contact: null, cancelled_at: site.state.now, acted_by: `staff:${desk.id}` },
  ])
  expect(await rowsOf(site, 'SELECT kind, people, actor FROM household_events')).toEqual([
    { kind: 'deleted', people: 1, actor: `staff:${desk.id}` },
  ])
  expect(led(await site.request('/me/', { headers: me.headers }))).toEqual([303, '/signin/'])
})

test('the last one of a household takes it along, and the desk goes on looking for another', async () => {
  const me = await somebody(site, wang)
  const { headers } = await asStaff(site, { role: 'steward' })
  expect(led(await site.postForm(addressOf(me.id), { understood: 'yes' }, headers))).toEqual([303, '/desk/households/'])
  const { status, page } = await pageOf(site.postForm(addressOf(me.id), { understood: 'yes' }, headers))
  expect([status, page.person, page.problem?.sentence]).toEqual([404, null, '没有找到这位居民，可能已经删除了。请回到“找一户”再看看。'])
})

test('nobody is deleted without a tick, by a grid worker, or from a device that was signed out', async () => {
  const me = await somebody(site, wang)
  const [desk, worker] = [await asStaff(site, { role: 'desk' }), await asStaff(site, { role: 'grid_worker', scope: 'g1' })]
  const { status, page } = await pageOf(site.postForm(addressOf(me.id), {}, desk.headers))
  expect([status, page.problem?.fields?.[0]?.sentence]).toEqual([422, '要先在下面的方框里打勾，才能删除。'])
  expect((await site.postForm(addressOf(me.id), { understood: 'yes' }, worker.headers)).status).toBe(403)
  await site.client.execute({ sql: 'UPDATE sessions SET ended_at = 1 WHERE subject = ?', args: [desk.id] })
  expect((await site.postForm(addressOf(me.id), { understood: 'yes' }, desk.headers)).status).toBe(401)
  expect(await rowsOf(site, 'SELECT id FROM residents')).toEqual([{ id: me.id }])
})
