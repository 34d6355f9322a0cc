import { type Account, availableOf, type Chain, type Movement, type StoredTransfer, type Totals } from './ledger.ts'

/** Why a chain was not written. Nothing of it was. */
export const ledgerRefusalCodes = [
  /** An id of the chain is in the books with another body. */
  'transfer_conflict',
  /** A guarded account has less than the chain asks of it. */
  'balance_insufficient',
  'pending_unknown',
  'pending_already_posted',
  'pending_already_voided',
  /** The deadline has come: only voiding is left. */
  'pending_overdue',
  /** There is no such transfer, or it is one that has not moved anything. */
  'reversed_unknown',
  'already_reversed',
  /** The caller's own condition did not hold. */
  'condition_unmet',
] as const
export type LedgerRefusalCode = (typeof ledgerRefusalCodes)[number]

/** `id` is the movement, pending transfer or account it is about; amounts are in the account's unit. */
export interface LedgerRefusal {
  code: LedgerRefusalCode
  id: string
  available?: number
  needed?: number
}

export type StoredAccount = Pick<Account, 'id'> & Totals & { guarded: 0 | 1 }

/** What the books say of everything the chain names, read in the transaction that decided. */
export interface LedgerFacts {
  transfers: StoredTransfer[]
  accounts: StoredAccount[]
}

const find = ({ transfers }: LedgerFacts, id: string) => transfers.find((one) => one.id === id)

/** The rows of the chain, in its order, if all are written and by this very request; null otherwise. */
export const storedChain = ({ movements, digest }: Chain, facts: LedgerFacts): StoredTransfer[] | null => {
  const rows = movements.map(({ id }) => find(facts, id))
  return rows.every((row): row is StoredTransfer => row?.digest === digest) ? rows : null
}

const whyNotEnded = (pending: string, phase: 'post' | 'void', now: number, facts: LedgerFacts): LedgerRefusal | null => {
  const row = find(facts, pending)
  if (row?.phase !== 'pending') return { code: 'pending_unknown', id: pending }
  if (row.ended === 'post') return { code: 'pending_already_posted', id: pending }
  if (row.ended === 'void') return { code: 'pending_already_voided', id: pending }
  return phase === 'post' && (row.deadline ?? 0) <= now ? { code: 'pending_overdue', id: pending } : null
}

const whyNotReversed = (reverses: string, facts: LedgerFacts): LedgerRefusal | null => {
  const row = find(facts, reverses)
  if (!row || !['single', 'post'].includes(row.phase)) return { code: 'reversed_unknown', id: reverses }
  return row.reversed_by === null ? null : { code: 'already_reversed', id: reverses }
}

const whyNotAlone = (movement: Movement, now: number, facts: LedgerFacts) => {
  if (movement.phase === 'post' || movement.phase === 'void') return whyNotEnded(movement.pending, movement.phase, now, facts)
  return movement.phase === 'reversal' ? whyNotReversed(movement.reverses, facts) : null
}

/** What the chain takes from each account; the ends of pending transfers take what was reserved already. */
const needs = ({ movements }: Chain, facts: LedgerFacts) => {
  const needed = new Map<string, number>()
  const take = (account: string, amount: number) => needed.set(account, (needed.get(account) ?? 0) + amount)
  for (const movement of movements) {
    if ('debit' in movement) take(movement.debit.id, movement.amount)
    if (movement.phase !== 'reversal') continue
    const row = find(facts, movement.reverses)
    if (row) take(row.credit_account, row.amount)
  }
  return needed
}

const whyNotPaid = (chain: Chain, facts: LedgerFacts): LedgerRefusal | null => {
  for (const [id, needed] of needs(chain, facts)) {
    const account = facts.accounts.find((one) => one.id === id)
    const available = account ? availableOf(account) : 0
    if (account?.guarded !== 0 && available < needed) return { code: 'balance_insufficient', id, available, needed }
  }
  return null
}

/** The first reason in the order of the chain, for one that wrote nothing. */
export const whyNotRecorded = (chain: Chain, facts: LedgerFacts): LedgerRefusal => {
  const taken = chain.movements.find(({ id }) => find(facts, id))
  if (taken) return { code: 'transfer_conflict', id: taken.id }
  for (const movement of chain.movements) {
    const refusal = whyNotAlone(movement, chain.now, facts)
    if (refusal) return refusal
  }
  return whyNotPaid(chain, facts) ?? { code: 'condition_unmet', id: chain.movements[0].id }
}
