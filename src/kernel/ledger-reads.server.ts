import type { Database, Statement, StatementResult } from './database.ts'
import { transferColumns } from './ledger.server.ts'
import type { StoredTransfer, Totals } from './ledger.ts'

/** An account by its id, or by an SQL expression that finds the id in the same read. */
const idOf = (account: string | Statement): Statement => (typeof account === 'string' ? { sql: ':account', args: { account } } : account)

/** The totals of an account. */
export const balanceOf = (account: string | Statement): Statement => {
  const { sql, args } = idOf(account)
  return { sql: `SELECT debits_pending, debits_posted, credits_pending, credits_posted FROM ledger_accounts WHERE id = ${sql}`, args }
}

const nothing: Totals = { debits_pending: 0, debits_posted: 0, credits_pending: 0, credits_posted: 0 }

/** What `balanceOf` gave back. An account nobody has opened holds nothing. */
export const readBalance = (result: StatementResult | undefined): Totals => (result?.rows[0] as unknown as Totals | undefined) ?? nothing

/** The rows of an account, newest first; `before` is the number of the last row already seen. Costs the same however long the books are. */
export const entriesOf = (account: string | Statement, { before, limit }: { before?: number; limit: number }): Statement => {
  const { sql, args } = idOf(account)
  const side = (column: string) => `SELECT * FROM (SELECT ${transferColumns} FROM ledger_transfers
    WHERE ${column} = ${sql} AND number < :before ORDER BY number DESC LIMIT :limit)`
  return {
    sql: `${side('debit_account')} UNION ALL ${side('credit_account')} ORDER BY number DESC LIMIT :limit`,
    args: { ...args, before: before ?? Number.MAX_SAFE_INTEGER, limit },
  }
}

export const readEntries = (result: StatementResult | undefined) => (result?.rows ?? []) as unknown as StoredTransfer[]

/**
 * What moved from one kind of account to another from `from` until before `until` (epoch ms), by unit, owner and phase. One row is
 * `Flow`; pending and void rows have moved nothing and are left out.
 */
export const flowsBetween = (from: number, until: number): Statement => ({
  sql: `SELECT transfer.unit, payer.kind AS from_kind, payee.kind AS to_kind, SUM(transfer.amount) AS amount, COUNT(*) AS transfers
    FROM ledger_transfers AS transfer JOIN ledger_accounts AS payer ON payer.id = transfer.debit_account
      JOIN ledger_accounts AS payee ON payee.id = transfer.credit_account
    WHERE transfer.at >= :from AND transfer.at < :until AND transfer.phase IN ('single', 'post')
    GROUP BY transfer.unit, payer.kind, payee.kind`,
  args: { from, until },
})

/** What the accounts of each unit and kind hold by their stored totals. One row is `Holding`. */
export const holdingsByKind = (): Statement => ({
  sql: `SELECT unit, kind, SUM(credits_posted - debits_posted) AS holding, SUM(debits_pending) AS reserved FROM ledger_accounts GROUP BY unit, kind`,
  args: {},
})

/** At most this many a run, so that one batch stays short; the rest waits for the next run. */
const voidedAtOnce = 500

/**
 * Voids what is pending past its deadline. The id of each row follows from what it voids, so that two runs at once do it once.
 * `kind` and `actor` are what the rows say.
 */
const voidingOverdue = (kind: string, actor: string, now: number): Statement => ({
  sql: `INSERT INTO ledger_transfers (id, unit, debit_account, credit_account, amount, kind, phase, pending_id, rule, at, actor, digest, detail)
    SELECT 'void:' || hold.id, unit, debit_account, credit_account, amount, :kind, 'void', hold.id, rule, :now, :actor, '', ''
    FROM (SELECT id FROM ledger_holds WHERE deadline <= :now ORDER BY deadline, id LIMIT ${voidedAtOnce}) AS hold
      CROSS JOIN ledger_transfers ON ledger_transfers.id = hold.id`,
  args: { kind, actor, now },
})

/** Voids all of them; returns how many. */
export const voidOverdue = async (database: Database, kind: string, actor: string, now: number) => {
  let voided = 0
  for (;;) {
    const [result] = await database.write([voidingOverdue(kind, actor, now)])
    voided += result?.rows_written ?? 0
    if ((result?.rows_written ?? 0) < voidedAtOnce) return voided
  }
}
