import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { createClient as createWebClient } from '@libsql/client/web'
import { createDatabase } from '../../../functions/db/client.ts'
import { migrate } from '../../../functions/db/migrate.ts'
import type { Database } from '../../../src/kernel/database.ts'
import { type Chain, guardedAccount, type Movement, openEndedAccount, reserve, transfer } from '../../../src/kernel/ledger.ts'
import { testNow } from '../catalogue.ts'
import { openRemoteDatabase } from '../database-server.ts'

/** Books on a database of their own. */
export interface Books {
  client: Client
  database: Database
  close(): Promise<void>
}

/** Opens the file of a folder; a second time finds what the first one left. */
export const openBooksIn = async (folder: string) => {
  const client = createClient({ url: `file:${join(folder, 'books.db')}`, concurrency: 1 })
  await client.execute('PRAGMA journal_mode = WAL')
  // Nothing here outlives the test, so no test need wait for the disk.
  await client.execute('PRAGMA synchronous = OFF')
  await migrate(client)
  return { client, database: createDatabase(() => client, { tries: 3, first_wait_ms: 5, for_ms: 6000 }) }
}

const openEmbedded = async (): Promise<Books> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-books-'))
  const { client, database } = await openBooksIn(folder)
  return {
    client,
    database,
    close: async () => {
      client.close()
      rmSync(folder, { recursive: true })
    },
  }
}

const openRemote = async (): Promise<Books> => {
  const { client, url, close } = await openRemoteDatabase()
  return { client, database: createDatabase(() => createWebClient({ url }), { tries: 12, first_wait_ms: 20, for_ms: 6000 }), close }
}

/** An embedded file, and a libSQL server behind HTTP: each words its errors in its own way. */
export const bookKeepers: [string, () => Promise<Books>][] = [
  ['an embedded file', openEmbedded],
  ['a server over HTTP', openRemote],
]

export const minute = 60_000
export const community = openEndedAccount('points', 'issuer', 'community')
export const spent = openEndedAccount('points', 'redeemed', 'rice')
const supplier = openEndedAccount('item:rice', 'supplier', 'community')
export const householdOf = (name: string) => guardedAccount('points', 'household', name)
export const stockAt = (site: string) => guardedAccount('item:rice', 'stock', site)
export const riceOf = (household: string) => openEndedAccount('item:rice', 'recipient', household)

export const chainOf = (movements: [Movement, ...Movement[]], changes: Partial<Chain> = {}): Chain => ({
  movements,
  digest: 'digest',
  actor: 'staff:zhao',
  now: testNow,
  ...changes,
})

export const earning = (id: string, household: string, amount: number) =>
  transfer({ id, kind: 'earn', rule: 'rates/2026-11', debit: community, credit: householdOf(household), amount })
export const stocking = (id: string, site: string, amount: number) =>
  transfer({ id, kind: 'stock_in', debit: supplier, credit: stockAt(site), amount })

/** Points and one bag of rice, reserved together for half an hour. */
export const reserving = (id: string, household: string, site: string, cost: number, now = testNow): [Movement, Movement] => [
  reserve({ id, kind: 'redeem', debit: householdOf(household), credit: spent, amount: cost, deadline: now + 30 * minute }),
  reserve({
    id: `${id}/item`,
    kind: 'hand_out',
    debit: stockAt(site),
    credit: riceOf(household),
    amount: 1,
    deadline: now + 30 * minute,
  }),
]

export const rowsIn = async (books: Books, sql: string) => (await books.client.execute(sql)).rows.map((row) => ({ ...row }))
