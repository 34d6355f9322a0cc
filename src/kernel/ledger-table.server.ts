import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * 账户: what somebody or something holds of one unit. The four totals are kept by triggers, each step by the transfer
 * `moved_by`; a CHECK refuses an overdraft of a guarded account. What is reserved is spent already, what is promised is not yet there.
 */
export const ledgerAccounts = sqliteTable(
  'ledger_accounts',
  {
    id: text().primaryKey(),
    unit: text().notNull(),
    kind: text().notNull(),
    owner: text().notNull(),
    /** 1: debits must not exceed credits. 0: open-ended, as the issuer of points and whoever they go back to. */
    guarded: integer().notNull(),
    debits_pending: integer().notNull().default(0),
    debits_posted: integer().notNull().default(0),
    credits_pending: integer().notNull().default(0),
    credits_posted: integer().notNull().default(0),
    moved_by: integer().notNull().default(0),
    opened_at: integer().notNull(),
  },
  (account) => [
    index('accounts_of_a_kind').on(account.unit, account.kind),
    check('an_account_is_named_by_what_it_is', sql`${account.id} = ${account.unit} || '/' || ${account.kind} || '/' || ${account.owner}`),
    check('guarded_or_not', sql`${account.guarded} IN (0, 1)`),
    check(
      'totals_are_counted',
      sql`MIN(${account.debits_pending}, ${account.debits_posted}, ${account.credits_pending}, ${account.credits_posted}) >= 0`,
    ),
    check(
      'no_account_is_overdrawn',
      sql`${account.guarded} = 0 OR ${account.debits_pending} + ${account.debits_posted} <= ${account.credits_posted}`,
    ),
  ],
)

/**
 * 分录: one row takes an amount from one account (debit) and gives it to another (credit), so the books balance by
 * construction. Append-only. `number` is the order of the books; times are epoch milliseconds.
 */
export const ledgerTransfers = sqliteTable(
  'ledger_transfers',
  {
    number: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    unit: text().notNull(),
    debit_account: text().notNull(),
    credit_account: text().notNull(),
    amount: integer().notNull(),
    kind: text().notNull(),
    phase: text({ enum: ['single', 'pending', 'post', 'void'] }).notNull(),
    pending_id: text(),
    reverses: text(),
    deadline: integer(),
    /** Which version of a rate or a reward decided the amount. */
    rule: text().notNull(),
    at: integer().notNull(),
    actor: text().notNull(),
    digest: text().notNull(),
    detail: text().notNull(),
  },
  (transfer) => [
    index('debits_of_an_account').on(transfer.debit_account, transfer.number),
    index('credits_of_an_account').on(transfer.credit_account, transfer.number),
    index('transfers_by_actor').on(transfer.actor, transfer.at),
    index('transfers_by_time').on(transfer.at),
    uniqueIndex('pending_ends_once').on(transfer.pending_id).where(sql`pending_id IS NOT NULL`),
    uniqueIndex('reversed_once').on(transfer.reverses).where(sql`reverses IS NOT NULL`),
    check('an_amount_is_a_count', sql`typeof(${transfer.amount}) = 'integer' AND ${transfer.amount} BETWEEN 1 AND 1000000000`),
    check('something_moves', sql`${transfer.debit_account} <> ${transfer.credit_account}`),
    check('phase_is_known', sql`${transfer.phase} IN ('single', 'pending', 'post', 'void')`),
    check('an_end_ends_something', sql`(${transfer.phase} IN ('post', 'void')) = (${transfer.pending_id} IS NOT NULL)`),
    check('pending_has_a_deadline', sql`(${transfer.phase} = 'pending') = (${transfer.deadline} IS NOT NULL)`),
    check('a_reversal_is_final', sql`${transfer.reverses} IS NULL OR ${transfer.phase} = 'single'`),
  ],
)

/** 占用: the pending transfers that have not ended, so that the job need not look through all that ever were. Kept by triggers only. */
export const ledgerHolds = sqliteTable('ledger_holds', { id: text().primaryKey(), deadline: integer().notNull() }, (hold) => [
  index('holds_by_deadline').on(hold.deadline),
])
