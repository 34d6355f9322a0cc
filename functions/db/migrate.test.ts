import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate, migrationsFolder } from './migrate.ts'

let folder: string
let client: Client

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulin-'))
  client = createClient({ url: `file:${join(folder, 'test.db')}`, concurrency: 1 })
})

afterEach(() => {
  client.close()
  rmSync(folder, { recursive: true })
})

/** A folder of migrations with these texts. */
const migrations = (texts: Record<string, string>) => {
  const made = join(folder, 'migrations')
  mkdirSync(made, { recursive: true })
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(made, name), text)
  return made
}

const next = '--> statement-breakpoint\n'
const rowsOf = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }))
const tables = async () =>
  (await rowsOf("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")).map(({ name }) => name)

describe('migrations', () => {
  test('make every table, and say which were applied', async () => {
    const applied = await migrate(client)
    expect(applied.slice(0, 2)).toEqual(['0000_first_journey.sql', '0001_signup_triggers.sql'])
    expect(await tables()).toEqual([
      'attempts',
      'attendance_marks',
      'audit_log',
      'devices',
      'household_events',
      'households',
      'job_runs',
      'ledger_accounts',
      'ledger_holds',
      'ledger_transfers',
      'migrations',
      'occurrence_changes',
      'page_feedback',
      'redemptions',
      'representations',
      'resident_cards',
      'resident_tags',
      'residents',
      'search_miss_texts',
      'search_misses',
      'sessions',
      'signin_codes',
      'signup_events',
      'signup_pools',
      'signups',
      'staff',
      'staff_passkeys',
      'survey_codes',
      'survey_drafts',
      'survey_needs',
      'survey_paper_entries',
      'survey_participations',
      'survey_responses',
      'survey_results',
      'survey_texts',
      'survey_versions',
    ])
    expect((await rowsOf('SELECT name FROM migrations ORDER BY name')).map(({ name }) => name)).toEqual(applied)
  })

  test('run again change nothing', async () => {
    await migrate(client)
    const before = await rowsOf('SELECT * FROM sqlite_schema')
    expect(await migrate(client)).toEqual([])
    expect(await rowsOf('SELECT * FROM sqlite_schema')).toEqual(before)
  })

  test('are applied in the order of their names, and other files are not', async () => {
    const made = migrations({
      '0010_b.sql': 'INSERT INTO a VALUES (2)',
      '0009_a.sql': `CREATE TABLE a (b INTEGER);${next}INSERT INTO a VALUES (1)`,
      'notes.md': 'x',
    })
    expect(await migrate(client, made)).toEqual(['0009_a.sql', '0010_b.sql'])
    expect(await rowsOf('SELECT b FROM a')).toEqual([{ b: 1 }, { b: 2 }])
  })

  test('know when they were applied, in milliseconds', async () => {
    const before = Date.now()
    await migrate(client, migrations({ '0000_a.sql': 'CREATE TABLE a (b INTEGER)' }))
    const [line] = await rowsOf('SELECT applied_at FROM migrations')
    expect(Number(line?.['applied_at'])).toBeGreaterThanOrEqual(before - 1)
    expect(Number(line?.['applied_at'])).toBeLessThanOrEqual(Date.now() + 1)
  })
})

describe('a migration cut in half', () => {
  const whole = 'CREATE TABLE a (b INTEGER)'
  const half = `CREATE TABLE c (d INTEGER);${next}INSERT INTO a VALUES (1);${next}INSERT INTO nowhere VALUES (1)`

  test('leaves nothing of itself, and what came before it stays', async () => {
    await expect(migrate(client, migrations({ '0000_a.sql': whole, '0001_half.sql': half }))).rejects.toThrow('no such table: nowhere')
    expect(await tables()).toEqual(['a', 'migrations'])
    expect(await rowsOf('SELECT * FROM a')).toEqual([])
    expect(await rowsOf('SELECT name FROM migrations')).toEqual([{ name: '0000_a.sql' }])
  })

  test('is applied whole once it is mended', async () => {
    await migrate(client, migrations({ '0000_a.sql': whole, '0001_half.sql': half })).catch(() => {})
    expect(await migrate(client, migrations({ '0001_half.sql': half.replace('nowhere', 'c') }))).toEqual(['0001_half.sql'])
    expect(await tables()).toEqual(['a', 'c', 'migrations'])
  })
})

describe('on a database somebody uses', () => {
  const fill = async () => {
    await client.batch([
      `INSERT INTO signup_pools (activity, occurrence, starts_at, capacity_places, desk_places, desk_released_at, largest_party, waiting_places_limit)
        VALUES ('tea', '2026-11-28', 2000, 5, 1, 1000, 5, 10)`,
      ...[1, 2, 3].map(
        (
          place,
        ) => `INSERT INTO signups (id, activity, occurrence, channel, party_size, contact, code_fingerprint, phone_fingerprint, request_key,
          request_digest, notice_version, created_at, confirmed_at, acted_at, acted_by, purge_after)
          VALUES ('s${place}', 'tea', '2026-11-28', 'online', 2, 'sealed', 'c${place}', 'p${place}', 'k${place}', 'd', '2026-11', 500,
            ${place < 3 ? 500 : 'NULL'}, 500, 'self', 9000)`,
      ),
      "INSERT INTO attempts VALUES ('signup', 'client', 0, 3)",
      "INSERT INTO job_runs (job, at, rows) VALUES ('retention', 500, 1)",
    ])
  }
  const everything = async () =>
    Object.fromEntries(
      await Promise.all(
        ['signups', 'signup_pools', 'signup_events', 'attempts', 'job_runs'].map(async (table) => [
          table,
          await rowsOf(`SELECT * FROM ${table}`),
        ]),
      ),
    )

  const early = () => {
    const made = migrations({})
    for (const name of ['0000_first_journey.sql', '0001_signup_triggers.sql']) cpSync(join(migrationsFolder, name), join(made, name))
    return made
  }

  test('later migrations keep every row and every number', async () => {
    await migrate(client, early())
    await fill()
    const before = await everything()
    await migrate(client)
    expect(await everything()).toMatchObject(before)
  })

  test('a new column comes to a table with rows', async () => {
    await migrate(client)
    await fill()
    const all = migrations({ '9999_note.sql': "ALTER TABLE signups ADD COLUMN note TEXT NOT NULL DEFAULT ''" })
    cpSync(migrationsFolder, all, { recursive: true })
    expect(await migrate(client, all)).toEqual(['9999_note.sql'])
    expect(await rowsOf('SELECT id, note FROM signups')).toEqual(['s1', 's2', 's3'].map((id) => ({ id, note: '' })))
  })
})
