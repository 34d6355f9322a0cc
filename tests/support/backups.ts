import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import { writtenSite } from '../../build/sample.ts'
import { backUpFile, backUpServer } from '../../functions/backup/make.ts'
import { seedSample } from '../../functions/db/sample.ts'
import { keyIdOf } from '../../functions/vault.ts'
import { siteSchema } from '../../src/content-schemas/site.ts'
import { cast } from './cast.ts'
import { openRemoteDatabase } from './database-server.ts'
import { asStaff } from './people.ts'
import { signInBySlip } from './signin.ts'
import { signUp } from './signups.ts'
import { openSite, openTestFile, type TestSite } from './site.ts'

export const newFolder = () => mkdtempSync(join(tmpdir(), 'mulin-backup-'))

/** A database of one kind, with nothing in it but its shape. */
export interface Place {
  client: Client
  backUp: typeof backUpServer
  close(): Promise<void>
}

const openEmbedded = async (): Promise<Place> => {
  const folder = newFolder()
  const client = await openTestFile(folder)
  return {
    client,
    backUp: backUpFile,
    close: async () => {
      client.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const openRemote = async (): Promise<Place> => ({ ...(await openRemoteDatabase()), backUp: backUpServer })

export const places = { 'an embedded file': openEmbedded, 'a database server': openRemote }

export const markOf = async (site: Pick<TestSite, 'host'>) => ({ now: site.host.now(), key_id: await keyIdOf(await site.host.vault()) })

/** A site on this database with the sample community's people, points, signups, and two who are signed in. */
export const livelySite = async (client: Client) => {
  const site = await openSite(undefined, client)
  const slips = await seedSample({
    site: siteSchema.parse(writtenSite()),
    database: site.database,
    vault: await site.host.vault(),
    now: site.state.now,
    newId: randomUUID,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  })
  if (!slips) throw new Error('somebody lives there already')
  const receipts = [await signUp(site, cast.wang, 2), await signUp(site, cast.li, 1)]
  return { site, receipts, resident: await signInBySlip(site, slips.resident), steward: await asStaff(site, { role: 'steward' }) }
}

/** Everything two sites must agree on: what is in every table, what guards it, and what people see of it. */
export const seenIn = async (site: TestSite, resident: { cookie: string }, steward: Record<string, string>) => {
  const rows = async (sql: string) => (await site.client.execute(sql)).rows.map((row) => ({ ...row }))
  const page = async (path: string, headers: Record<string, string>) => (await site.request(path, { headers })).json()
  return {
    balances: await rows('SELECT * FROM ledger_accounts ORDER BY id'),
    sum: await rows('SELECT unit, SUM(credits_posted - debits_posted) AS sum FROM ledger_accounts GROUP BY unit'),
    audit: await rows('SELECT * FROM audit_log ORDER BY number'),
    parties: await rows('SELECT * FROM signups ORDER BY arrival'),
    shape: await rows(
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE 'libsql%' ORDER BY type, name",
    ),
    points: await page('/me/points/', resident),
    roster: await page('/desk/activities/tea/2026-11-28/', steward),
  }
}
