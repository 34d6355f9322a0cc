import type { Database, Statement, StatementResult } from './database.ts'
import type { Account, Chain, StoredTransfer } from './ledger.ts'
import { type LedgerFacts, type LedgerRefusal, type StoredAccount, storedChain, whyNotRecorded } from './ledger-refusal.ts'
import { aboutOf, argsOf, chainIsPossible, insertMovement, openingAccount, prefixOf } from './ledger-sql.server.ts'
import { type Result, refuse, success } from './result.ts'

const longestChain = 20

/** Columns of a row of the books, with what later rows did to it. */
export const transferColumns = `number, id, unit, debit_account, credit_account, amount, kind, phase, pending_id, reverses, deadline, rule, at, actor, digest,
  detail, (SELECT phase FROM ledger_transfers AS later WHERE later.pending_id = ledger_transfers.id) AS ended,
  (SELECT id FROM ledger_transfers AS later WHERE later.pending_id = ledger_transfers.id) AS ended_by,
  (SELECT id FROM ledger_transfers AS later WHERE later.reverses = ledger_transfers.id) AS reversed_by`

const accountsIn = ({ movements }: Chain) => {
  const accounts = movements.flatMap((movement) => ('debit' in movement ? [movement.debit, movement.credit] : []))
  return [...new Map(accounts.map((account): [string, Account] => [account.id, account])).values()]
}

const argsOfChain = ({ movements, digest, actor, now }: Chain) => ({
  ...Object.assign({}, ...movements.map(argsOf)),
  digest,
  actor,
  now,
})

const insertions = (chain: Chain, when?: Statement): Statement[] => {
  const { movements } = chain
  const condition = `${chainIsPossible(movements)}${when ? ` AND (${when.sql})` : ''}`
  const followed = (place: number) => `EXISTS (SELECT 1 FROM ledger_transfers WHERE id = :a_id AND digest = :digest)
      AND NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE id = :${prefixOf(place)}id)`
  const args = { ...when?.args, ...argsOfChain(chain) }
  return movements.map((movement, place) => ({
    sql: insertMovement(movement, place, place === 0 ? condition : followed(place)),
    args,
  }))
}

const factsOf = (chain: Chain): Statement[] => {
  const { movements } = chain
  const names = movements.flatMap((movement, place) => [
    `:${prefixOf(place)}id`,
    ...(aboutOf(movement) === null ? [] : [`:${prefixOf(place)}about`]),
  ])
  const given = movements.flatMap((movement, place) => ('debit' in movement ? [`:${prefixOf(place)}debit`] : []))
  const named = `SELECT {column} FROM ledger_transfers WHERE id IN (${names.join(', ')})`
  const credited = named.replace('{column}', 'credit_account')
  const args = argsOfChain(chain)
  return [
    { sql: named.replace('{column}', transferColumns), args },
    {
      sql: `SELECT id, guarded, debits_pending, debits_posted, credits_pending, credits_posted FROM ledger_accounts
        WHERE id IN (${[...given, "''"].join(', ')}) OR id IN (${credited})`,
      args,
    },
  ]
}

/**
 * Writes the whole chain or nothing, in one batch that is safe to repeat; ends with the facts `transfersRecorded` reads, so it can be the
 * end of a longer batch. `when` is an SQL condition of the caller's, with parameters of its own, that must hold too: only for a chain not
 * written yet, so that a request that comes again gets its first answer.
 */
export const recordingTransfers = (chain: Chain, when?: Statement): Statement[] => {
  if (chain.movements.length > longestChain) throw new RangeError('a chain is short')
  if (new Set(chain.movements.map(({ id }) => id)).size < chain.movements.length) throw new RangeError('each movement has an id of its own')
  return [...accountsIn(chain).map((account) => openingAccount(account, chain.now)), ...insertions(chain, when), ...factsOf(chain)]
}

/** What `recordingTransfers` gave back, as the end of a batch: the rows, written now or by an earlier sending, or why there are none. */
export const transfersRecorded = (chain: Chain, results: StatementResult[]): Result<StoredTransfer[], LedgerRefusal> => {
  const [transfers, accounts] = results.slice(-2).map(({ rows }) => rows)
  const facts: LedgerFacts = {
    transfers: (transfers ?? []) as unknown as StoredTransfer[],
    accounts: (accounts ?? []) as unknown as StoredAccount[],
  }
  const stored = storedChain(chain, facts)
  return stored ? success(stored) : refuse(whyNotRecorded(chain, facts))
}

/** One round trip. */
export const recordTransfers = async (database: Database, chain: Chain, when?: Statement) =>
  transfersRecorded(chain, await database.write(recordingTransfers(chain, when)))
