import type { Client, InStatement } from '@libsql/client'
import { createDatabase, patienceWithFile } from '../../functions/db/client.ts'
import type { Database } from '../../src/kernel/database.ts'
import { recordTransfers } from '../../src/kernel/ledger.server.ts'
import { type Chain, guardedAccount, openEndedAccount, reserve, transfer } from '../../src/kernel/ledger.ts'
import { testNow } from '../support/catalogue.ts'
import { benchLengths } from './ledger-lengths.ts'
import { countFigure, type Figure, ratioFigure } from './report.ts'
import { interleave, pairsOf, sampleOf } from './rounds.ts'
import { openBenchFile } from './site.ts'

const inFlight = 16
const households = 500

const issuer = openEndedAccount('points', 'issuer', 'community')
const redeemed = openEndedAccount('points', 'redeemed', 'rice')
const supplier = openEndedAccount('item:rice', 'supplier', 'community')
const stock = guardedAccount('item:rice', 'stock', 's1')
const householdOf = (number: number) => guardedAccount('points', 'household', `h${number % households}`)
const riceOf = (number: number) => openEndedAccount('item:rice', 'household', `h${number % households}`)

/** Every third command redeems: points and a bag of rice together. The others earn. */
const commandOf = (number: number): Chain => {
  const rest = { digest: 'digest', actor: 'staff:zhao', now: testNow + number }
  const [id, deadline] = [`k${number}`, testNow + number + 1_800_000]
  if (number % 3 < 2)
    return {
      ...rest,
      movements: [transfer({ id, kind: 'earn', rule: 'paper@2026-11', debit: issuer, credit: householdOf(number), amount: 40 })],
    }
  return {
    ...rest,
    movements: [
      reserve({ id, kind: 'redeem', debit: householdOf(number - 1), credit: redeemed, amount: 10, deadline }),
      reserve({ id: `${id}/item`, kind: 'hand_out', debit: stock, credit: riceOf(number), amount: 1, deadline }),
    ],
  }
}

const stocking: Chain = {
  movements: [transfer({ id: 'stocked', kind: 'stock_in', debit: supplier, credit: stock, amount: 1_000_000 })],
  digest: '',
  actor: 'staff:zhao',
  now: testNow,
}

const openBooks = async () => {
  const { client, close } = await openBenchFile()
  const database = createDatabase(() => client, patienceWithFile)
  await recordTransfers(database, stocking)
  return { client, database, close }
}

const count = async (client: Client, what: string) => Number((await client.execute(`SELECT COUNT(*) AS n FROM ${what}`)).rows[0]?.['n'])

/** Keeps what goes through the port, to be replayed. */
const watched = (database: Database, client: Client, sent: InStatement[][]) => {
  const { batch } = client
  client.batch = (statements, mode) => {
    sent.push(statements as InStatement[])
    return batch.call(client, statements, mode)
  }
  return database
}

/** Commands through the module against the very batches it sent, replayed on a second file a round behind, so that either can go first. */
const benchCommands = async (quick: boolean): Promise<Figure[]> => {
  const perRound = quick ? 300 : 1200
  const [subject, control] = [await openBooks(), await openBooks()]
  const sent: InStatement[][] = []
  const database = watched(subject.database, subject.client, sent)
  const waiting: InStatement[][][] = []
  let number = 0
  let refused = 0
  const throughModule = async () => {
    const numbers = Array.from({ length: perRound }, () => number++)
    const sample = await sampleOf(numbers, inFlight, async (one) => {
      const recorded = await recordTransfers(database, commandOf(one))
      if (!recorded.ok) refused++
    })
    waiting.push(sent.splice(0))
    return sample
  }
  const rawBatches = () =>
    sampleOf(waiting.shift() ?? [], inFlight, async (batch) => {
      await control.client.batch(batch, 'write')
    })
  await throughModule()
  await throughModule()
  await rawBatches()
  const rounds = await interleave(quick ? 3 : 7, [throughModule, rawBatches])
  await rawBatches()
  const rows = await count(subject.client, 'ledger_transfers')
  const unbalanced =
    '(SELECT 1 FROM ledger_accounts GROUP BY unit HAVING SUM(credits_posted - debits_posted) <> 0 OR SUM(credits_pending - debits_pending) <> 0)'
  const figures = [
    countFigure('commands of the books refused', refused, 0),
    countFigure('rows in the books by the raw batches', await count(control.client, 'ledger_transfers'), rows),
    countFigure('units that do not balance', await count(subject.client, unbalanced), 0),
    ratioFigure(
      'commands of the books, module : raw batches',
      '/s',
      pairsOf(rounds, 0, 1, ({ per_second }) => per_second),
      { sign: '>=', ratio: 0.85 },
    ),
    ratioFigure(
      'CPU of a command of the books : of its batch',
      'ms',
      pairsOf(rounds, 0, 1, ({ cpu_ms_each }) => cpu_ms_each),
    ),
  ]
  subject.close()
  control.close()
  return figures
}

/** The books, of points as of anything else. */
export const benchLedger = async (quick: boolean): Promise<Figure[]> => [...(await benchCommands(quick)), ...(await benchLengths(quick))]
