import { randomBytes } from 'node:crypto'
import type { Client } from '@libsql/client'
import type { Catalogue } from '../../src/catalogue.ts'
import { cardFingerprint } from '../../src/features/members/find.server.ts'
import { cardCodeLength } from '../../src/features/members/limits.ts'
import { randomBytesForCode, spokenCode } from '../../src/kernel/spoken-code.ts'
import { testNow } from '../support/catalogue.ts'
import { type Register, resident } from '../support/people.ts'
import { openBenchSite } from './site.ts'

/** Somebody whose household is looked for: sealed in earnest, because it is opened again. */
export interface Neighbour {
  id: string
  /** As the desk types it. */
  door: string
  card: string
}

/** Ids as random ones lie in an index: neighbours in number are nowhere near each other. */
const id = (kind: string) => `printf('%08x-%s-4000-8000-%012x', (n * 2654435761) % 4294967296, '${kind}', n)`

/** What a household leaves behind in a year, a row of each kind; what stands in the sealed columns is never opened. */
const tables = [
  `households (id, building, unit, room, created_at, created_by)
    SELECT ${id('aaaa')}, 1 + n % 6, 1 + n / 6 % 4, 10000 + n, :now, 'bench'`,
  ...['aaa1', 'aaa2'].map(
    (kind) => `residents (id, household, name, name_fingerprint, phone, phone_fingerprint, relation, notice_version, created_at, created_by)
    SELECT ${id(kind)}, ${id('aaaa')}, hex(randomblob(30)), hex(randomblob(32)), hex(randomblob(30)), hex(randomblob(32)), 'head', '2026-11', :now, 'bench'`,
  ),
  `resident_cards (fingerprint, resident, issued_at, issued_by) SELECT hex(randomblob(32)), ${id('aaa1')}, :now, 'bench'`,
  `sessions (id, token, subject_kind, subject, device, created_at, seen_at, expires_at)
    SELECT ${id('bbbb')}, hex(randomblob(32)), 'resident', ${id('aaa1')}, '手机浏览器', :now, :now, :now + 15552000000`,
  `signin_codes (id, selector, secret, channel, subject_kind, subject, issued_at, issued_by, expires_at)
    SELECT ${id('cccc')}, hex(randomblob(32)), hex(randomblob(32)), 'slip', 'resident', ${id('aaa2')}, :now, 'bench', :now + 604800000`,
  `signups (id, activity, occurrence, channel, party_size, contact, notice_version, created_at, confirmed_at, acted_at, acted_by, resident, household, purge_after)
    SELECT ${id('dddd')}, 'tea', '2026-11-28', 'desk', 1, hex(randomblob(60)), '2026-11', :now, :now, :now, 'self', ${id('aaa1')}, ${id('aaaa')}, :now`,
  `household_events (household, kind, people, at, actor) SELECT ${id('aaaa')}, 'created', 2, :now, 'bench'`,
  `audit_log (request, at, actor, role, act, subject_kind, subject)
    SELECT ${id('eeee')}, :now, 'bench', 'desk', 'household.find', 'household', ${id('aaaa')}`,
]

const fill = async (client: Client, households: number) => {
  const args = { households, now: testNow }
  await client.execute({
    sql: `INSERT INTO signup_pools (activity, occurrence, starts_at, capacity_places, desk_places, desk_released_at, largest_party, waiting_places_limit)
      VALUES ('tea', '2026-11-28', :now, 10 * :households, 0, :now, 5, 0)`,
    args,
  })
  for (const table of tables)
    await client.execute({
      sql: `INSERT INTO ${table.replace('SELECT', 'WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :households) SELECT')} FROM numbers`,
      args,
    })
}

const neighbour = async (register: Register, place: number): Promise<Neighbour> => {
  const door: [string, string, string] = ['2', '9', String(101 + place)]
  const { id } = await resident(register, { door, name: '王秀英', phone: `199${String(place).padStart(8, '0')}` })
  await resident(register, { door, name: '王建国' })
  const card = spokenCode(new Uint8Array(randomBytes(randomBytesForCode)), cardCodeLength)
  await register.client.execute({
    sql: "INSERT INTO resident_cards (fingerprint, resident, issued_at, issued_by) VALUES (?, ?, ?, 'bench')",
    args: [await cardFingerprint({ vault: await register.host.vault() }, card), id, testNow],
  })
  return { id, door: door.join('-'), card }
}

/**
 * The site of a town of so many households; the neighbours among them are those who are looked for. What was written is
 * brought from the log of writes into the file only by `checkpoint`, which tells the milliseconds that took.
 */
export const openTown = async (catalogue: Catalogue, households: number, known: number) => {
  const bench = await openBenchSite(catalogue)
  const { client, host } = bench
  const register: Register = {
    client,
    host,
    state: {
      catalogue,
      get now() {
        return host.now()
      },
    },
  }
  // Nobody waits for the disk before the clock starts.
  await client.execute('PRAGMA synchronous = OFF')
  await fill(client, households - known)
  const neighbours: Neighbour[] = []
  for (let place = 0; place < known; place++) neighbours.push(await neighbour(register, place))
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  await client.execute('PRAGMA synchronous = FULL')
  await client.execute('PRAGMA wal_autocheckpoint = 0')
  const { rows } = await client.execute('SELECT COUNT(*) AS n FROM households')
  const checkpoint = async () => {
    const began = performance.now()
    await client.execute('PRAGMA wal_checkpoint(PASSIVE)')
    return performance.now() - began
  }
  return { ...bench, register, neighbours, households: Number(rows[0]?.['n']), checkpoint }
}

export type Town = Awaited<ReturnType<typeof openTown>>
