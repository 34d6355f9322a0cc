import type { Client } from '@libsql/client'
import { createDatabase, patienceWithFile } from '../../functions/db/client.ts'
import type { Database, Statement } from '../../src/kernel/database.ts'
import { guardedAccount, openEndedAccount } from '../../src/kernel/ledger.ts'
import { balanceOf, entriesOf } from '../../src/kernel/ledger-reads.server.ts'
import { openingAccount } from '../../src/kernel/ledger-sql.server.ts'
import { testNow } from '../support/catalogue.ts'
import { countFigure, type Figure, ratioFigure } from './report.ts'
import { interleave, pairsOf, sampleOf } from './rounds.ts'
import { openBenchFile } from './site.ts'

const short = 1000
const long = 1_000_000
const longWhenQuick = 20_000

/** So that in the short books each household has as many rows as a page of its statement. */
const households = 20
const pageRows = short / households

const issuer = openEndedAccount('points', 'issuer', 'community')
const householdOf = (number: number) => guardedAccount('points', 'household', `h${number % households}`)

/** Rows written by few statements, each row past every trigger, as fast as SQLite goes; the households take turns. */
const fill = async (client: Client, rows: number) => {
  const atOnce = 50_000
  for (let from = 0; from < rows; from += atOnce)
    await client.execute({
      sql: `INSERT INTO ledger_transfers (id, unit, debit_account, credit_account, amount, kind, phase, rule, at, actor, digest, detail)
        WITH RECURSIVE numbers (n) AS (SELECT CAST(:from AS INTEGER) UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :until)
        SELECT 'f' || n, 'points', :issuer, 'points/household/h' || (n % ${households}), 1 + n % 50, 'earn', 'single', 'paper@2026-11', :now + n,
          'job', '', '' FROM numbers`,
      args: { from, until: Math.min(rows, from + atOnce), issuer: issuer.id, now: testNow },
    })
}

const filledBooks = async (rows: number) => {
  const { client, close } = await openBenchFile()
  const database = createDatabase(() => client, patienceWithFile)
  const accounts = [issuer, ...Array.from({ length: households }, (_, number) => householdOf(number))]
  await database.write(accounts.map((account) => openingAccount(account, testNow)))
  await fill(client, rows)
  const { rows: counted } = await client.execute('SELECT COUNT(*) AS n FROM ledger_transfers')
  return { database, close, rows: Number(counted[0]?.['n']) }
}

const reader = (database: Database, reads: number, read: (number: number) => Statement) => () =>
  sampleOf([...Array(reads).keys()], 1, async (number) => {
    await database.read([read(number)])
  })

const balance = (number: number) => balanceOf(householdOf(number).id)
const page = (number: number) => entriesOf(householdOf(number).id, { limit: pageRows })

/** A balance and a page of a statement in books of a thousand rows and of a million: neither may take longer for the other rows. */
export const benchLengths = async (quick: boolean): Promise<Figure[]> => {
  const rows = quick ? longWhenQuick : long
  const [few, many] = [await filledBooks(short), await filledBooks(rows)]
  const pages = quick ? 500 : 2000
  const balances = pages * 10
  const sides = [
    reader(many.database, balances, balance),
    reader(few.database, balances, balance),
    reader(many.database, pages, page),
    reader(few.database, pages, page),
  ]
  await interleave(1, sides)
  const rounds = await interleave(quick ? 3 : 7, sides)
  few.close()
  many.close()
  // CPU time, because a read is so short that a neighbour on the machine would double it.
  const cpu = (subject: number, control: number) => pairsOf(rounds, subject, control, ({ cpu_ms_each }) => cpu_ms_each)
  const length = `${rows.toLocaleString('en')} : at ${short.toLocaleString('en')} transfers`
  return [
    countFigure('rows of the long books', many.rows, rows),
    ratioFigure(`CPU of a balance at ${length}`, 'ms', cpu(0, 1), { sign: '<=', ratio: 1.5 }),
    ratioFigure(`CPU of a statement of ${pageRows} rows at ${length}`, 'ms', cpu(2, 3), { sign: '<=', ratio: 1.5 }),
  ]
}
