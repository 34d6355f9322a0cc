import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testNow } from '../../tests/support/catalogue.ts'
import { openSite, type TestSite } from '../../tests/support/site.ts'

/** Plain SQL against the database, with none of our rules in between. */
let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await site.client.batch([
    `INSERT INTO signup_pools (activity, occurrence, starts_at, capacity_places, desk_places, desk_released_at, largest_party, waiting_places_limit)
      VALUES ('tea', 'o', ${testNow}, 5, 0, ${testNow}, 5, 5)`,
    `INSERT INTO signups (id, activity, occurrence, channel, party_size, notice_version, created_at, confirmed_at, acted_at, acted_by, purge_after)
      VALUES ('s', 'tea', 'o', 'online', 2, 'v', 1, 1, 1, 'self', 1)`,
  ])
})
afterAll(() => site.close())

/** A line of each book, as columns and values; `key` finds it again besides its number. */
const books = {
  audit_log: { request: "'r'", at: '1', actor: "'a'", role: "'desk'", act: "'household.read'", subject_kind: "'x'", subject: "'y'" },
  household_events: { household: "'h'", kind: "'created'", people: '1', at: '1', actor: "'a'" },
  attendance_marks: { signup: "'s'", came_places: '2', at: '1', actor: "'a'" },
  occurrence_changes: {
    request_key: "'k'",
    activity: "'tea'",
    occurrence: "'o'",
    kind: "'cancelled'",
    reason: "'雨'",
    at: '1',
    actor: "'a'",
  },
}

const sayings: Record<string, string> = {
  audit_log: 'the audit log is append-only',
  household_events: 'household events are append-only',
  attendance_marks: 'attendance marks are append-only',
  signup_events: 'signup events are append-only',
  occurrence_changes: 'occurrence changes are append-only',
}

describe.each(Object.entries(books))('what stands in %s', (table, values) => {
  const insert = (row: Record<string, string>, verb = 'INSERT') =>
    site.client.execute(`${verb} INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')}) RETURNING number`)
  const lines = async () => (await site.client.execute(`SELECT * FROM ${table} ORDER BY number`)).rows.map((row) => ({ ...row }))
  const own = Object.entries(values).find(([column]) => column.startsWith('request'))?.[0]
  let number: string
  let before: object[]
  beforeAll(async () => {
    number = String((await insert(values)).rows[0]?.['number'])
    before = await lines()
  })

  test('is not changed, erased or written over', async () => {
    const saying = sayings[table] ?? ''
    await expect(site.client.execute(`UPDATE ${table} SET at = 2`)).rejects.toThrow(saying)
    await expect(site.client.execute(`UPDATE ${table} SET actor = 'b' WHERE number = ${number}`)).rejects.toThrow(saying)
    await expect(site.client.execute(`DELETE FROM ${table}`)).rejects.toThrow(saying)
    for (const verb of ['REPLACE', 'INSERT'])
      await expect(insert({ ...values, ...(own && { [own]: "'new'" }), number, at: '2' }, verb)).rejects.toThrow(saying)
    expect(await lines()).toEqual(before)
  })

  test.runIf(own)('under the same key is written once, whatever comes with it later', async () => {
    for (const verb of ['REPLACE', 'INSERT OR IGNORE', 'INSERT']) await insert({ ...values, at: '2', actor: "'b'" }, verb)
    expect(await lines()).toEqual(before)
  })

  test('goes on with a line of its own number', async () => {
    await insert(own ? { ...values, [own]: "'other'" } : values)
    expect((await lines()).length).toBe(before.length + 1)
  })
})
