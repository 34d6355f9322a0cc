import { afterEach, describe, expect, test } from 'vitest'
import { person } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { rowsOf, signUp, signupBody, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
const open = async (rules: Parameters<typeof sampleActivity>[0]) => {
  site = await openSite(sampleCatalogue([sampleActivity(rules)]))
}
afterEach(() => site.close())

/** Everyone presses at once, each on a phone and from an address of their own. */
const press = (sizes: number[], from = 0) =>
  Promise.all(
    sizes.map((party_size, place) =>
      told(site.post(takePath, signupBody({ ...person(from + place), party_size }), { 'x-test-client': `home ${from + place}` })),
    ),
  )
type Answers = Awaited<ReturnType<typeof press>>
const inState = (answers: Answers, state: string) => answers.filter(({ json }) => json['state'] === state)
const places = (answers: Answers) => answers.reduce((sum, { json }) => sum + Number(json['party_size']), 0)
const refused = (answers: Answers) => answers.filter(({ status }) => status >= 400)
const totals = async () => (await rowsOf(site, 'SELECT confirmed_places, waiting_places FROM signup_pools'))[0]

/** Counted from the rows themselves, not from the totals kept beside them. */
const recount = async () =>
  (
    await rowsOf(
      site,
      `SELECT SUM(CASE WHEN confirmed_at IS NOT NULL THEN party_size ELSE 0 END) AS confirmed_places,
        SUM(CASE WHEN confirmed_at IS NULL THEN party_size ELSE 0 END) AS waiting_places FROM signups WHERE cancelled_at IS NULL`,
    )
  )[0]

describe('two hundred who press at once for twenty places', () => {
  test('get exactly twenty, then wait in the order they arrived, then are told why not', { timeout: 60_000 }, async () => {
    await open({ capacity_places: 20, waiting_places: 30 })
    const answers = await press(Array.from({ length: 200 }, () => 1))
    expect(inState(answers, 'confirmed')).toHaveLength(20)
    const waiting = inState(answers, 'waiting')
    expect(waiting.map(({ json }) => json['parties_ahead']).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 30 }, (_, ahead) => ahead),
    )
    expect(refused(answers)).toHaveLength(150)
    for (const { status, json } of refused(answers)) expect([status, json['code']]).toEqual([409, 'places_taken'])
    expect(await totals()).toEqual({ confirmed_places: 20, waiting_places: 30 })
    expect(await recount()).toEqual({ confirmed_places: 20, waiting_places: 30 })
    const order = await rowsOf(site, 'SELECT confirmed_at IS NOT NULL AS confirmed FROM signups ORDER BY arrival')
    expect(order.map(({ confirmed }) => confirmed)).toEqual([
      ...Array.from({ length: 20 }, () => 1),
      ...Array.from({ length: 30 }, () => 0),
    ])
  })

  test('in parties of one to five get no more than twenty, and nobody who would fit is left waiting', { timeout: 60_000 }, async () => {
    await open({ capacity_places: 20, waiting_places: 40 })
    const answers = await press(Array.from({ length: 200 }, (_, place) => 1 + ((place * 7) % 5)))
    const [confirmed, waiting] = [inState(answers, 'confirmed'), inState(answers, 'waiting')]
    expect(places(confirmed)).toBeLessThanOrEqual(20)
    expect(confirmed.length + waiting.length + refused(answers).length).toBe(200)
    for (const { json } of refused(answers)) expect(json['code']).toBe('places_taken')
    const free = 20 - places(confirmed)
    for (const { json } of waiting) expect(Number(json['party_size'])).toBeGreaterThan(free)
    expect(await recount()).toEqual({ confirmed_places: places(confirmed), waiting_places: places(waiting) })
    expect(await totals()).toEqual(await recount())
  })

  test('do not get the places kept for the desk', { timeout: 60_000 }, async () => {
    await open({ capacity_places: 20, desk_places: 6, waiting_places: 0 })
    const answers = await press(Array.from({ length: 200 }, () => 1))
    expect(inState(answers, 'confirmed')).toHaveLength(14)
    expect(refused(answers)).toHaveLength(186)
  })
})

test('the last place goes to one of ten people who press at once', async () => {
  await open({ capacity_places: 3, waiting_places: 0 })
  await signUp(site, person(100), 2)
  const answers = await press(Array.from({ length: 10 }, () => 1))
  expect(inState(answers, 'confirmed')).toHaveLength(1)
  for (const { status, json } of refused(answers)) expect([status, json['code']]).toEqual([409, 'places_taken'])
  expect(refused(answers)).toHaveLength(9)
})

test('one phone number pressed in on ten devices is one party', async () => {
  await open({ capacity_places: 20 })
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, device) =>
      told(site.post(takePath, signupBody({ ...person(0), party_size: 2 }), { 'x-test-client': `device ${device}` })),
    ),
  )
  expect(inState(answers, 'confirmed')).toHaveLength(1)
  for (const { json } of refused(answers)) expect(json['code']).toBe('already_signed_up')
  expect(await totals()).toEqual({ confirmed_places: 2, waiting_places: 0 })
})

test('the last place goes to one of ten parties that grow at once', async () => {
  await open({ capacity_places: 11, waiting_places: 0 })
  const held = await Promise.all(Array.from({ length: 10 }, (_, place) => signUp(site, person(place), 1)))
  const answers = await Promise.all(
    held.map(({ code }, place) => told(site.post('/api/signup-changes', { code, phone: person(place).phone, party_size: 2 }))),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  for (const { json } of refused(answers)) expect(json['code']).toBe('change_does_not_fit')
  expect(await recount()).toEqual({ confirmed_places: 11, waiting_places: 0 })
})

test('twenty who leave while forty arrive: every place that comes free is taken, and none twice', { timeout: 60_000 }, async () => {
  await open({ capacity_places: 20, waiting_places: 60 })
  const held = await Promise.all(Array.from({ length: 20 }, (_, place) => signUp(site, person(place), 1)))
  const leave = held.map(({ code }, place) => told(site.post('/api/signup-cancellations', { code, phone: person(place).phone })))
  const [left, arrived] = await Promise.all([
    Promise.all(leave),
    press(
      Array.from({ length: 40 }, () => 1),
      100,
    ),
  ])
  expect(left.map(({ json }) => json['state'])).toEqual(Array.from({ length: 20 }, () => 'cancelled'))
  expect(refused(arrived)).toEqual([])
  expect(await recount()).toEqual({ confirmed_places: 20, waiting_places: 20 })
  expect(await totals()).toEqual(await recount())
  const order = await rowsOf(site, 'SELECT confirmed_at IS NOT NULL AS confirmed FROM signups WHERE cancelled_at IS NULL ORDER BY arrival')
  expect(order.map(({ confirmed }) => confirmed)).toEqual([...Array.from({ length: 20 }, () => 1), ...Array.from({ length: 20 }, () => 0)])
})
