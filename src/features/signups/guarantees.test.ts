import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testNow } from '../../../tests/support/catalogue.ts'
import { rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

/** Plain SQL against the database, with none of our rules in between: what a wrong rule could send. */
let site: TestSite
let pools = 0
let pool: string

const later = testNow + 1
const released = testNow + 1000

const run = async (sql: string) => site.client.execute(sql)
const definePool = (capacity: number, deskPlaces = 0) =>
  run(`INSERT INTO signup_pools (activity, occurrence, starts_at, planned_places, capacity_places, desk_places, desk_released_at, largest_party, waiting_places_limit)
    VALUES ('${pool}', 'o', ${testNow + 5000}, ${capacity}, ${capacity}, ${deskPlaces}, ${released}, 5, 10)`)

interface Row {
  size?: number
  channel?: string
  confirmed?: number | null
  cancelled?: number | null
  phone?: string
  at?: number
}
let rows = 0
const insert = async ({ size = 1, channel = 'online', confirmed = testNow, cancelled = null, phone, at = testNow }: Row = {}) => {
  const id = `${pool}-${++rows}`
  await run(`INSERT INTO signups (id, activity, occurrence, channel, party_size, contact, code_fingerprint, phone_fingerprint, request_key,
      request_digest, notice_version, created_at, confirmed_at, cancelled_at, acted_at, acted_by, purge_after)
    VALUES ('${id}', '${pool}', 'o', '${channel}', ${size}, 'sealed', 'code ${id}', 'phone ${phone ?? id}', 'key ${id}', 'digest', '2026-11',
      ${at}, ${confirmed}, ${cancelled}, ${at}, 'self', ${testNow + 9000})`)
  return id
}
const update = (id: string, changes: string) => run(`UPDATE signups SET ${changes} WHERE id = '${id}'`)
const totals = async () =>
  (await rowsOf(site, `SELECT confirmed_places, confirmed_desk_places, waiting_places FROM signup_pools WHERE activity = '${pool}'`))[0]
const eventsOf = (id: string) =>
  rowsOf(site, `SELECT kind, party_size, at, actor FROM signup_events WHERE signup = '${id}' ORDER BY number`)

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(() => {
  pool = `pool ${++pools}`
})

describe('the database itself refuses', () => {
  const capacity = 'capacity_is_never_exceeded'
  const kept = 'desk places are kept'
  const forward = 'a signup only goes forward'

  // After the release, so that it is the capacity which refuses and not the kept places.
  const at = released

  test('more places than there are, by a new party', async () => {
    await definePool(4)
    await insert({ size: 3, at })
    await expect(insert({ size: 2, at })).rejects.toThrow(capacity)
    await expect(insert({ size: 2, at, channel: 'desk' })).rejects.toThrow(capacity)
  })
  test('more places than there are, by a party that grows', async () => {
    await definePool(4)
    const id = await insert({ size: 3, at })
    await expect(update(id, 'party_size = 5')).rejects.toThrow(capacity)
  })
  test('more places than there are, from the waiting list', async () => {
    await definePool(4)
    await insert({ size: 3, at })
    const id = await insert({ size: 2, confirmed: null, at })
    await expect(update(id, `confirmed_at = ${at}`)).rejects.toThrow(capacity)
  })
  test('more places than there are, by several rows at once', async () => {
    await definePool(4)
    for (let row = 0; row < 5; row++) await insert({ confirmed: null, at })
    await expect(run(`UPDATE signups SET confirmed_at = ${at} WHERE activity = '${pool}'`)).rejects.toThrow(capacity)
    expect(await totals()).toEqual({ confirmed_places: 0, confirmed_desk_places: 0, waiting_places: 5 })
  })
  test('a capacity below what is confirmed, and totals that are made up', async () => {
    await definePool(4)
    await insert({ size: 3 })
    await expect(run(`UPDATE signup_pools SET capacity_places = 2 WHERE activity = '${pool}'`)).rejects.toThrow(capacity)
    await expect(run(`UPDATE signup_pools SET confirmed_places = -1 WHERE activity = '${pool}'`)).rejects.toThrow(capacity)
    await expect(run(`UPDATE signup_pools SET confirmed_desk_places = 9 WHERE activity = '${pool}'`)).rejects.toThrow(
      'desk_places_are_places',
    )
    await expect(run(`UPDATE signup_pools SET waiting_places = -1 WHERE activity = '${pool}'`)).rejects.toThrow(
      'waiting_places_are_counted',
    )
  })
  test('kept places to an online party, new, growing or from the waiting list, before their release', async () => {
    await definePool(5, 2)
    await expect(insert({ size: 4 })).rejects.toThrow(kept)
    const confirmed = await insert({ size: 3 })
    const waiting = await insert({ size: 1, confirmed: null })
    await expect(update(confirmed, 'party_size = 4')).rejects.toThrow(kept)
    await expect(update(waiting, `confirmed_at = ${later}`)).rejects.toThrow(kept)
    await insert({ size: 1, channel: 'desk' })
    await expect(update(waiting, `confirmed_at = ${later}`)).rejects.toThrow(kept)
    await update(waiting, `confirmed_at = ${released}, acted_at = ${released}`)
    expect(await totals()).toEqual({ confirmed_places: 5, confirmed_desk_places: 1, waiting_places: 0 })
  })
  test('a second party of the same phone number, until the first is cancelled', async () => {
    await definePool(4)
    const first = await insert({ phone: 'wang' })
    await expect(insert({ phone: 'wang' })).rejects.toThrow('UNIQUE constraint failed')
    await expect(insert({ phone: 'wang', confirmed: null })).rejects.toThrow('UNIQUE constraint failed')
    await update(first, `cancelled_at = ${later}`)
    await insert({ phone: 'wang' })
    expect(await totals()).toMatchObject({ confirmed_places: 1 })
  })
  test('a code, a request or a signup used twice', async () => {
    await definePool(4)
    const [first, second] = [await insert(), await insert()]
    for (const column of ['code_fingerprint', 'request_key', 'id']) {
      await expect(
        run(`UPDATE signups SET ${column} = (SELECT ${column} FROM signups WHERE id = '${first}') WHERE id = '${second}'`),
      ).rejects.toThrow()
    }
  })
  test('a party of none or of six, and a way in that nobody knows', async () => {
    await definePool(9)
    await expect(insert({ size: 0 })).rejects.toThrow('party_size_is_small')
    await expect(insert({ size: 6 })).rejects.toThrow('party_size_is_small')
    await expect(insert({ channel: 'letter' })).rejects.toThrow('channel_is_known')
  })
  test('a signup for an occurrence that has no pool', async () => {
    await expect(insert()).rejects.toThrow('signup without a pool')
  })
  test('to erase a signup, one or all', async () => {
    await definePool(4)
    const id = await insert()
    await expect(run(`DELETE FROM signups WHERE id = '${id}'`)).rejects.toThrow('signups are not erased')
    await expect(run('DELETE FROM signups')).rejects.toThrow('signups are not erased')
  })
  test.each([
    ['to bring a cancelled one back', 'cancelled_at = NULL'],
    ['to cancel twice', 'cancelled_at = 1'],
    ['to change the size of a cancelled one', 'party_size = 2'],
    ['to unsay a confirmation', 'confirmed_at = NULL'],
    ['to confirm at another time', 'confirmed_at = 1'],
    ['to go to another occurrence', "occurrence = 'p'"],
    ['to go to another activity', "activity = 'other'"],
    ['to change its place in the queue', 'arrival = 1000000'],
    ['to come another way', "channel = 'desk'"],
    ['to become another signup', "id = 'other'"],
    ['to have been made at another time', 'created_at = 1'],
  ])('%s', async (_, changes) => {
    await definePool(4)
    const id = await insert({ size: 1, cancelled: testNow })
    await expect(update(id, changes)).rejects.toThrow(forward)
  })
  test('to fill in contact details that were emptied', async () => {
    await definePool(4)
    const id = await insert()
    await update(id, `contact = NULL, code_fingerprint = NULL, phone_fingerprint = NULL, purged_at = ${later}`)
    for (const column of ['contact', 'code_fingerprint', 'phone_fingerprint'])
      await expect(update(id, `${column} = 'again'`)).rejects.toThrow(forward)
    await expect(update(id, 'purged_at = NULL')).rejects.toThrow(forward)
  })
  test('to change or erase what happened', async () => {
    await definePool(4)
    const id = await insert()
    await expect(run(`UPDATE signup_events SET actor = 'nobody' WHERE signup = '${id}'`)).rejects.toThrow('signup events are append-only')
    await expect(run(`DELETE FROM signup_events WHERE signup = '${id}'`)).rejects.toThrow('signup events are append-only')
  })
})

describe('the database itself keeps', () => {
  test('the totals of every step, and what happened, when and by whom', async () => {
    await definePool(4, 1)
    const [online, desk, waiting] = [
      await insert({ size: 3 }),
      await insert({ channel: 'desk' }),
      await insert({ size: 2, confirmed: null }),
    ]
    expect(await totals()).toEqual({ confirmed_places: 4, confirmed_desk_places: 1, waiting_places: 2 })
    await update(online, `party_size = 1, acted_at = ${later}`)
    expect(await totals()).toEqual({ confirmed_places: 2, confirmed_desk_places: 1, waiting_places: 2 })
    await update(waiting, `confirmed_at = ${later}, acted_at = ${later}, acted_by = 'waiting list'`)
    expect(await totals()).toEqual({ confirmed_places: 4, confirmed_desk_places: 1, waiting_places: 0 })
    await update(desk, `cancelled_at = ${later}, acted_at = ${later}, acted_by = 'desk'`)
    expect(await totals()).toEqual({ confirmed_places: 3, confirmed_desk_places: 0, waiting_places: 0 })
    await update(desk, `purged_at = ${released}`)

    const happened = (kind: string, party_size: number, at: number, actor: string) => ({ kind, party_size, at, actor })
    expect(await eventsOf(online)).toEqual([happened('confirmed', 3, testNow, 'self'), happened('changed', 1, later, 'self')])
    expect(await eventsOf(waiting)).toEqual([happened('waiting', 2, testNow, 'self'), happened('promoted', 2, later, 'waiting list')])
    expect(await eventsOf(desk)).toEqual([
      happened('confirmed', 1, testNow, 'self'),
      happened('cancelled', 1, later, 'desk'),
      happened('purged', 1, released, 'retention'),
    ])
  })
})
