import { afterEach, beforeEach, expect, test } from 'vitest'
import { cast } from '../../tests/support/cast.ts'
import { signUp, signupBody, takePath, told } from '../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../tests/support/site.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const ask = () => site.request('/api/activities/tea/occurrences/2026-11-28/availability')
const placesLeft = async () => (await told(ask())).json['free_places']

/** What another process does, this one only sees in the database. */
const takeElsewhere = (places: number) => site.client.execute(`UPDATE signup_pools SET confirmed_places = confirmed_places + ${places}`)

test('places taken by another process are missing after a second, and until then may still be told', async () => {
  await signUp(site, cast.wang, 2)
  const before = Number(await placesLeft())
  await takeElsewhere(1)
  site.state.now += 999
  expect(await placesLeft()).toBe(before)
  site.state.now += 1
  expect(await placesLeft()).toBe(before - 1)
})

test('a signup, a change and a cancellation here are told at once', async () => {
  const before = Number(await placesLeft())
  const { code } = await signUp(site, cast.wang, 2)
  expect(await placesLeft()).toBe(before - 2)
  await site.post('/api/signup-changes', { code, phone: cast.wang.phone, party_size: 3 })
  expect(await placesLeft()).toBe(before - 3)
  await site.post('/api/signup-cancellations', { code, phone: cast.wang.phone })
  expect(await placesLeft()).toBe(before)
})

test('a reading that a signup overtakes is not remembered', async () => {
  const before = Number(await placesLeft())
  site.state.now += 1000
  await Promise.all([ask(), site.post(takePath, signupBody({ party_size: 2 })), ask(), ask()])
  expect(await placesLeft()).toBe(before - 2)
})

test('a clock that is put back does not keep what was read alive', async () => {
  await signUp(site, cast.wang, 2)
  const before = Number(await placesLeft())
  await takeElsewhere(1)
  site.state.now -= 1
  expect(await placesLeft()).toBe(before - 1)
})

test('nobody is given a place that only the memory still has', async () => {
  await signUp(site, cast.wang, 2)
  const left = Number(await placesLeft())
  await takeElsewhere(left)
  expect(await placesLeft()).toBe(left)
  expect((await signUp(site, cast.li, 1)).state).toBe('waiting')
})
