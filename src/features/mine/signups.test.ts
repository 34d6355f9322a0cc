import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { led, mayActFor, somebody } from '../../../tests/support/mine.ts'
import { rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 4 })]))
})
afterEach(() => site.close())

type Somebody = Awaited<ReturnType<typeof somebody>>

const daughter = () => somebody(site, { name: '李敏', phone: '19900000003', relation: 'child' })
const mother = () => somebody(site, { name: '李奶奶', phone: '19900000002' })
const stranger = () => somebody(site, { name: '路人', phone: '19900000009', door: ['3', '2', '502'] })
const pageOf = (signup: string) => `/me/signups/${signup}/`
const signupsOf = async (me: Somebody) =>
  (await me.show('/me/')).page.mine.signups.map(({ id, state, party_size, for_whom, open }) => ({ id, state, party_size, for_whom, open }))
const stored = () => rowsOf(site, 'SELECT party_size, cancelled_at, acted_by FROM signups ORDER BY arrival')
const notThere = '没有找到这个报名。可能不是您报的，也可能到期删除了。要问请打电话 0400-5550100。'

describe('a signed-in resident', () => {
  test('sees the own signup, its code and its people, without typing a code', async () => {
    const me = await mother()
    const id = await me.signUp(2)
    expect(await signupsOf(me)).toEqual([{ id, state: 'confirmed', party_size: 2, for_whom: null, open: true }])
    const { status, page } = await me.show(pageOf(id))
    expect(status).toBe(200)
    expect(page.held).toMatchObject({
      kind: 'held',
      activity_title: '周末茶话会',
      signup: { state: 'confirmed', name: '李奶奶', party_size: 2 },
    })
  })

  test('changes the party and cancels it, and who waits moves up', async () => {
    const [me, other] = [await mother(), await stranger()]
    const id = await me.signUp(3)
    const waiting = await other.signUp(2)
    expect(await signupsOf(other)).toMatchObject([{ state: 'waiting' }])
    expect(led(await me.post(pageOf(id), { act: 'change', party_size: '1' }))).toEqual([303, `${pageOf(id)}?done=changed`])
    expect(await signupsOf(other)).toMatchObject([{ id: waiting, state: 'confirmed' }])
    expect(led(await me.post(pageOf(id), { act: 'cancel' }))).toEqual([303, `${pageOf(id)}?done=cancelled`])
    expect((await me.show(`${pageOf(id)}?done=cancelled`)).page.held).toMatchObject({ done: 'cancelled', signup: { state: 'cancelled' } })
    await me.post(pageOf(id), { act: 'cancel' })
    expect(await stored()).toEqual([
      { party_size: 1, cancelled_at: site.state.now, acted_by: 'self' },
      { party_size: 2, cancelled_at: null, acted_by: 'waiting list' },
    ])
  })

  test.each([
    ['5', 409, '现在最多还能加 1 人，您原来的报名没有变。', undefined],
    ['9', 422, '有的地方没填对，请改好再提交。', '请选一共几个人，1 到 5 人。'],
    ['', 422, '有的地方没填对，请改好再提交。', '请选一共几个人，1 到 5 人。'],
  ])('asking for %j people is told why not, and nothing changes', async (party_size, status, sentence, field) => {
    const me = await mother()
    const id = await me.signUp(3)
    const { status: answered, page } = await me.refused(pageOf(id), { act: 'change', party_size })
    expect([answered, page.problem?.sentence, page.problem?.fields?.[0]?.sentence]).toEqual([status, sentence, field])
    expect(await stored()).toEqual([{ party_size: 3, cancelled_at: null, acted_by: 'self' }])
  })
})

describe('who acts for another', () => {
  test('sees and cancels what they signed up for them, as what they are, as long as they may', async () => {
    const [young, old] = [await daughter(), await mother()]
    await mayActFor(site, young.id, old.id)
    const id = await young.signUp(2, old.id)
    expect(await signupsOf(young)).toEqual([{ id, state: 'confirmed', party_size: 2, for_whom: '李奶奶', open: true }])
    expect(await signupsOf(old)).toEqual([{ id, state: 'confirmed', party_size: 2, for_whom: null, open: true }])
    await young.post(pageOf(id), { act: 'change', party_size: '1' })
    expect(await stored()).toEqual([{ party_size: 1, cancelled_at: null, acted_by: 'delegate' }])

    await site.client.execute('UPDATE representations SET ended_at = 1')
    expect((await young.show(pageOf(id))).status).toBe(404)
    expect((await young.refused(pageOf(id), { act: 'cancel' })).status).toBe(404)
    expect(await signupsOf(young)).toMatchObject([{ open: false }])
    expect(await stored()).toEqual([{ party_size: 1, cancelled_at: null, acted_by: 'delegate' }])
    await old.post(pageOf(id), { act: 'cancel' })
    expect(await stored()).toMatchObject([{ acted_by: 'self' }])
  })

  test('does not see what the other signed up alone', async () => {
    const [young, old] = [await daughter(), await mother()]
    await mayActFor(site, young.id, old.id)
    const id = await old.signUp(1)
    expect(await signupsOf(young)).toEqual([])
    expect((await young.show(pageOf(id))).status).toBe(404)
  })
})

test('a signup of somebody else is not there, like one that does not exist', async () => {
  const [me, other] = [await mother(), await stranger()]
  const id = await me.signUp(2)
  for (const signup of [id, 'nowhere'])
    for (const answer of [other.show(pageOf(signup)), other.refused(pageOf(signup), { act: 'cancel' })]) {
      const { status, page } = await answer
      expect([status, page.held, page.problem?.sentence]).toEqual([404, null, notThere])
    }
  expect(await stored()).toMatchObject([{ cancelled_at: null }])
})

test('a device that was signed out elsewhere changes and cancels nothing, and its page is led to sign in', async () => {
  const me = await mother()
  const id = await me.signUp(2)
  await site.client.execute("UPDATE sessions SET ended_at = 1, ended_by = 'self'")
  for (const fields of [{ act: 'change', party_size: '1' }, { act: 'cancel' }]) {
    const { status, page } = await me.refused(pageOf(id), fields as Record<string, string>)
    expect([status, page.kind, page.problem?.sentence]).toEqual([
      401,
      'me-over',
      '要先登录才能办这件事。请登录后再试，或打电话 0400-5550100，工作人员帮您办。',
    ])
  }
  expect(led(await site.request(pageOf(id), { headers: me.headers }))).toEqual([303, '/signin/'])
  expect(await stored()).toEqual([{ party_size: 2, cancelled_at: null, acted_by: 'self' }])
})

test('once its contact details are deleted, a signup is told of but not opened', async () => {
  const me = await mother()
  const id = await me.signUp(2)
  await site.client.execute('UPDATE signups SET contact = NULL, code_fingerprint = NULL, phone_fingerprint = NULL, purged_at = 1')
  expect(await signupsOf(me)).toMatchObject([{ open: false }])
  expect((await me.show(pageOf(id))).status).toBe(404)
})
